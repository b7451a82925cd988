/** A value that Plivo would not accept, found before anything is sent. */
export class InvalidFieldError extends Error {
	/**
	 * @param label the field's name as shown in the editor
	 * @param failure what is wrong, the rest of a sentence that begins with the label: `is empty`
	 * @param remedy what to do, as a full sentence
	 */
	constructor(
		readonly label: string,
		readonly failure: string,
		readonly remedy: string,
	) {
		super(`'${label}' ${failure}`);
		this.name = 'InvalidFieldError';
	}
}

/** Quotes a value for a message: shortened, and on one line. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value, withBigInts) ?? String(value));
	const line = text.trim().replace(/\s+/g, ' ');
	return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

/** JSON.stringify throws for a bigint, because JSON has no integers beyond those of JavaScript numbers. */
function withBigInts(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? String(value) : value;
}
