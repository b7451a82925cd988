import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/*
 * Text that nobody meant to send, which a mistake in a workflow inserts instead of a value. Recipients get it unchanged,
 * and no provider rejects it.
 */

/**
 * n8n's expression syntax without the braces around it. A name alone ($json, $now) can be intended, and a period after it
 * may end a sentence, so a name must directly follow the period.
 */
const BARE_EXPRESSION = new RegExp(
	[
		'\\$(?:json|node|input|binary|vars|execution|workflow|prevNode|env|now|today|secrets|parameter)(?:(?:\\?\\.|\\.)[\\p{L}_$]|(?:\\?\\.)?\\[)',
		'\\$(?:if|ifEmpty|items|jmes[pP]ath|not|min|max|average)\\(',
		'\\$from[aA][iI]\\s*\\(',
		'\\$\\(\\s*["\'`]',
	].join('|'),
	'u',
);

/** An unclosed expression, for example because the last brace was deleted. */
const OPEN_EXPRESSION = /\{\{\s*\$/;

/** JavaScript's text for an object that is inserted into a string. */
export const OBJECT_AS_TEXT = /\[object [A-Z]\w*\]/;

/** Texts that JavaScript and Luxon, n8n's date library, write for a missing value. "Infinity" is also a brand. */
const NO_VALUE = ['undefined', 'null', 'NaN', '-Infinity', 'Invalid DateTime', 'Invalid Date'];

/** Within a longer text, where the word may be intended. */
const NO_VALUE_WITHIN = /(?<![\p{L}\p{N}_])(?:undefined|null|NaN|Invalid Date(?:Time)?)(?![\p{L}\p{N}_])/u;

/**
 * Blanks, control characters, format characters (zero-width marks, direction marks; not the Arabic and Syriac number
 * signs), the Braille blank, and U+FFFC, which a word processor leaves in place of a picture.
 */
const ONLY_INVISIBLE =
	/^(?:(?![\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}])[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\uFFFC])+$/u;

/** An unpaired surrogate, as left when an emoji is cut in two. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/**
 * Checks that a text was meant to be sent.
 *
 * @returns the text, without halves of emoji: a text that was cut to a length may end with one, which can't be sent
 * @throws InvalidFieldError naming what a mistake in the workflow has inserted
 */
export function meantText(text: string, label: string): string {
	refuseExpression(text, label);
	const [object] = OBJECT_AS_TEXT.exec(text) ?? [];
	if (object !== undefined) {
		throw new InvalidFieldError(
			label,
			`contains ${quoted(object)}, which is an object turned into text`,
			'Use one value of the object, for example {{ $json.name }} instead of {{ $json }}.',
		);
	}
	if (NO_VALUE.includes(text.trim())) throw noValue(text, label);
	if (text.includes('\0')) {
		throw new InvalidFieldError(
			label,
			"contains an invisible null character, which can't be sent",
			"Remove it before this node, for example with {{ $json.text.replaceAll(String.fromCharCode(0), '') }}.",
		);
	}
	const repaired = text.replace(HALF_CHARACTER, '');
	if (ONLY_INVISIBLE.test(repaired) && repaired.trim() !== '') {
		throw new InvalidFieldError(label, 'contains only invisible characters', 'Enter what people should see, or leave the field empty.');
	}
	return repaired;
}

/**
 * @throws InvalidFieldError if a text contains an unevaluated n8n expression, because the field is set to Fixed or the
 * text comes from data
 */
export function refuseExpression(text: string, label: string): void {
	const found = expressionIn(text);
	if (found === undefined) return;
	throw new InvalidFieldError(
		label,
		`contains ${quoted(found)}, an expression that n8n hasn't filled in`,
		'Switch the field from Fixed to Expression, and write the expression between {{ and }}. If the text comes from your data, fill in the value before this node.',
	);
}

function expressionIn(text: string): string | undefined {
	// Code and emoticons contain braces too: {{1,2},{3,4}}, {{{hugs}}}.
	const begin = text.search(/(?<!\{)\{\{(?!\{)\s*(?!\d[^}]*[^}\d\s])[^\s}]/);
	const end = begin === -1 ? -1 : text.indexOf('}}', begin);
	if (end !== -1) return text.slice(begin, end + 2);
	const found = OPEN_EXPRESSION.exec(text) ?? BARE_EXPRESSION.exec(text);
	return found === null ? undefined : text.slice(found.index);
}

/** @returns the word in a text that an expression may have inserted for a missing value, if there is one */
export function missingValueIn(text: string): string | undefined {
	return NO_VALUE_WITHIN.exec(text)?.[0];
}

/**
 * Checks all texts and numbers in a value of any shape, such as a template's JSON.
 *
 * @param label of the field; the path to a text is added to it
 * @returns the same value, with each text checked by {@link meantText} and each number by {@link exactNumber}
 * @throws InvalidFieldError naming the path to the first that wasn't intended
 */
export function meantTexts<T>(value: T, label: string): T {
	// Only strings change, to other strings, so the type stays the same.
	return meantValue(value, label, '') as T;
}

function meantValue(value: unknown, label: string, path: string): unknown {
	const place = path === '' ? label : `${label}, ${path}`;
	if (typeof value === 'string') {
		refuseScientific(value, place);
		return meantText(value, place);
	}
	if (typeof value === 'number') return exactNumber(value, place);
	if (Array.isArray(value)) return value.map((entry: unknown, i) => meantValue(entry, label, `${path}[${i}]`));
	if (typeof value !== 'object' || value === null) return value;
	refuseDate(value, place);
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, meantValue(entry, label, path === '' ? key : `${path}.${key}`)]),
	);
}

