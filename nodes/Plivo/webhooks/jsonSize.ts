/** How much a text of JSON may hold to be parsed. */
export interface JsonLimits {
	/** Of values that aren't an object or a list, and of empty ones, at all depths together. */
	mostValues: number;
	/** Of objects and lists within each other. */
	mostDepth: number;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\,[]{}'].map((sign) => sign.charCodeAt(0));

/**
 * Whether a text of JSON is small enough to be parsed. Anybody can send one, and what is done with it afterwards costs by its
 * parts more than by its length.
 *
 * Looks at each character once and builds nothing. A text that isn't JSON gets some answer.
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
			// what is escaped ends no string
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
