/** A stretch of a text, and whether it is a web or mail address. Put together, the stretches are the text. */
export interface Stretch {
	text: string;
	isAddress: boolean;
}

/** How a web address begins in a text, also one whose https:// was left out. It begins a word, so that no search starts twice. */
const WEB = /https?:\/\/|(?<![\p{L}\p{N}_.-])(?:www\.|(?:[\w-]+\.)+[a-z]{2,}\/)/iu;

const MAIL = /[^@]@[^@]+\.\p{L}{2}/u;

/** What isn't part of an address where it stands before or behind it: quotes, brackets, and other punctuation. */
const BEFORE = /^[^\p{L}\p{N}]+/u;
const BEHIND = /[.,;:!?'")\]}>*_~`\u00B4]$|[^\u0020-\u007E\p{L}\p{M}\p{N}]$/u;

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
