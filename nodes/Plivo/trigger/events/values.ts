import { toE164 } from '../../phone/e164';
import { toIsoTime } from '../../transport/time';

/** What Plivo and the languages it is written in say for a value that is not there (Plivo's records know "null"). */
const NOTHING = new Set(['', 'null', 'none']);

/** A parameter's text as it is; of a repeated one the first. '' when it is not there, or no plain value. */
export function plain(value: unknown): string {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof first === 'string') return first;
	return typeof first === 'number' || typeof first === 'boolean' ? String(first) : '';
}

/** A parameter's text without blanks around it; null when it says nothing. */
export function word(value: unknown): string | null {
	const text = plain(value).trim();
	return NOTHING.has(text.toLowerCase()) ? null : text;
}

/** Whether a parameter is not there, or says that there is nothing. Objects say something, whatever is in them. */
export function saysNothing(value: unknown): boolean {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	return word(value) === null && !(typeof first === 'object' && first !== null);
}

export function lowerCaseWord(value: unknown): string | null {
	return word(value)?.toLowerCase() ?? null;
}

/** A phone number in the one form, a short code, or a sender ID. */
export function party(value: unknown): string | null {
	const text = word(value);
	return text === null ? null : toE164(text);
}

export function numeric(value: unknown): number | null {
	const text = word(value);
	const number = Number(text);
	return text === null || !Number.isFinite(number) ? null : number;
}

/**
 * Plivo's times (`YYYY-MM-DD HH:MM:SS.ffffff`, UTC unless they have an offset) in ISO 8601 and UTC, all digits kept.
 */
export function isoTime(value: unknown): string | null {
	return toIsoTime(word(value), 'UTC') ?? null;
}

/** A time in ISO 8601 and UTC from Unix seconds, or from what {@link isoTime} takes. */
export function isoTimeOfUnix(value: unknown): string | null {
	const text = word(value);
	const unix = /^\d{9,11}(\.\d+)?$/.test(text ?? '');
	return isoTime(unix ? new Date(Number(text) * 1_000).toISOString() : text);
}

/** A code that names an error; null when there was none, for which Plivo writes nothing or `000`. */
export function errorCodeOf(value: unknown): string | null {
	const code = word(value);
	return code === null || /^0+$/.test(code) ? null : code;
}

/** When a WhatsApp conversation ends; Plivo's pages have three names for it. */
export const CONVERSATION_EXPIRY = ['ConversationExpirationTimestamp', 'ConversationExpiryTimestamp', 'ConversationExpiryTime'];