/**
 * Checks that a number still has all its digits. JavaScript keeps 15 to 17 of them and rounds the rest; IDs of India's
 * DLT rules and of WhatsApp have more.
 *
 * @throws InvalidFieldError
 */
export function exactNumber(value: number, label: string): number {
	if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
	throw Number.isFinite(value) ? lostDigits(value, label) : noValue(String(value), label);
}

/**
 * @throws InvalidFieldError if a value is a date (n8n's DateTime or JavaScript's), because it's unknown how it should be
 * formatted
 */
export function refuseDate(value: unknown, label: string): void {
	if (!isDate(value)) return;
	// An invalid Luxon date has NaN as its time, like in JavaScript.
	if (Number.isNaN(Number(value))) throw noValue('Invalid DateTime', label);
	throw new InvalidFieldError(
		label,
		`is ${quoted(new Date(Number(value)).toISOString())}, a date instead of text`,
		"Write it as people should read it, for example with {{ $now.toFormat('yyyy-MM-dd') }}, or {{ $json.date.toDateTime().toFormat('yyyy-MM-dd') }}.",
	);
}

/** Whether a value is a JavaScript date or one of Luxon, n8n's date library. */
export function isDate(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]' || ('isLuxonDateTime' in value && value.isLuxonDateTime === true);
}

/**
 * A number with many digits as shown by a spreadsheet or a program. Without a plus sign, it needs decimals, as in Java's
 * format: `5E20` is also a code.
 */
const SCIENTIFIC = /^\s*-?\d+(?:(?:[.,]\d+)?e\+|[.,]\d+e)(\d+)\s*$/i;

/** @throws InvalidFieldError if a text is a number that has lost its last digits */
export function refuseScientific(text: string, label: string): void {
	const [, exponent = ''] = SCIENTIFIC.exec(text) ?? [];
	// Numbers of up to 15 digits lose nothing in this notation.
	if (Number(exponent) >= 15) throw lostDigits(text, label);
}

function noValue(value: string, label: string): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`is ${quoted(value)}, which an expression returns when it finds no value`,
		"Check the expression, and check that the item has the field. For a value that can be missing, add a fallback, for example {{ $json.name ?? 'customer' }}.",
	);
}

function lostDigits(value: unknown, label: string): InvalidFieldError {
	return new InvalidFieldError(
		label,
		`is ${quoted(value)}, a number that is too long to keep all its digits`,
		'Read the column as text in the node or spreadsheet that it comes from, and check that all digits are there.',
	);
}
