import { InvalidFieldError } from '../errors/invalidFieldError';
import { formatNumber } from './formatNumber';
import { withoutInvisible } from './invisible';
import { parseOption } from './option';
import { asText } from './text';

/** Reads a text of one line: blanks around it, mostly copied along by accident, go. */
export function asLine(value: unknown, label: string): string {
	return asText(value, label).trim();
}

/** Reads an ID, a code, or another name that is made for computers: what nobody can see in it goes as well. */
export function asId(value: unknown, label: string): string {
	return withoutInvisible(asText(value, label)).trim();
}

/**
 * @param remedy what to do when there is none, a whole sentence
 * @returns the text as it is
 * @throws InvalidFieldError when it is empty or blank
 */
export function required(text: string, label: string, remedy: string): string {
	if (text.trim() === '') throw new InvalidFieldError(label, 'is empty', remedy);
	return text;
}

/**
 * Counts characters as code points, so that an emoji, of which JavaScript makes two, is mostly one: Plivo's and Meta's
 * documentation speak of characters, and neither says how it counts them. By code points a text is never longer than by
 * UTF-16 units or bytes. Should Plivo count more strictly, it says so; should we, a good text could not be sent.
 *
 * @param whose limit it is
 * @returns the text as it is
 * @throws InvalidFieldError when it is longer than the limit
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

/** Every character that Unicode calls a line break. */
export const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * @returns the text as it is
 * @throws InvalidFieldError when it has more than one line
 */
export function oneLine(text: string, label: string): string {
	if (!LINE_BREAK.test(text)) return text;
	throw new InvalidFieldError(label, 'contains a line break; WhatsApp allows only one line', 'Write it on one line.');
}

/**
 * Reads a field with options. An expression may yield anything.
 *
 * @param allowed the first stands where the field was never touched
 * @throws InvalidFieldError when it is none of them
 */
export function choice<const T extends string>(value: unknown, allowed: readonly [T, ...T[]], label: string): T {
	if (value === undefined || value === '') return allowed[0];
	return parseOption(value, allowed, label);
}
