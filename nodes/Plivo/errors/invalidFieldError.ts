/** A value that Plivo would not take, found before anything is sent. */
export class InvalidFieldError extends Error {
	/**
	 * @param label the field's name as the editor shows it
	 * @param failure what is wrong, the rest of a sentence that begins with the label: `is empty`
	 * @param remedy what to do, a whole sentence
	 */
	constructor(
		readonly label: string,
		failure: string,
		readonly remedy: string,
	) {
		super(`'${label}' ${failure}`);
		this.name = 'InvalidFieldError';
	}
}

/** How a value is quoted in a message: short, and on one line. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value, withBigInts) ?? String(value));
	const line = text.trim().replace(/\s+/g, ' ');
	return `"${line.length > 40 ? `${line.slice(0, 40)}…` : line}"`;
}

/** JSON has no whole numbers beyond those of JavaScript, and JSON.stringify throws for one. */
function withBigInts(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? String(value) : value;
}
