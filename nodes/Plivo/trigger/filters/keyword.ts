import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { plainText } from '../../fields/text';
import { comparable } from '../../webhooks/events/comparable';
import { holdsExpression, isExpression } from './regularExpression';

const LABEL = 'Keyword';

/** Commas, also Arabic, Chinese and full-width ones; semicolons; line breaks. */
const SEPARATORS = /[,\u060C\u3001\uFF0C;\u061B\uFF1B\n\r\u2028\u2029]/;

/** A list in JSON, as expressions and language models write one. */
const WRITTEN_LIST = /^\s*\[[^]*\]\s*$/;

/**
 * Reads `Keyword`: words or phrases.
 *
 * There are no regular expressions. Whoever writes to the number chooses the text, JavaScript can't stop an expression that
 * takes forever, and it would take all of n8n with it. n8n's Filter node has them.
 *
 * @param value text with words separated by commas, semicolons or line breaks; a JSON array as text; or an array of texts
 * @returns the words as {@link comparable} has them; none when it is empty
 * @throws InvalidFieldError for a regular expression, or what isn't text
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

/** Leading signs make no difference: "(yes)", "- yes", "¡Sí!". Not those that belong to a word, such as / # $ + @, or a minus. */
const LEADING = /^(?:[\p{Ps}\p{Pi}¡¿.,:;!?…•·‣>'"*\s]|\p{Pd}(?!\d))+/u;
const TRAILING = /[\p{Pe}\p{Pf}.,:;!?…'"*\s]+$/u;

/**
 * Whether a text is what a keyword asks for, as with keywords of SMS: it is that word, or begins with it and goes on with
 * something that is neither letter nor digit. An apostrophe before a letter belongs to the word: "can't" isn't "can".
 *
 * @param text as {@link comparable} gives it, as well as `word`
 */
export function beginsWith(text: string, word: string): boolean {
	if (isAtBeginning(text, word)) return true;
	const bareText = text.replace(LEADING, '');
	const bareWord = word.replace(LEADING, '');
	// What closes a bracket goes with what opened it.
	const bare = bareWord === word ? word : bareWord.replace(TRAILING, '');
	return bare !== '' && isAtBeginning(bareText, bare);
}

function isAtBeginning(text: string, word: string): boolean {
	return text.startsWith(word) && !/^'?[\p{L}\p{N}\p{M}]/u.test(text.slice(word.length));
}
