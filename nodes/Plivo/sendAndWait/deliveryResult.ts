import type { IDataObject } from 'n8n-workflow';

import { parseOption } from '../fields/option';
import { hasArrived, hasFailed, messageStatus, type MessageStatus } from '../records/messageStatus';
import type { StatusItem } from '../webhooks/events/status';
import { partOf, type PartStates } from './messageParts';

/** States in the order in which a delivered message reaches them; each may be waited for. */
const PROGRESS = ['sent', 'delivered', 'read'] as const;

/** The state to wait for. */
export type AwaitedState = (typeof PROGRESS)[number];

/** @throws InvalidFieldError if it isn't one of them */
export function readAwaitedState(value: unknown): AwaitedState {
	return parseOption(value, PROGRESS, 'Wait Until');
}

/** Output when a wait for a delivery ends. Times are ISO 8601 in UTC, amounts US dollars. */
export type DeliveryResult = IDataObject &
	// `status` is `unknown` if no status came in time.
	MessageStatus & {
		/** Whether the message is known to have been delivered. */
		delivered: boolean;
		timed_out: boolean;
		message_uuid: string | null;
	};

/**
 * Output on timeout. It is prepared at the start, because n8n doesn't call the node then.
 *
 * @param sent Plivo's response to the message
 */
export function timeoutResult(sent: IDataObject): DeliveryResult {
	return { delivered: false, timed_out: true, ...messageStatus('unknown', null, () => null), ...messageRef(sent) };
}

/** Identifies the message. @param sent its output from Send */
export function messageRef({ message_uuid: uuids, to: numbers }: IDataObject): { message_uuid: string | null; to: string } {
	const [uuid] = [uuids].flat();
	const [to] = [numbers].flat();
	return { message_uuid: typeof uuid === 'string' ? uuid : null, to: String(to) };
}

/** What is being waited for. */
export interface Awaited {
	/** Identifies the wait: the address that Plivo calls for it. */
	address: string;
	/** UUID of the message, as Plivo returned it when it was sent. */
	messageUuid: string;
	state: AwaitedState;
}

/**
 * Output when a status ends the wait: all parts of the message have reached the awaited state, or one has failed.
 *
 * @param parts progress of the parts of messages; updated with this status
 * @returns undefined for a status that doesn't end the wait: it is about another message, or the message is still in
 * progress
 */
export function deliveryResult(status: StatusItem, { address, messageUuid, state: awaited }: Awaited, parts: PartStates): DeliveryResult | undefined {
	const part = partOf(status, messageUuid);
	if (part === undefined) return undefined;
	const failed = hasFailed(status.status);
	const reached = PROGRESS.findIndex((known) => known === status.status);
	const least = parts.note(`${address} ${messageUuid}`, part, reached) ?? -1;
	if (!failed && least < PROGRESS.indexOf(awaited)) return undefined;
	const state = failed ? status.status : (PROGRESS[least] ?? status.status);
	return {
		delivered: hasArrived(state),
		timed_out: false,
		...messageStatus(state, status.error_code, () => status.error_meaning),
		message_uuid: messageUuid,
		to: status.to,
		from: status.from,
		units: status.units,
		total_rate: status.total_rate,
		total_amount: status.total_amount,
		queued_time: status.queued_time,
		sent_time: status.sent_time,
		delivered_time: status.delivered_time,
		received_at: status.received_at,
	};
}
