/** What people would call a character that they can't see, or that looks like another one. */
const NAMES = new Map([
	['\0', 'an invisible null character'],
	['\t', 'a tab'],
	['\v', 'a line break'],
	['\f', 'a page break'],
	['\u0085', 'a line break'],
	['\u00A0', 'a no-break space'],
	['\u00AD', 'an invisible soft hyphen'],
	['\u200B', 'an invisible zero-width space'],
	['\u200C', 'an invisible zero-width joiner'],
	['\u200D', 'an invisible zero-width joiner'],
	['\u200E', 'an invisible direction mark'],
	['\u200F', 'an invisible direction mark'],
	['\u2028', 'a line break'],
	['\u2029', 'a line break'],
	['\u202F', 'a narrow no-break space'],
	['\uFEFF', 'an invisible mark from the start of a file'],
	['‘', '"‘" (a curly quote)'],
	['’', '"’" (a curly apostrophe)'],
	['“', '"“" (a curly quote)'],
	['”', '"”" (a curly quote)'],
	['‐', '"‐" (a long hyphen)'],
	['‑', '"‑" (a no-break hyphen)'],
	['–', '"–" (a dash)'],
	['—', '"—" (a long dash)'],
	['…', '"…" (three dots in one character)'],
	['`', '"`" (a backtick)'],
	['´', '"´" (an accent)'],
]);

/** Alphabets with letters that look like Latin ones. */
const ALPHABETS: Array<[name: string, letters: RegExp]> = [
	['Cyrillic', /^\p{Script=Cyrillic}$/u],
	['Greek', /^\p{Script=Greek}$/u],
];

/**
 * Names one character for a sentence: in quotes, and in words if people can't see it or would take it for another one.
 * Unicode's numbers, such as U+00A0, say nothing to most people.
 */
export function characterName(character: string): string {
	const known = NAMES.get(character);
	if (known !== undefined) return known;
	if (/^\p{Zs}$/u.test(character)) return 'a space of unusual width';
	if (/^\p{M}$/u.test(character)) return `"◌${character}" (an accent of its own)`;
	if (/^[\p{C}\p{Default_Ignorable_Code_Point}]$/u.test(character)) return 'an invisible character';
	const [alphabet] = ALPHABETS.find(([, letters]) => letters.test(character)) ?? [];
	return alphabet === undefined ? `"${character}"` : `"${character}" (a ${alphabet} letter)`;
}
