/** A run of digits, and what stands between it and the one before. */
export interface DigitGroup {
	before: string;
	digits: string;
}

/** How somebody wrote a phone number. */
export interface Notation {
	/** In ASCII, without what cannot be seen, quotation marks and a scheme. */
	text: string;
	/** Whether the country code comes first for certain. */
	isInternational: boolean;
	/** All digits, without a leading `00` that stands for `+`. */
	digits: string;
	/** The same digits as they were parted. */
	groups: DigitGroup[];
}

/**
 * Characters that nobody sees: format controls, soft hyphens, variation selectors, control characters. In a number none of them
 * has a meaning; an address or an ID keeps some (compose/invisible.ts).
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Full-width forms of ASCII, as keyboards of East Asia write them. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

/** What is written in place of the ASCII signs of a number. */
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

/** What most of the world dials for `+`. */
const EXIT_CODE = /^\D*00/;

export const MAX_WRITTEN = 250;

const SCHEME = /^(tel|sms|smsto|callto|whatsapp)\s*:\s*(?:\/\/)?\s*/i;

/** The value of any decimal digit of Unicode, such as `٣` or `３`: each script has its ten in a row. */
function asciiDigit(character: string): string {
	const codePoint = character.codePointAt(0) ?? 0;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
	return String(before % 10);
}

/** A text in the characters that phone numbers are made of, as far as it means these. */
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

/** Takes off what is around a number: quotation marks, and a scheme as in `tel:+14155550123`. */
export function unwrapped(text: string): { text: string; scheme: string } {
	const ascii = toAscii(text);
	// No number is so long, and the patterns here and in defects.ts are made for short texts. Cut, it must not become a number.
	if (ascii.length > MAX_WRITTEN) return { text: `${ascii.slice(0, MAX_WRITTEN)}\u2026`, scheme: '' };
	const bare = ascii.replace(QUOTES, '');
	const [prefix = '', scheme = ''] = SCHEME.exec(bare) ?? [];
	return { text: bare.slice(prefix.length).replace(QUOTES, ''), scheme: scheme.toLowerCase() };
}

/**
 * Takes a phone number apart.
 *
 * `+` and `00` are followed by a country code, and so is what stands after `whatsapp:`. A `tel:` without `+` is a number
 * as it is dialed at some place. (RFC 3966.)
 *
 * @returns undefined when it has other characters than numbers have, or no digit
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
