const BLANKS = /[ \t\n\r]*/y;
const TEXT = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Deeper than any message. Otherwise, a text that consists of brackets would overflow n8n's stack. */
export const MAX_LEVELS = 100;

/** A position in a text, counted from 1, and the text from there on. */
export interface JsonSyntaxError {
	line: number;
	column: number;
	rest: string;
	/** A duplicate key in an object, at its second position. JSON accepts that, and keeps only the last value. */
	repeatedKey?: string;
}

/**
 * Finds the position where a text stops being JSON. JavaScript's own message depends on its version, and often has no
 * position.
 *
 * @returns position of the first invalid character (of an unterminated string: its opening quote), or undefined
 */
export function jsonSyntaxError(text: string): JsonSyntaxError | undefined {
	let at = 0;
	let repeatedKey: string | undefined;
	const skip = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		if (!pattern.test(text)) return false;
		at = pattern.lastIndex;
		return true;
	};
	const token = (pattern: RegExp): boolean => skip(BLANKS) && skip(pattern);
	const members = (member: () => boolean, end: RegExp): boolean => {
		do if (!member()) return false;
		while (token(/,/y));
		return token(end);
	};
	const key = (keys: Set<string>): boolean => {
		skip(BLANKS);
		const begin = at;
		if (!skip(TEXT)) return false;
		const name: string = JSON.parse(text.slice(begin, at));
		if (keys.has(name)) {
			repeatedKey = name;
			at = begin;
			return false;
		}
		keys.add(name);
		return true;
	};
	const value = (level: number): boolean => {
		if (level > MAX_LEVELS) return false;
		if (token(/\{/y)) {
			const keys = new Set<string>();
			return token(/\}/y) || members(() => key(keys) && token(/:/y) && value(level + 1), /\}/y);
		}
		if (token(/\[/y)) return token(/\]/y) || members(() => value(level + 1), /\]/y);
		return token(TEXT) || token(NUMBER) || token(WORD);
	};
	if (value(1) && token(/$/y)) return undefined;

	const lines = text.slice(0, at).split('\n');
	return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, rest: text.slice(at), ...(repeatedKey !== undefined && { repeatedKey }) };
}
