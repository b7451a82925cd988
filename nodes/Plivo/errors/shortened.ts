/**
 * How much of a text an error quotes. n8n goes through the text of an error again and again, and a long one holds up
 * everything that n8n runs.
 */
const MAX_LENGTH = 500;

/** Cuts a text to what an error can quote. */
export function shortened(text: string): string {
	// Not through the middle of a character that JavaScript keeps as two.
	return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
