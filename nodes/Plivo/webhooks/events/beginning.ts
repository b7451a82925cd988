/** Longer than any text of Plivo: WhatsApp's have up to 4,096 characters (its message reference). */
const MAX_READ = 5_000;

/** How many marks on one letter are read, as in Unicode's stream-safe text (UAX #15); no language has more than some eight. */
const MARKS = /([\p{M}\uFF9E\uFF9F]{30})[\p{M}\uFF9E\uFF9F]+/gu;

/**
 * The beginning of a text that somebody has sent, to be compared with words. Bringing letters into one form costs by the square
 * of the marks on a letter, and whoever writes to the number chooses both.
 */
export function beginningOf(text: string): string {
	return text.slice(0, MAX_READ).replace(MARKS, '$1');
}
