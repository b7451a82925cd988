/** Longer than any text of Plivo: WhatsApp texts have up to 4,096 characters (its message reference). */
const MAX_READ = 5_000;

/**
 * How many marks on one letter are read, as in Unicode's stream-safe text (UAX #15); no language uses more than about eight.
 */
const MARKS = /([\p{M}\uFF9E\uFF9F]{30})[\p{M}\uFF9E\uFF9F]+/gu;

/**
 * The beginning of a text from a sender, to compare it with words. Normalizing a letter takes time quadratic in its
 * marks, and the sender controls both the length and the marks.
 */
export function beginningOf(text: string): string {
	return text.slice(0, MAX_READ).replace(MARKS, '$1');
}
