import { InvalidFieldError } from '../errors/invalidFieldError';
import { formatNumber } from './formatNumber';
import { withoutInvisible } from './invisible';
import { parseOption } from './option';
import { asText } from './text';

/** Reads a single-line text. Blanks around it, mostly copied by accident, are removed. */
export function asLine(value: unknown, label: string): string {
	return asText(value, label).trim();
}

/** Reads an ID, a code, or another name meant for computers: invisible characters are removed too. */
export function asId(value: unknown, label: string): string {
	return withoutInvisible(asText(value, label)).trim();
}

/**
 * @param remedy what to do if it is missing, as a full sentence
 * @returns the text unchanged
 * @throws InvalidFieldError if it is empty or blank
 */
export function required(text: string, label: string, remedy: string): string {
	if (text.trim() === '') throw new InvalidFieldError(label, 'is empty', remedy);
	return text;
}

/**
 * Counts characters as code points, so that an emoji, which is two UTF-16 units in JavaScript, usually counts as one.
 * Plivo's and Meta's documentation state limits in characters without saying how they are counted. A text's length in
 * code points never exceeds its length in UTF-16 units or bytes. If Plivo counts more strictly, it reports an error; if
 * we did, a valid text could not be sent.
 *
 * @param whose limit it is
 * @returns the text unchanged
 * @throws InvalidFieldError if it is longer than the limit
 */
export function atMost(text: string, label: string, limit: number, whose: 'Plivo' | 'WhatsApp' = 'Plivo'): string {
	const { length } = [...text];
	if (length <= limit) return text;
	throw new InvalidFieldError(
		label,
		whose === 'WhatsApp'
			? `is ${formatNumber(length)} characters long; WhatsApp allows ${formatNumber(limit)}`
			: `is ${formatNumber(length)} characters long; the limit is ${formatNumber(limit)}`,
		`Shorten it by ${formatNumber(length - limit)}.`,
	);
}

/** Every character that Unicode defines as a line break. */
export const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * @returns the text unchanged
 * @throws InvalidFieldError if it has more than one line
 */
export function oneLine(text: string, label: string): string {
	if (!LINE_BREAK.test(text)) return text;
	throw new InvalidFieldError(label, 'contains a line break; WhatsApp allows only one line', 'Write it on one line.');
}

/**
 * Reads a field with options. An expression may yield any value.
 *
 * @param allowed the first is the default for a field that was never changed
 * @throws InvalidFieldError if it isn't one of them
 */
export function choice<const T extends string>(value: unknown, allowed: readonly [T, ...T[]], label: string): T {
	if (value === undefined || value === '') return allowed[0];
	return parseOption(value, allowed, label);
}
