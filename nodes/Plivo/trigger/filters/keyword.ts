import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { plainText } from '../../fields/text';
import { comparable } from '../../webhooks/words/comparable';
import { holdsExpression, isExpression } from './regularExpression';

const LABEL = 'Keyword';

/** Commas, including Arabic, Chinese, and full-width ones; semicolons; line breaks. */
const SEPARATORS = /[,\u060C\u3001\uFF0C;\u061B\uFF1B\n\r\u2028\u2029]/;

/** A JSON list, as written by expressions and language models. */
const WRITTEN_LIST = /^\s*\[[^]*\]\s*$/;

/**
 * Reads `Keyword`: words or phrases.
 *
 * Regular expressions aren't supported. The sender chooses the text, and JavaScript can't stop an expression that takes
 * forever, so it would block all of n8n. n8n's Filter node supports them.
 *
 * @param value text with words separated by commas, semicolons or line breaks; a JSON array as text; or an array of texts
 * @returns the words, normalized by {@link comparable}; empty if the value is empty
 * @throws InvalidFieldError for a regular expression, or a value that isn't text
 */
export function parseKeywords(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((one) => words(plainText(one, LABEL)))
		.map(comparable)
		.filter((word) => word !== '');
}

function words(text: string): string[] {
	const list = writtenList(text);
	if (list !== undefined) return list.flatMap((one) => words(plainText(one, LABEL)));
	if (holdsExpression(text)) refuse(text.trim());
	const entries = text.split(SEPARATORS).map((entry) => entry.trim());
	for (const entry of entries) if (isExpression(entry)) refuse(entry);
	return entries;
}

function writtenList(text: string): unknown[] | undefined {
	if (!WRITTEN_LIST.test(text)) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}

function refuse(text: string): never {
	throw new InvalidFieldError(
		LABEL,
		`contains ${quoted(text)}, which looks like a regular expression`,
		'Enter the words themselves, for example YES, CONFIRM. To match a regular expression, add a Filter node after the trigger.',
	);
}

/**
 * Leading punctuation is ignored: "(yes)", "- yes", "¡Sí!". Signs that belong to a word aren't, such as / # $ + @, or a
 * minus.
 */
const LEADING = /^(?:[\p{Ps}\p{Pi}¡¿.,:;!?…•·‣>'"*\s]|\p{Pd}(?!\d))+/u;
const TRAILING = /[\p{Pe}\p{Pf}.,:;!?…'"*\s]+$/u;

/**
 * Whether a text matches a keyword, as with SMS keywords: it is that word, or starts with it, followed by a character
 * that is neither letter nor digit. An apostrophe before a letter belongs to the word: "can't" isn't "can".
 *
 * @param text normalized by {@link comparable}, like `word`
 */
export function beginsWith(text: string, word: string): boolean {
	if (isAtBeginning(text, word)) return true;
	const bareText = text.replace(LEADING, '');
	const bareWord = word.replace(LEADING, '');
	// If an opening bracket is ignored, so is its closing one.
	const bare = bareWord === word ? word : bareWord.replace(TRAILING, '');
	return bare !== '' && isAtBeginning(bareText, bare);
}

function isAtBeginning(text: string, word: string): boolean {
	return text.startsWith(word) && !/^'?[\p{L}\p{N}\p{M}]/u.test(text.slice(word.length));
}
