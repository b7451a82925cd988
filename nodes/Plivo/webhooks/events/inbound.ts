import type { IDataObject } from 'n8n-workflow';

import { CONVERSATION_EXPIRY, errorCodeOf, isoTime, isoTimeOfUnix, lowerCaseOrNull, numberOrNull, addressOrNull, textOrEmpty, textOrNull } from '../../records/values';
import { type Intent, readIntent } from '../words/subscription';
import { readButton, readContext } from './button';
import { Parameters } from './parameters';

/** The trigger's output for an incoming message. Every key is always present, with null for unknown values. */
export type InboundItem = {
	event: 'message';
	message_uuid: string;
	/** `sms`, `mms` or `whatsapp`; any other value from Plivo in lowercase. */
	type: string;
	/** Phone number as `+14155550123`, short code, or sender ID. */
	from: string | null;
	to: string | null;
	/** '' if there is none. */
	text: string;
	/** What the person answered: the label of the button or list row that they pressed, or else the text. */
	answer: string;
	media: Array<{ url: string; content_type: string | null }>;
	/** WhatsApp: `text`, `media`, `button` or `unknown`. */
	content_type: string | null;
	/** WhatsApp: the quick reply or list row that was tapped. */
	button: { text: string | null; payload: string | null } | null;
	/** WhatsApp: the message that this one replies to. */
	context: { message_uuid: string } | null;
	/**
	 * For US and Canadian numbers, what Plivo detects in an SMS, such as STOP; elsewhere, what the text or button asks
	 * for if it says nothing else.
	 */
	intent: Intent | null;
	powerpack_uuid: string | null;
	conversation_id: string | null;
	conversation_origin: string | null;
	/** ISO 8601, UTC. */
	conversation_expires_at: string | null;
	units: number | null;
	/** US dollars. */
	total_rate: number | null;
	/** US dollars. */
	total_amount: number | null;
	error_code: string | null;
	/** When Plivo received the message: ISO 8601, UTC. */
	message_time: string | null;
	/** When the webhook was called: ISO 8601, UTC. */
	received_at: string;
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
		message_uuid: messageUuid,
		// according to Plivo: "Defaults to sms"
		type: params.read('Type', lowerCaseOrNull) ?? 'sms',
		from: params.read('From', addressOrNull),
		to: params.read('To', addressOrNull),
		text,
		answer: button?.text ?? text,
		media: readMedia(params),
		content_type: params.read('ContentType', lowerCaseOrNull),
		button,
		context: readContext(params),
		intent: intent ?? readIntent(text || (button?.text ?? '')),
		powerpack_uuid: params.read('PowerpackUUID', textOrNull),
		conversation_id: params.read('ConversationID', textOrNull),
		conversation_origin: params.read('ConversationOrigin', textOrNull),
		conversation_expires_at: params.read(CONVERSATION_EXPIRY, isoTimeOfUnix),
		units: params.read('Units', numberOrNull),
		total_rate: params.read('TotalRate', numberOrNull),
		total_amount: params.read('TotalAmount', numberOrNull),
		error_code: readErrorCode(params),
		message_time: params.read('MessageTime', isoTime),
		received_at: receivedAt,
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
	return urls.map((url) => ({ url, content_type: contentType }));
}
