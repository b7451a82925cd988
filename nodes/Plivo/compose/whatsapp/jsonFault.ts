const BLANKS = /[ \t\n\r]*/y;
const TEXT = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/**
 * Where a text stops being JSON. JavaScript's own message says it differently from version to version, and often not.
 *
 * @returns place of the first character that can't stand there (of a text that never ends: its first quote), or nothing
 */
export function jsonFault(text: string): { line: number; column: number; rest: string } | undefined {
	let at = 0;
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
	const value = (): boolean => {
		if (token(/\{/y)) return token(/\}/y) || members(() => token(TEXT) && token(/:/y) && value(), /\}/y);
		if (token(/\[/y)) return token(/\]/y) || members(value, /\]/y);
		return token(TEXT) || token(NUMBER) || token(WORD);
	};
	if (value() && token(/$/y)) return undefined;

	const lines = text.slice(0, at).split('\n');
	return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, rest: text.slice(at) };
}
