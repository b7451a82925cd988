import type { IDataObject } from 'n8n-workflow';

import { describeMessageError } from '../../errors/deliveryErrors';
import { REFERENCE } from '../../fields/reference';
import { readButton } from './button';
import { readErrorCode, readMedia } from './inbound';
import { Parameters } from './parameters';
import { CONVERSATION_EXPIRY, isoTime, isoTimeOfUnix, lowerCaseOrNull, numberOrNull, addressOrNull, textOrEmpty, textOrNull } from './values';

/** The trigger's output for a sent message. Every key is always present, with null for unknown values. */
export type StatusItem = {
	event: 'status';
	messageUuid: string;
	/** What was given to Send as Reference. */
	reference: string | null;
	parentMessageUuid: string | null;
	/** `sms`, `mms` or `whatsapp`. */
	type: string | null;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	/** `queued`, `sent`, `delivered`, `undelivered`, `failed`, `read`; formerly also `rejected`. */
	status: string;
	/** Whether the outcome is known. `read` may still follow `delivered`. */
	isFinal: boolean;
	errorCode: string | null;
	errorMeaning: string | null;
	errorRemedy: string | null;
	units: number | null;
	/** US dollars. */
	totalRate: number | null;
	/** US dollars. */
	totalAmount: number | null;
	mcc: string | null;
	mnc: string | null;
	/** Callbacks may arrive in a different order than their numbers. */
	sequence: number | null;
	part: string | null;
	conversationId: string | null;
	conversationOrigin: string | null;
	/** ISO 8601, UTC, like all times. */
	conversationExpiresAt: string | null;
	powerpackUuid: string | null;
	messageTime: string | null;
	queuedTime: string | null;
	sentTime: string | null;
	/** Null for a message that was not delivered. */
	deliveredTime: string | null;
	/** When the callback came. */
	receivedAt: string;
	/** Everything without a field of its own, under Plivo's names. */
	other: IDataObject;
};

const ARRIVED = new Set(['delivered', 'read']);
const FINAL = new Set([...ARRIVED, 'undelivered', 'failed', 'rejected']);

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
	const errorCode = readErrorCode(params);
	const error = describeMessageError(errorCode);
	const ownMeaning = errorCode === null || error !== undefined ? null : params.read(['ErrorMessage', 'error_message'], textOrNull);
	params.ask('ErrorMessage');
	params.ask(REFERENCE);
	// In the body, a parameter of this name is Plivo's own, so it stays in `other`.
	if (object[REFERENCE] === reference) params.use(REFERENCE);
	const item = {
		event: 'status' as const,
		messageUuid,
		reference,
		parentMessageUuid: params.read('ParentMessageUUID', textOrNull),
		type: params.read('Type', lowerCaseOrNull),
		from: params.read('From', addressOrNull),
		to: params.read('To', addressOrNull),
		status,
		isFinal: FINAL.has(status),
		errorCode,
		errorMeaning: error?.meaning ?? ownMeaning,
		errorRemedy: error?.remedy ?? null,
		units: params.read('Units', numberOrNull),
		totalRate: params.read('TotalRate', numberOrNull),
		totalAmount: params.read('TotalAmount', numberOrNull),
		mcc: params.read('MCC', textOrNull),
		mnc: params.read('MNC', textOrNull),
		sequence: params.read('Sequence', numberOrNull),
		part: params.read('PartInfo', textOrNull),
		conversationId: params.read('ConversationID', textOrNull),
		conversationOrigin: params.read('ConversationOrigin', textOrNull),
		conversationExpiresAt: params.read(CONVERSATION_EXPIRY, isoTimeOfUnix),
		powerpackUuid: params.read('PowerpackUUID', textOrNull),
		messageTime: params.read('MessageTime', isoTime),
		queuedTime: params.read('QueuedTime', isoTime),
		sentTime: params.read('SentTime', isoTime),
		// Plivo's time of the report, which is also set for a failure.
		deliveredTime: params.read('DeliveryReportTime', (value) => (ARRIVED.has(status) ? isoTime(value) : null)),
		receivedAt,
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
