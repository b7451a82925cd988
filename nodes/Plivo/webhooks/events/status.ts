import type { IDataObject } from 'n8n-workflow';

import { REFERENCE } from '../../fields/reference';
import { hasArrived, messageStatus, type MessageStatus } from '../../records/messageStatus';
import { CONVERSATION_EXPIRY, isoTime, isoTimeOfUnix, lowerCaseOrNull, numberOrNull, addressOrNull, textOrEmpty, textOrNull } from '../../records/values';
import { readButton } from './button';
import { readErrorCode, readMedia } from './inbound';
import { Parameters } from './parameters';

/** The trigger's output for a sent message. Every key is always present, with null for unknown values. */
export type StatusItem = MessageStatus & {
	event: 'status';
	message_uuid: string;
	/** What was given to Send as Reference. */
	reference: string | null;
	parent_message_uuid: string | null;
	/** `sms`, `mms` or `whatsapp`. */
	type: string | null;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	units: number | null;
	/** US dollars. */
	total_rate: number | null;
	/** US dollars. */
	total_amount: number | null;
	mcc: string | null;
	mnc: string | null;
	/** Callbacks may arrive in a different order than their numbers. */
	sequence: number | null;
	part: string | null;
	conversation_id: string | null;
	conversation_origin: string | null;
	/** ISO 8601, UTC, like all times. */
	conversation_expires_at: string | null;
	powerpack_uuid: string | null;
	message_time: string | null;
	queued_time: string | null;
	sent_time: string | null;
	/** Null for a message that was not delivered. */
	delivered_time: string | null;
	/** When the callback came. */
	received_at: string;
	/** Everything without a field of its own, under Plivo's names. */
	other: IDataObject;
};

/**
 * Reads a status callback. (Plivo's messages API, message status callbacks.)
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 * @param reference from the query of the address that was called
 * @returns undefined if it isn't one: it has no MessageUUID or no Status
 */
export function statusItem(object: IDataObject, receivedAt: string, reference: string | null = null): StatusItem | undefined {
	const params = new Parameters(object);
	const messageUuid = params.read('MessageUUID', textOrNull);
	const status = params.read('Status', lowerCaseOrNull);
	if (messageUuid === null || status === null) return undefined;
	params.ask('ErrorMessage');
	params.ask(REFERENCE);
	// In the body, a parameter of this name is Plivo's own, so it stays in `other`.
	if (object[REFERENCE] === reference) params.use(REFERENCE);
	const item = {
		event: 'status' as const,
		...messageStatus(status, readErrorCode(params), () => params.read(['ErrorMessage', 'error_message'], textOrNull)),
		message_uuid: messageUuid,
		reference,
		parent_message_uuid: params.read('ParentMessageUUID', textOrNull),
		type: params.read('Type', lowerCaseOrNull),
		from: params.read('From', addressOrNull),
		to: params.read('To', addressOrNull),
		units: params.read('Units', numberOrNull),
		total_rate: params.read('TotalRate', numberOrNull),
		total_amount: params.read('TotalAmount', numberOrNull),
		mcc: params.read('MCC', textOrNull),
		mnc: params.read('MNC', textOrNull),
		sequence: params.read('Sequence', numberOrNull),
		part: params.read('PartInfo', textOrNull),
		conversation_id: params.read('ConversationID', textOrNull),
		conversation_origin: params.read('ConversationOrigin', textOrNull),
		conversation_expires_at: params.read(CONVERSATION_EXPIRY, isoTimeOfUnix),
		powerpack_uuid: params.read('PowerpackUUID', textOrNull),
		message_time: params.read('MessageTime', isoTime),
		queued_time: params.read('QueuedTime', isoTime),
		sent_time: params.read('SentTime', isoTime),
		// Plivo's time of the report, which is also set for a failure.
		delivered_time: params.read('DeliveryReportTime', (value) => (hasArrived(status) ? isoTime(value) : null)),
		received_at: receivedAt,
	};
	return { ...item, other: params.rest() };
}

/**
 * Whether a webhook call is the status of a sent message rather than an incoming message: it has a Status, and nothing
 * that only an incoming message has. `received` is the state of incoming ones.
 *
 * @param object its parameters by name
 */
export function isStatus(object: IDataObject): boolean {
	const status = lowerCaseOrNull(object.Status);
	if (status === null || status === 'received') return false;
	const params = new Parameters(object);
	const content = textOrEmpty(object.Text) + textOrEmpty(object.Body);
	return (
		content === '' &&
		textOrNull(object.MessageIntent) === null &&
		readMedia(params).length === 0 &&
		readButton(params) === null
	);
}
