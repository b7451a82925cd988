/** A stretch of a text, and whether it is a web or mail address. Put together, the stretches are the text. */
export interface Stretch {
	text: string;
	isAddress: boolean;
}

/** The host of an address without https://, in any alphabet, and what ends it. A host ends in letters, unless it is an IPv4 address. */
const HOST = '(?:(?:[\\p{L}\\p{M}\\p{N}_-]+\\.)+\\p{L}[\\p{L}\\p{M}\\p{N}-]+|\\d{1,3}(?:\\.\\d{1,3}){3})[/:?#]';

/**
 * How a web address begins in a text, also one whose https:// was left out, or one that opens an app. It begins a word, so that
 * no search starts twice.
 */
const WEB = new RegExp(`https?://|(?<![\\p{L}\\p{M}\\p{N}_.-])(?:[a-z][a-z\\d+.-]*://|www\\.|${HOST})`, 'iu');

const MAIL = /[^@]@[^@]+\.\p{L}{2}/u;

/**
 * What isn't part of an address where it stands before or behind it: quotes, brackets, other punctuation, and what nobody sees. A
 * sign such as × is part of it, as in an encyclopedia's page on it.
 */
const BEFORE = /^[^\p{L}\p{N}]+/u;
const BEHIND = /[.,;:!?'")\]}>*_~`\u00B4]$|(?![\u0020-\u007E])[\p{P}\p{Cc}\p{Cf}\uFFFC]$/u;

/**
 * Finds the addresses in a text. An address goes on up to the next white space, without punctuation behind it: what would
 * change in it would lead somewhere else.
 */
export function splitAtAddresses(text: string): Stretch[] {
	return text.split(/([\s\u0085]+)/).flatMap(splitWord).filter((stretch) => stretch.text !== '');
}

function splitWord(word: string): Stretch[] {
	const start = WEB.exec(word)?.index ?? (MAIL.test(word) ? (BEFORE.exec(word)?.[0].length ?? 0) : -1);
	if (start === -1) return [{ text: word, isAddress: false }];
	let end = word.length;
	while (end > start && BEHIND.test(word.slice(Math.max(start, end - 2), end))) end -= lengthOfLast(word, end);
	return [
		{ text: word.slice(0, start), isAddress: false },
		{ text: word.slice(start, end), isAddress: true },
		{ text: word.slice(end), isAddress: false },
	];
}

/** Of the character that ends there: an emoji takes two places. */
function lengthOfLast(text: string, end: number): number {
	return [...text.slice(Math.max(0, end - 2), end)].at(-1)?.length ?? 1;
}
