import type { IDataObject } from 'n8n-workflow';

import { parseOption } from '../fields/option';
import type { StatusItem } from '../webhooks/events/status';
import { partOf, type PartStates } from './messageParts';

/** States in the order in which a delivered message reaches them; each may be waited for. */
const PROGRESS = ['sent', 'delivered', 'read'] as const;

/** The state to wait for. */
export type AwaitedState = (typeof PROGRESS)[number];

const FAILURES = new Set(['undelivered', 'failed', 'rejected']);

/** @throws InvalidFieldError if it isn't one of them */
export function readAwaitedState(value: unknown): AwaitedState {
	return parseOption(value, PROGRESS, 'Wait Until');
}

/** Output when a wait for a delivery ends. Times are ISO 8601 in UTC, amounts US dollars. */
export interface DeliveryResult extends IDataObject {
	/** Whether the message is known to have been delivered. */
	delivered: boolean;
	timedOut: boolean;
	/** Plivo's state; `unknown` if no status came in time. */
	state: string;
	message_uuid: string | null;
}

/**
 * Output on timeout. It is prepared at the start, because n8n doesn't call the node then.
 *
 * @param sent Plivo's response to the message
 */
export function timeoutResult(sent: IDataObject): DeliveryResult {
	return { delivered: false, timedOut: true, state: 'unknown', ...messageRef(sent) };
}

/** Identifies the message. @param sent its output from Send */
export function messageRef({ message_uuid: uuids, to }: IDataObject): { message_uuid: string | null; to: string[] } {
	const [uuid] = [uuids].flat();
	return { message_uuid: typeof uuid === 'string' ? uuid : null, to: [to].flat().map(String) };
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
	const failed = FAILURES.has(status.status);
	const reached = PROGRESS.findIndex((known) => known === status.status);
	const least = parts.note(`${address} ${messageUuid}`, part, reached) ?? -1;
	if (!failed && least < PROGRESS.indexOf(awaited)) return undefined;
	const state = failed ? status.status : (PROGRESS[least] ?? status.status);
	return {
		delivered: state === 'delivered' || state === 'read',
		timedOut: false,
		state,
		message_uuid: messageUuid,
		to: status.to === null ? [] : [status.to.replace(/^\+/, '')],
		from: status.from,
		error_code: status.errorCode,
		error_meaning: status.errorMeaning,
		error_remedy: status.errorRemedy,
		units: status.units,
		total_rate: status.totalRate,
		total_amount: status.totalAmount,
		queued_time: status.queuedTime,
		sent_time: status.sentTime,
		delivered_time: status.deliveredTime,
		received_at: status.receivedAt,
	};
}
