import { MAX_WRITTEN } from './notation';

/** Semicolons, line breaks, and Plivo's `<`; but not the semicolon of `tel:+1…;ext=12`. */
const LINES = /[<\n\r\v\f\u0085\u2028\u2029]|[;\u061B\uFF1B](?!\s*(?:ext|isub|phone-context)\s*=)/i;

/** Commas, including Arabic, Chinese, and full-width ones. */
const COMMAS = /[,\u060C\u3001\uFF0C]/;

/**
 * A single number that contains commas: with decimals, in scientific notation, with thousands separators, with an extension.
 */
const ONE_WITH_COMMAS =
	/^\s*["'=]*\+?(?:\d{8,},\d{1,2}|\d+,\d+E[+-]?\d+|\d{1,3}(?:,\d{3}){3,}(?:\.\d+)?|[^,\p{L}]{7,},\s*(?:ext|x)[\p{L}.]*\s*\d+)["'\s]*$/iu;

/** From a blank row of a sheet, if an expression puts a plus sign before each number. */
const BLANK = /^[\s+]*$/;

/** A list in JSON, or in the syntax of another language. */
const WRITTEN_LIST = /^\s*\[([^]*)\]\s*$/;

/**
 * Splits a list of numbers into its entries.
 *
 * @param value text with entries separated by commas, semicolons, line breaks or `<`; a JSON array as text, as language
 * models write it; a number; or an array of texts and numbers
 * @returns texts that aren't blank, and all other values except null and undefined. A comma within a number doesn't split
 * it, so that the number can be rejected with the right error.
 */
export function splitEntries(value: unknown): unknown[] {
	const entries = typeof value === 'string' ? (writtenList(value) ?? [value]) : [value].flat();
	return entries
		.flatMap((entry): unknown[] => (typeof entry === 'string' ? splitText(entry) : [entry]))
		.filter((entry) => entry !== undefined && entry !== null && !(typeof entry === 'string' && BLANK.test(entry)));
}

function splitText(text: string): string[] {
	const entries = text.split(LINES).flatMap((line) => (line.length <= MAX_WRITTEN && ONE_WITH_COMMAS.test(line) ? [line] : line.split(COMMAS)));
	// "…, and …"
	return entries.length === 1 ? entries : entries.map((entry) => entry.replace(/^\s*(?:and|or|&)\s+/i, ''));
}

function writtenList(text: string): unknown[] | undefined {
	const [, list] = WRITTEN_LIST.exec(text) ?? [];
	if (list === undefined) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		if (Array.isArray(parsed)) return parsed;
	} catch {
		// Written as in Python, with single quotes. Quotes around a number are removed anyway.
	}
	return [list];
}
