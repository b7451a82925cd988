/** Size limits for JSON text to be parsed. */
export interface JsonLimits {
	/** Number of values that aren't objects or lists, and of empty ones, at all depths together. */
	mostValues: number;
	/** Nesting depth of objects and lists. */
	mostDepth: number;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\,[]{}'].map((sign) => sign.charCodeAt(0));

/**
 * Whether JSON text is small enough to be parsed. Anybody can send one, and the cost of processing it depends more on its
 * number of parts than on its length.
 *
 * Looks at each character once and builds nothing. For text that isn't JSON, the result is arbitrary.
 */
export function isWithin(text: string, { mostValues, mostDepth }: JsonLimits): boolean {
	let values = 1;
	let depth = 0;
	let isInString = false;
	for (let at = 0; at < text.length; at += 1) {
		const sign = text.charCodeAt(at);
		if (sign === QUOTE) {
			isInString = !isInString;
		} else if (isInString) {
			// an escaped character doesn't end a string
			if (sign === BACKSLASH) at += 1;
		} else if (sign === COMMA) {
			values += 1;
			if (values > mostValues) return false;
		} else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
			depth += 1;
			if (depth > mostDepth) return false;
		} else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) {
			depth -= 1;
		}
	}
	return true;
}
