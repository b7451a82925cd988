import type { PlivoFault } from '../transport/fault';
import type { PlivoClient } from '../transport/request';
import type { SendAnswer, SendBody } from '../transport/types';
import type { Outcomes, SentMessage } from './outcomes';

/** A message ready to go, with the numbers it is for. */
export interface SendRequest {
	body: SendBody;
	to: string[];
	/** Puts at Plivo what the message refers to, such as files, and gives the rest of the body. Reaches no recipient. */
	attach?: () => Promise<Partial<SendBody>>;
}

/** What came of one message. */
export type Delivery = { sent: SentMessage } | { fault: PlivoFault };

/**
 * Sends one message and keeps its outcome: `unknown` from before it leaves until Plivo's answer says otherwise, so that
 * a try that is cut short at any point leaves a trace.
 */
export async function deliver(
	client: PlivoClient,
	{ body, to }: Pick<SendRequest, 'body' | 'to'>,
	item: number,
	outcomes: Outcomes,
): Promise<Delivery> {
	outcomes.record(item, { state: 'unknown' });
	const result = await client.write<SendAnswer>('Message/', { ...body });
	if ('fault' in result) {
		if (result.fault.faultClass !== 'unknown') outcomes.forget(item);
		return result;
	}
	// What the next node most likely wants comes first.
	const { message_uuid, ...rest } = result.answer;
	const sent: SentMessage = { message_uuid, to, ...rest };
	outcomes.record(item, { state: 'accepted', sent });
	return { sent };
}
