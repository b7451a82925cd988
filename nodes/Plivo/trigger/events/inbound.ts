import type { IDataObject } from 'n8n-workflow';

import { readButton, readContext } from './button';
import { conversationExpiry, errorCodeOf, isoTime, lowerCaseWord, numeric, party, plain, word } from './values';

/** What the trigger says about a message that came in. Every key is always there, with null for what is not known. */
export type InboundItem = {
	event: 'message';
	messageUuid: string;
	/** `sms`, `mms` or `whatsapp`; what Plivo says, in lower case, if it is ever something else. */
	type: string;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	/** '' when there is none. */
	text: string;
	media: Array<{ url: string; contentType: string | null }>;
	/** WhatsApp: `text`, `media`, `button` or `unknown`. */
	contentType: string | null;
	/** WhatsApp: the quick reply or row of a list that was touched. */
	button: { text: string | null; payload: string | null } | null;
	/** WhatsApp: the message that this one answers. */
	context: { messageUuid: string } | null;
	/** What Plivo reads out of an SMS to a US number, as STOP. */
	intent: 'optout' | 'optin' | 'help' | null;
	powerpackUuid: string | null;
	conversationId: string | null;
	conversationOrigin: string | null;
	/** ISO 8601, UTC. */
	conversationExpiresAt: string | null;
	units: number | null;
	/** US dollars. */
	totalRate: number | null;
	/** US dollars. */
	totalAmount: number | null;
	errorCode: string | null;
	/** When Plivo got the message: ISO 8601, UTC. */
	sentAt: string | null;
	/** When the webhook came: ISO 8601, UTC. */
	receivedAt: string;
};

const INTENTS = ['optout', 'optin', 'help'] as const;

/**
 * Reads the webhook of an incoming message. (Plivo's messages API, incoming message parameters.)
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 * @returns undefined when it is no message: it has no MessageUUID
 */
export function inboundItem(object: IDataObject, receivedAt: string): InboundItem | undefined {
	const messageUuid = word(object.MessageUUID);
	if (messageUuid === null) return undefined;
	const intent = lowerCaseWord(object.MessageIntent);
	return {
		event: 'message',
		messageUuid,
		// as Plivo says: "Defaults to sms"
		type: lowerCaseWord(object.Type) ?? 'sms',
		from: party(object.From),
		to: party(object.To),
		// Plivo's pages disagree about the name: MMS and WhatsApp may have a Body
		text: plain(object.Text) || plain(object.Body),
		media: readMedia(object),
		contentType: lowerCaseWord(object.ContentType),
		button: readButton(object),
		context: readContext(object),
		intent: INTENTS.find((known) => known === intent) ?? null,
		powerpackUuid: word(object.PowerpackUUID),
		conversationId: word(object.ConversationID),
		conversationOrigin: word(object.ConversationOrigin),
		conversationExpiresAt: conversationExpiry(object),
		units: numeric(object.Units),
		totalRate: numeric(object.TotalRate),
		totalAmount: numeric(object.TotalAmount),
		errorCode: errorCodeOf(object.ErrorCode),
		sentAt: isoTime(object.MessageTime),
		receivedAt,
	};
}

/**
 * `Media0` and so on, from 0 in one of Plivo's pages and from 1 in another, in the order of their numbers. `MimeType`,
 * which WhatsApp messages have, says what their one file is.
 */
export function readMedia(object: IDataObject): InboundItem['media'] {
	const urls = Object.entries(object)
		.map(([key, value]) => ({ index: /^Media(\d+)$/i.exec(key)?.[1], url: word(value) }))
		.filter((entry): entry is { index: string; url: string } => entry.index !== undefined && entry.url !== null)
		.sort((a, b) => Number(a.index) - Number(b.index))
		.map(({ url }) => url);
	const contentType = urls.length === 1 ? lowerCaseWord(object.MimeType) : null;
	return urls.map((url) => ({ url, contentType }));
}
