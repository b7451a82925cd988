/**
 * How much of a text an error quotes. n8n scans the text of an error repeatedly, and a long one blocks everything that
 * n8n runs.
 */
const MAX_LENGTH = 500;

/** Shortens a text to what an error can quote. */
export function shortened(text: string, maxLength = MAX_LENGTH): string {
	// Doesn't split a surrogate pair.
	return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
