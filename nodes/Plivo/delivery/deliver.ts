import { explainFault } from '../transport/explain';
import { PlivoFault } from '../transport/fault';
import type { PlivoClient } from '../transport/request';
import type { Result } from '../transport/retry';
import type { SendAnswer, SendBody } from '../transport/types';
import type { Outcomes, SentMessage } from './outcomes';

/** What Plivo is told of a message, but for whom it is for. */
export type MessageBody = Omit<SendBody, 'dst'>;

/** The message of one item, checked and ready to go. */
export interface Message {
	item: number;
	/** Distinct numbers, digits only. */
	to: string[];
	body: MessageBody;
	/** Puts in place what the message refers to, such as files at Plivo, and gives the rest of the body. Reaches no recipient. */
	attach?: () => Promise<Partial<MessageBody>>;
}

/** An item that a request is for. */
export interface Addressee {
	item: number;
	to: string[];
	/** In a broadcast: those of its numbers that another item names too. */
	duplicates?: string[];
}

/** One request to Plivo: the message of one item, or in a broadcast that of many. */
export interface SendRequest extends Omit<Message, 'item'> {
	items: Addressee[];
}

/** What came of a request: what is put out for each of its items, in their order; or why there is nothing. */
export type Delivery = { sent: SentMessage[] } | { error: unknown };

/** Messages that go out by themselves. */
export function oneEach(messages: Message[]): SendRequest[] {
	return messages.map(({ item, ...message }) => ({ ...message, items: [{ item, to: message.to }] }));
}

/** What is put out for the item of a request of its own. What the next node most likely wants comes first. */
export function sentByItself({ to }: SendRequest, { message_uuid, ...rest }: SendAnswer): SentMessage[] {
	return [{ message_uuid, to, ...rest }];
}

/**
 * Sends one request, with what it refers to put at Plivo before, and keeps its outcome for each of its items: `unknown`
 * from just before it leaves until Plivo's answer says otherwise, so that a try that is cut short at any point leaves a
 * trace, and none that did not leave.
 *
 * @param sentTo what is put out for each item
 */
export async function deliver(
	client: PlivoClient,
	request: SendRequest,
	outcomes: Outcomes,
	sentTo: (request: SendRequest, answer: SendAnswer) => SentMessage[],
): Promise<Delivery> {
	const { attach, to, items } = request;
	let { body } = request;
	try {
		if (attach !== undefined) body = { ...body, ...(await attach()) };
	} catch (error) {
		return { error };
	}
	// That it goes out again does not say what became of it before: a try that did not leave takes back no more than itself.
	const before = new Map(items.map(({ item }) => [item, outcomes.of(item)]));
	const takeBack = (item: number) => {
		const earlier = before.get(item);
		if (earlier === undefined) outcomes.forget(item);
		else outcomes.record(item, earlier);
	};
	// Several numbers are joined by "<" (Plivo's page on bulk messaging).
	const result = await client.write<SendAnswer>('Message/', { ...body, dst: to.join('<') }, async (send) => {
		for (const { item } of items) outcomes.record(item, { state: 'unknown' });
		const tried = plivosOwn(await send());
		if (!('fault' in tried)) return tried;
		const { message: cause } = explainFault(tried.fault);
		for (const { item } of items) {
			if (tried.fault.faultClass === 'unknown') outcomes.record(item, { state: 'unknown', cause });
			else takeBack(item);
		}
		return tried;
	});
	if ('fault' in result) return { error: result.fault };
	const sent = sentTo(request, result.answer);
	items.forEach(({ item }, i) => {
		const of = sent[i];
		if (of !== undefined) outcomes.record(item, { state: 'accepted', sent: of });
	});
	return { sent };
}

/** A success that says of no recipient what became of them is somebody else's, such as that of a wrong Base URL. */
function plivosOwn(tried: Result<SendAnswer>): Result<SendAnswer> {
	if ('fault' in tried) return tried;
	const { message_uuid, invalid_number }: Partial<SendAnswer> = tried.answer;
	if (message_uuid?.length || invalid_number?.length) return tried;
	return { fault: new PlivoFault('unknown', 'unreadable', 'no message_uuid') };
}

/** Whether a request did not leave because the run was over by then. */
export function wasHeldBack(delivery: Delivery): boolean {
	const error = 'error' in delivery ? delivery.error : undefined;
	return error instanceof PlivoFault && error.kind === 'cancelled' && error.faultClass === 'notSent';
}
