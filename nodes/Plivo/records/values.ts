import { toIsoTime } from '../fields/time';
import { toE164 } from '../phone/e164';

/** How Plivo and common programming languages write a missing value (Plivo's records contain "null"). */
const NOTHING = new Set(['', 'null', 'none']);
const MAX_NOTHING = 4;

/** The values of a parameter, which may be repeated. */
export function valuesOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

/** A parameter's text, unchanged; for a repeated parameter, the first that isn't empty. '' if there is no plain value. */
export function textOrEmpty(value: unknown): string {
	for (const one of valuesOf(value)) {
		const text = plainText(one);
		if (text !== '') return text;
	}
	return '';
}

/** A parameter's trimmed text; for a repeated parameter, the first with a value. Null if there is none. */
export function textOrNull(value: unknown): string | null {
	for (const one of valuesOf(value)) {
		const text = plainText(one).trim();
		if (!isNothing(text)) return text;
	}
	return null;
}

/** Whether a parameter is missing or empty. Objects count as a value, whatever they contain. */
export function saysNothing(value: unknown): boolean {
	return valuesOf(value).every((one) => isNothing(plainText(one).trim()) && !(typeof one === 'object' && one !== null));
}

function plainText(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isNothing(text: string): boolean {
	return text.length <= MAX_NOTHING && NOTHING.has(text.toLowerCase());
}

export function lowerCaseOrNull(value: unknown): string | null {
	return textOrNull(value)?.toLowerCase() ?? null;
}

/** A normalized phone number, a short code, or a sender ID. */
export function addressOrNull(value: unknown): string | null {
	const text = textOrNull(value);
	return text === null ? null : toE164(text);
}

export function numberOrNull(value: unknown): number | null {
	const text = textOrNull(value);
	const number = Number(text);
	return text === null || !Number.isFinite(number) ? null : number;
}

/**
 * Converts Plivo's times (`YYYY-MM-DD HH:MM:SS.ffffff`, UTC unless they have an offset) to ISO 8601 in UTC, with all digits.
 */
export function isoTime(value: unknown): string | null {
	return toIsoTime(textOrNull(value), 'UTC') ?? null;
}

/** A time in ISO 8601 and UTC from Unix seconds, or from any format that {@link isoTime} accepts. */
export function isoTimeOfUnix(value: unknown): string | null {
	const text = textOrNull(value);
	const unix = /^\d{9,11}(\.\d+)?$/.test(text ?? '');
	return isoTime(unix ? new Date(Number(text) * 1_000).toISOString() : text);
}

/** An error code; null if there was no error, which Plivo writes as an empty value or `000`. */
export function errorCodeOf(value: unknown): string | null {
	const code = textOrNull(value);
	return code === null || /^0+$/.test(code) ? null : code;
}

/** When a WhatsApp conversation ends; Plivo's pages use three names for it. */
export const CONVERSATION_EXPIRY = ['ConversationExpirationTimestamp', 'ConversationExpiryTimestamp', 'ConversationExpiryTime'];
