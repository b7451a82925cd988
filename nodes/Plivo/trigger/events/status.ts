import type { IDataObject } from 'n8n-workflow';

import { describeMessageError } from '../../transport/messageErrors';
import { readButton } from './button';
import { readMedia } from './inbound';
import { conversationExpiry, errorCodeOf, isoTime, lowerCaseWord, numeric, party, plain, word } from './values';

/** What the trigger says about a message that was sent. Every key is always there, with null for what is not known. */
export type StatusItem = {
	event: 'status';
	messageUuid: string;
	parentMessageUuid: string | null;
	/** `sms`, `mms` or `whatsapp`. */
	type: string | null;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	/** `queued`, `sent`, `delivered`, `undelivered`, `failed`, `read`; of old also `rejected`. */
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
	/** Callbacks may arrive in another order than that of their numbers. */
	sequence: number | null;
	part: string | null;
	conversationId: string | null;
	conversationOrigin: string | null;
	/** ISO 8601, UTC; so are all times. */
	conversationExpiresAt: string | null;
	powerpackUuid: string | null;
	messageTime: string | null;
	queuedTime: string | null;
	sentTime: string | null;
	/** Null for a message that did not arrive. */
	deliveredTime: string | null;
	/** When the callback came. */
	receivedAt: string;
};

const ARRIVED = new Set(['delivered', 'read']);
const FINAL = new Set([...ARRIVED, 'undelivered', 'failed', 'rejected']);

/**
 * Reads a status callback. (Plivo's messages API, message status callbacks.)
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 * @returns undefined when it is none: it has no MessageUUID or no Status
 */
export function statusItem(object: IDataObject, receivedAt: string): StatusItem | undefined {
	const messageUuid = word(object.MessageUUID);
	const status = lowerCaseWord(object.Status);
	if (messageUuid === null || status === null) return undefined;
	const errorCode = errorCodeOf(object.ErrorCode);
	const error = describeMessageError(errorCode);
	return {
		event: 'status',
		messageUuid,
		parentMessageUuid: word(object.ParentMessageUUID),
		type: lowerCaseWord(object.Type),
		from: party(object.From),
		to: party(object.To),
		status,
		isFinal: FINAL.has(status),
		errorCode,
		errorMeaning: error?.meaning ?? (errorCode === null ? null : word(object.ErrorMessage ?? object.error_message)),
		errorRemedy: error?.remedy ?? null,
		units: numeric(object.Units),
		totalRate: numeric(object.TotalRate),
		totalAmount: numeric(object.TotalAmount),
		mcc: word(object.MCC),
		mnc: word(object.MNC),
		sequence: numeric(object.Sequence),
		part: word(object.PartInfo),
		conversationId: word(object.ConversationID),
		conversationOrigin: word(object.ConversationOrigin),
		conversationExpiresAt: conversationExpiry(object),
		powerpackUuid: word(object.PowerpackUUID),
		messageTime: isoTime(object.MessageTime),
		queuedTime: isoTime(object.QueuedTime),
		sentTime: isoTime(object.SentTime),
		// Plivo's time of the report, which tells of a failure as well.
		deliveredTime: ARRIVED.has(status) ? isoTime(object.DeliveryReportTime) : null,
		receivedAt,
	};
}

/**
 * Whether a webhook tells the status of a message that was sent, and not that one came in: it has a Status, and nothing
 * that only an incoming message has. `received` is the state of incoming ones.
 *
 * @param object its parameters by name
 */
export function isStatus(object: IDataObject): boolean {
	const status = lowerCaseWord(object.Status);
	if (status === null || status === 'received') return false;
	const content = plain(object.Text) + plain(object.Body);
	return (
		content === '' &&
		word(object.MessageIntent) === null &&
		readMedia(object).length === 0 &&
		readButton(object) === null
	);
}
