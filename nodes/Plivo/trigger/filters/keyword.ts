import { InvalidField, quoted } from '../../compose/invalidField';
import { plainText } from '../../compose/text';

const LABEL = 'Keyword';

/** Longest regular expression that is taken. */
const MOST_PATTERN = 200;

/**
 * How much of a text a regular expression gets to see, in characters: as much as an SMS can hold. Whoever writes to the
 * number chooses the text, and the time that some expressions take grows with the square or cube of its length.
 */
const MOST_TESTED = 1_600;

/**
 * A repetition of what is nothing but a repetition, such as `(a+)+`, `(.*)*` or `(\d+)+`. Its time doubles with every
 * character, so no limit of length helps. One of the two repetitions is always of no use, so nothing is lost without
 * it.
 *
 * Known limits: other expressions can be as slow, such as `(a|a)+` or `(\w+\s?)+`. JavaScript has no way to stop one.
 */
const REPEATED_REPETITION =
	/(?<!\\)\((?:\?:|\?<\w+>)?(?:\\.|\[(?:\\.|[^\]\\])+\]|[^()\\[\]])(?:[+*]|\{\d+,\})\??\)(?:[+*]|\{\d+,\})/;

/** Whether a text is one that the keyword asks for. */
export type Keyword = (text: string) => boolean;

/**
 * Reads `Keyword`: words or phrases separated by commas, or one regular expression as `/pattern/flags`.
 *
 * A word is found as with keywords of SMS: the text is that word, or begins with it and goes on with something that is
 * neither letter nor digit. Capital letters make no difference.
 *
 * @param value text, or an array of texts
 * @returns none when it is empty
 * @throws InvalidField when the regular expression is malformed, too long, has other flags than i, m, s and u, or would
 *   take forever
 */
export function parseKeywords(value: unknown): Keyword[] {
	return [value].flat().flatMap((one) => {
		const text = plainText(one, LABEL).trim();
		const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/is.exec(text) ?? [];
		if (pattern !== undefined && flags !== undefined) return [matching(pattern, flags)];
		return text
			.split(',')
			.map(comparable)
			.filter((word) => word !== '')
			.map(beginningWith);
	});
}

function beginningWith(word: string): Keyword {
	return (text) => {
		const given = comparable(text);
		return given.startsWith(word) && !/^[\p{L}\p{N}\p{M}]/u.test(given.slice(word.length));
	};
}

/**
 * Without what makes no difference: capital letters, how much white space there is, how a letter with an accent is
 * coded, and the invisible mark by which some phones ask for an emoji in colour.
 */
function comparable(text: string): string {
	const written = text.trim().replace(/\s+/g, ' ').replaceAll('\uFE0F', '').normalize('NFC');
	// The Turkish İ, of which JavaScript makes an i and a dot above it.
	return written.toLowerCase().replaceAll('i\u0307', 'i');
}

function matching(pattern: string, flags: string): Keyword {
	if (pattern.length > MOST_PATTERN) {
		throw new InvalidField(
			LABEL,
			`is a regular expression of ${pattern.length} characters; at most ${MOST_PATTERN} are taken`,
			'Shorten it, or filter by a node behind the trigger.',
		);
	}
	if (/[^imsu]/.test(flags)) {
		throw new InvalidField(LABEL, `has the flags ${quoted(flags)}`, 'Use only the flags i, m, s and u.');
	}
	const [endless] = REPEATED_REPETITION.exec(pattern) ?? [];
	if (endless !== undefined) {
		throw new InvalidField(
			LABEL,
			`repeats what is a repetition already (${quoted(endless)}), which can take forever`,
			'Leave out one of the two, for example (a+)+ is the same as a+.',
		);
	}
	const expression = compiled(pattern, flags);
	if (expression === undefined) {
		throw new InvalidField(
			LABEL,
			`is ${quoted(`/${pattern}/${flags}`)}, which is no regular expression`,
			'Correct it, or leave out the slashes if it is meant as a word.',
		);
	}
	return (text) => expression.test(text.slice(0, MOST_TESTED));
}

function compiled(pattern: string, flags: string): RegExp | undefined {
	try {
		return new RegExp(pattern, flags);
	} catch {
		return undefined;
	}
}
