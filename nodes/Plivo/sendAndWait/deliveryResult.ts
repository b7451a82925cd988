import type { IDataObject } from 'n8n-workflow';

import { parseOption } from '../fields/option';
import type { StatusItem } from '../webhooks/events/status';
import { partOf, type PartStates } from './parts';

/** States in the order in which a message that arrives reaches them; each may be waited for. */
const PROGRESS = ['sent', 'delivered', 'read'] as const;

/** The state that a message is waited for. */
export type AwaitedState = (typeof PROGRESS)[number];

const FAILURES = new Set(['undelivered', 'failed', 'rejected']);

/** @throws InvalidFieldError when it is none of them */
export function readAwaitedState(value: unknown): AwaitedState {
	return parseOption(value, PROGRESS, 'Wait Until');
}

/** What is put out when a wait for a delivery ends. Times are ISO 8601 in UTC, amounts US dollars. */
export interface DeliveryResult extends IDataObject {
	/** Whether the message is known to have arrived. */
	delivered: boolean;
	timedOut: boolean;
	/** Plivo's word for it; `unknown` when no status came in time. */
	state: string;
	message_uuid: string | null;
}

/**
 * What comes out when time is up. It stands ready from the beginning, as n8n then asks no node.
 *
 * @param sent what Plivo answered to the message
 */
export function timeoutResult(sent: IDataObject): DeliveryResult {
	return { delivered: false, timedOut: true, state: 'unknown', ...messageRef(sent) };
}

/** Which message it is about. @param sent what was put out for it by Send */
export function messageRef({ message_uuid: uuids, to }: IDataObject): { message_uuid: string | null; to: IDataObject['to'] } {
	const [uuid] = [uuids].flat();
	return { message_uuid: typeof uuid === 'string' ? uuid : null, to };
}

/** What a wait is for. */
export interface Awaited {
	/** Names the wait among all: the address that Plivo calls for it. */
	address: string;
	/** UUID of the message, as Plivo gave it when it was sent. */
	messageUuid: string;
	state: AwaitedState;
}

/**
 * What comes out when a status ends the wait: all parts of the message have come to the awaited state, or one has failed.
 *
 * @param parts how far the parts of messages have come; learns from this status
 * @returns undefined for a status that doesn't end it: it is about another message, or the message is still on its way
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
