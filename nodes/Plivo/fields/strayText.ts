import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/*
 * Text that nobody meant to send: what a mistake in a workflow leaves in place of a value. People get it as it is, and no
 * provider refuses it.
 */

/**
 * What n8n offers in expressions, written without the braces around it. Names by themselves ($json, $now) can be meant, and a
 * point behind one may end a sentence: a name must follow it at once.
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

/** Left open, as where the last brace was deleted. */
const OPEN_EXPRESSION = /\{\{\s*\$/;

/** What JavaScript writes for an object that is put into a text. */
export const OBJECT_AS_TEXT = /\[object [A-Z]\w*\]/;

/** What JavaScript and Luxon, n8n's library for dates, write for a value that isn't there. "Infinity" is a brand as well. */
const NO_VALUE = ['undefined', 'null', 'NaN', '-Infinity', 'Invalid DateTime', 'Invalid Date'];

/** Within a longer text, where it may be a word that is meant. */
const NO_VALUE_WITHIN = /(?<![\p{L}\p{N}_])(?:undefined|null|NaN|Invalid Date(?:Time)?)(?![\p{L}\p{N}_])/u;

/**
 * Blanks, control characters, format characters (zero-width marks, marks of direction; not the number signs of Arabic and
 * Syriac), the blank of Braille, and what a word processor leaves where a picture was (U+FFFC).
 */
const ONLY_INVISIBLE =
	/^(?:(?![\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}])[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\uFFFC])+$/u;

/** Half of a character that takes two places, as where an emoji was cut in two. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/**
 * Checks that a text is one that somebody meant to send.
 *
 * @returns the text, without halves of emoji: a text that was cut to a length ends with one, and it can't be sent
 * @throws InvalidFieldError naming what a mistake in the workflow has left in it
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
			"contains the character U+0000, which can't be sent",
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
 * @throws InvalidFieldError when a text holds an expression of n8n's as it was typed, because the field is set to Fixed or the
 *   text comes from data
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
	// Code and emoticons have braces too: {{1,2},{3,4}}, {{{hugs}}}.
	const begin = text.search(/(?<!\{)\{\{(?!\{)\s*(?!\d[^}]*[^}\d\s])[^\s}]/);
	const end = begin === -1 ? -1 : text.indexOf('}}', begin);
	if (end !== -1) return text.slice(begin, end + 2);
	const found = OPEN_EXPRESSION.exec(text) ?? BARE_EXPRESSION.exec(text);
	return found === null ? undefined : text.slice(found.index);
}

/** @returns the word in a text that an expression may have left for a value that isn't there, if there is one */
export function missingValueIn(text: string): string | undefined {
	return NO_VALUE_WITHIN.exec(text)?.[0];
}

/**
 * Checks all texts and numbers in a value of any shape, such as a template's JSON.
 *
 * @param label of the field; the path to a text is added to it
 * @returns the same, each text as {@link meantText} and each number as {@link exactNumber} gives it
 * @throws InvalidFieldError naming the path to the first that isn't meant
 */
export function meantTexts<T>(value: T, label: string): T {
	// Only texts become other texts, so it is of the same type.
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
 * Checks that a number still has the digits that were written. JavaScript keeps 15 to 17 of them, and rounds the rest: the
 * IDs of India's DLT rules and of WhatsApp have more.
 *
 * @throws InvalidFieldError
 */
export function exactNumber(value: number, label: string): number {
	if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value;
	throw Number.isFinite(value) ? lostDigits(value, label) : noValue(String(value), label);
}

/** @throws InvalidFieldError when a value is a date, of which nobody knows how it is to be written: n8n's DateTime, or JavaScript's */
export function refuseDate(value: unknown, label: string): void {
	if (!isDate(value)) return;
	// Luxon gives NaN for the time of a date that isn't valid, as JavaScript does.
	if (Number.isNaN(Number(value))) throw noValue('Invalid DateTime', label);
	throw new InvalidFieldError(
		label,
		`is ${quoted(new Date(Number(value)).toISOString())}, a date instead of text`,
		"Write it as people should read it, for example with {{ $now.toFormat('yyyy-MM-dd') }}, or {{ $json.date.toDateTime().toFormat('yyyy-MM-dd') }}.",
	);
}

/** Whether a value is a date of JavaScript's or of Luxon's, n8n's library for dates. */
export function isDate(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return value instanceof Date || Object.prototype.toString.call(value) === '[object Date]' || ('isLuxonDateTime' in value && value.isLuxonDateTime === true);
}

/**
 * What a spreadsheet or a program shows for a number of many digits. Without a plus sign only with decimals, as Java has it:
 * `5E20` is a code as well.
 */
const SCIENTIFIC = /^\s*-?\d+(?:(?:[.,]\d+)?e\+|[.,]\d+e)(\d+)\s*$/i;

/** @throws InvalidFieldError when a text is all of a number that has lost its last digits */
export function refuseScientific(text: string, label: string): void {
	const [, exponent = ''] = SCIENTIFIC.exec(text) ?? [];
	// Numbers of up to 15 digits can be written so without a loss.
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
