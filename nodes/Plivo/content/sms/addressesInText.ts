/** A part of a text, and whether it is a web or email address. Concatenated, the parts are the text. */
export interface Stretch {
	text: string;
	isAddress: boolean;
}

/**
 * The host of an address without https://, in any alphabet, and the character after it. A host ends with letters, unless
 * it is an IPv4 address.
 */
const HOST = '(?:(?:[\\p{L}\\p{M}\\p{N}_-]+\\.)+\\p{L}[\\p{L}\\p{M}\\p{N}-]+|\\d{1,3}(?:\\.\\d{1,3}){3})[/:?#]';

/**
 * How a web address starts in a text, including one without https://, or one that opens an app. It has to start a word,
 * so that the search stays linear.
 */
const WEB = new RegExp(`https?://|(?<![\\p{L}\\p{M}\\p{N}_.-])(?:[a-z][a-z\\d+.-]*://|www\\.|${HOST})`, 'iu');

const MAIL = /[^@]@[^@]+\.\p{L}{2}/u;

/**
 * Characters that aren't part of an address if they are before or after it: quotes, brackets, other punctuation, and
 * invisible ones. A sign such as × is part of it, as in the address of an encyclopedia's page on it.
 */
const BEFORE = /^[^\p{L}\p{N}]+/u;
const BEHIND = /[.,;:!?'")\]}>*_~`\u00B4]$|(?![\u0020-\u007E])[\p{P}\p{Cc}\p{Cf}\uFFFC]$/u;

/**
 * Finds the addresses in a text. An address extends to the next white space, without punctuation at its end. Changing an
 * address would make it lead somewhere else.
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

/** Length of the character that ends at a position: an emoji has two UTF-16 code units. */
function lengthOfLast(text: string, end: number): number {
	return [...text.slice(Math.max(0, end - 2), end)].at(-1)?.length ?? 1;
}
