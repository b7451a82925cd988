/** @returns Unicode's notation for a character that is hard to see, or looks like another one: U+00A0 */
export function codePointOf(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
