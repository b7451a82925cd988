import type { IDataObject } from 'n8n-workflow';

import { type Intent, readIntent } from '../words/subscription';
import { readButton, readContext } from './button';
import { Parameters } from './parameters';
import { CONVERSATION_EXPIRY, errorCodeOf, isoTime, isoTimeOfUnix, lowerCaseOrNull, numberOrNull, addressOrNull, textOrEmpty, textOrNull } from './values';

/** The trigger's output for an incoming message. Every key is always present, with null for unknown values. */
export type InboundItem = {
	event: 'message';
	messageUuid: string;
	/** `sms`, `mms` or `whatsapp`; any other value from Plivo in lowercase. */
	type: string;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	/** '' if there is none. */
	text: string;
	media: Array<{ url: string; contentType: string | null }>;
	/** WhatsApp: `text`, `media`, `button` or `unknown`. */
	contentType: string | null;
	/** WhatsApp: the quick reply or list row that was tapped. */
	button: { text: string | null; payload: string | null } | null;
	/** WhatsApp: the message that this one replies to. */
	context: { messageUuid: string } | null;
	/**
	 * For US and Canadian numbers, what Plivo detects in an SMS, such as STOP; elsewhere, what the text or button asks
	 * for if it says nothing else.
	 */
	intent: Intent | null;
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
	/** When Plivo received the message: ISO 8601, UTC. */
	sentAt: string | null;
	/** When the webhook was called: ISO 8601, UTC. */
	receivedAt: string;
	/** Everything without a field of its own, under Plivo's names, such as the coordinates of a WhatsApp location. */
	other: IDataObject;
};

const INTENTS = ['optout', 'optin', 'help'] as const;

/**
 * Reads the webhook of an incoming message. (Plivo's messages API, incoming message parameters.)
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 * @returns undefined if it isn't a message: it has no MessageUUID
 */
export function inboundItem(object: IDataObject, receivedAt: string): InboundItem | undefined {
	const params = new Parameters(object);
	const messageUuid = params.read('MessageUUID', textOrNull);
	if (messageUuid === null) return undefined;
	// Plivo's pages use different names: MMS and WhatsApp messages may have a Body.
	const text = params.read(['Text', 'Body'], visibleText) ?? '';
	const button = readButton(params);
	const intent = params.read('MessageIntent', plivoIntent);
	const item = {
		event: 'message' as const,
		messageUuid,
		// according to Plivo: "Defaults to sms"
		type: params.read('Type', lowerCaseOrNull) ?? 'sms',
		from: params.read('From', addressOrNull),
		to: params.read('To', addressOrNull),
		text,
		media: readMedia(params),
		contentType: params.read('ContentType', lowerCaseOrNull),
		button,
		context: readContext(params),
		intent: intent ?? readIntent(text || (button?.text ?? '')),
		powerpackUuid: params.read('PowerpackUUID', textOrNull),
		conversationId: params.read('ConversationID', textOrNull),
		conversationOrigin: params.read('ConversationOrigin', textOrNull),
		conversationExpiresAt: params.read(CONVERSATION_EXPIRY, isoTimeOfUnix),
		units: params.read('Units', numberOrNull),
		totalRate: params.read('TotalRate', numberOrNull),
		totalAmount: params.read('TotalAmount', numberOrNull),
		errorCode: readErrorCode(params),
		sentAt: params.read('MessageTime', isoTime),
		receivedAt,
	};
	return { ...item, other: params.rest() };
}

/** Null if nothing is visible, because the text may be under the other name then. */
function visibleText(value: unknown): string | null {
	const text = textOrEmpty(value);
	return /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : null;
}

/** Plivo's value, or one with the same meaning, such as OPT_OUT. Any other value stays in `other`, and gets no reply. */
function plivoIntent(value: unknown): Intent | null {
	// For a repeated parameter, any value counts: Plivo's may be the second.
	const words = [value].flat().map((one) => textOrNull(one) ?? '');
	return INTENTS.find((known) => words.some((one) => one.toLowerCase() === known)) ?? words.map(readIntent).find((one) => one !== null) ?? null;
}

/** Null if there was no error, which Plivo writes as zeros. */
export function readErrorCode(params: Parameters): string | null {
	const code = params.read('ErrorCode', (value) => textOrNull(value));
	return errorCodeOf(code);
}

/**
 * `Media0` and so on, in the order of their numbers, which start from 0 on one of Plivo's pages and from 1 on another.
 * `MimeType`, which WhatsApp messages have, is the type of their one file.
 */
export function readMedia(params: Parameters): InboundItem['media'] {
	const files = params
		.entries()
		.map(([name, value]) => ({ name, index: /^Media(\d+)$/i.exec(name)?.[1], url: textOrNull(value) }))
		.filter((entry): entry is { name: string; index: string; url: string | null } => entry.index !== undefined);
	for (const { name, url } of files) {
		params.ask(name);
		// anything but an address, such as a JSON object, is output unchanged
		if (url !== null) params.use(name);
	}
	const urls = files
		.sort((a, b) => Number(a.index) - Number(b.index))
		.flatMap(({ url }) => (url === null ? [] : [url]));
	params.read('MediaCount', (value) => (numberOrNull(value) === urls.length ? urls.length : null));
	const contentType = params.read('MimeType', (value) => (urls.length === 1 ? lowerCaseOrNull(value) : null));
	return urls.map((url) => ({ url, contentType }));
}
