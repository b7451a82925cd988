/** A run of digits, and the characters between it and the previous one. */
export interface DigitGroup {
	before: string;
	digits: string;
}

/** How a phone number was written. */
export interface Notation {
	/** In ASCII, without invisible characters, quotation marks, and a scheme. */
	text: string;
	/** Whether the country code is certain to come first. */
	isInternational: boolean;
	/** All digits, without a leading `00` that stands for `+`. */
	digits: string;
	/** The same digits, grouped as written. */
	groups: DigitGroup[];
}

/**
 * Invisible characters: format controls, soft hyphens, variation selectors, control characters. None of them has a
 * meaning in a number; an address or an ID keeps some (fields/invisible.ts).
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Full-width forms of ASCII, as typed on East Asian keyboards. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** Characters used in place of ASCII signs in a number. */
const LOOK_ALIKES: ReadonlyArray<readonly [RegExp, string]> = [
	[/[\p{Pd}\u2212\u2043\u30FC\uFF70~\u223C\u2053]/gu, '-'],
	[/[\u00B7\u2022\u2219\u2027\u3002\uFF61]/g, '.'],
	[/[\u2044\u2215]/g, '/'],
	[/[[]/g, '('],
	[/[\]]/g, ')'],
	[/[\uFB29\uFE62\u207A\u2795]/g, '+'],
];

const ASCII = /^[\x20-\x7d]*$/;

/** Spreadsheets write `'+1…` for a text and `="+1…"` in CSV files; other programs leave quotation marks. */
const QUOTES = /^\s*(?:=\s*(?=["']))?["'`\u00B4\u2018-\u201F\u00AB\u00BB\s]+|["'`\u00B4\u2018-\u201F\u00AB\u00BB\s]+$/g;

/** Dialed in most of the world instead of `+`. */
const EXIT_CODE = /^\D*00/;

export const MAX_WRITTEN = 250;

const SCHEME = /^(tel|sms|smsto|callto|whatsapp)\s*:\s*(?:\/\/)?\s*/i;

/** The value of any decimal digit in Unicode, such as `٣` or `３`: each script has its ten in sequence. */
function asciiDigit(character: string): string {
	const codePoint = character.codePointAt(0) ?? 0;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
	return String(before % 10);
}

/** Converts a text to the ASCII characters of phone numbers, where it contains equivalents. */
export function toAscii(text: string): string {
	if (ASCII.test(text) && !/[[\]]/.test(text)) return text.trim();
	let plain = text
		.replace(/\s/g, ' ')
		.replace(INVISIBLE, '')
		.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(/[^\P{Nd}0-9]/gu, asciiDigit);
	for (const [characters, sign] of LOOK_ALIKES) plain = plain.replace(characters, sign);
	return plain.trim();
}

/** Removes what surrounds a number: quotation marks, and a scheme as in `tel:+14155550123`. */
export function unwrapped(text: string): { text: string; scheme: string } {
	const ascii = toAscii(text);
	// No number is that long, and the patterns here and in defects.ts are for short texts. The ellipsis keeps the
	// truncated text from becoming a number.
	if (ascii.length > MAX_WRITTEN) return { text: `${ascii.slice(0, MAX_WRITTEN)}\u2026`, scheme: '' };
	const bare = ascii.replace(QUOTES, '');
	const [prefix = '', scheme = ''] = SCHEME.exec(bare) ?? [];
	return { text: bare.slice(prefix.length).replace(QUOTES, ''), scheme: scheme.toLowerCase() };
}

/**
 * Splits a phone number into its parts.
 *
 * A country code follows `+`, `00`, and `whatsapp:`. A `tel:` without `+` is a number as dialed locally. (RFC 3966.)
 *
 * @returns undefined if it contains characters that numbers don't have, or no digit
 */
export function readNotation(written: string): Notation | undefined {
	const { text, scheme } = unwrapped(written);
	if (!/^[\d\s().\-/]*\+?[\d\s().\-/]*$/.test(text) || /\d[^+]*\+/.test(text)) return undefined;
	const hasExitCode = EXIT_CODE.test(text);
	const groups = [...text.replace(EXIT_CODE, '').matchAll(/(\D*)(\d+)/g)].map(([, before = '', digits = '']) => ({ before, digits }));
	if (groups.length === 0) return undefined;
	return {
		text,
		isInternational: text.includes('+') || hasExitCode || scheme === 'whatsapp',
		digits: groups.map((group) => group.digits).join(''),
		groups,
	};
}
