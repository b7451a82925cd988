import fc from 'fast-check';

import { characterName } from '../../../nodes/Plivo/fields/characterName';

describe('characterName', () => {
	it.each([
		['ç', '"ç"'],
		['👍', '"👍"'],
		['“', '"“" (a curly quote)'],
		['…', '"…" (three dots in one character)'],
		['\u00A0', 'a no-break space'],
		['\u2003', 'a space of unusual width'],
		['\u200B', 'an invisible zero-width space'],
		['\u2060', 'an invisible character'],
		['\u0301', '"◌\u0301" (an accent of its own)'],
		['а', '"а" (a Cyrillic letter)'],
		['ο', '"ο" (a Greek letter)'],
	])('%j is %s', (character, name) => {
		expect(characterName(character)).toBe(name);
	});

	it('of any character can be seen and read aloud', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (character) => {
				const name = characterName(character);
				expect(name).toMatch(/^(?:".+"|an? )/su);
				expect(name).not.toMatch(/U\+|[\p{C}\p{Zl}\p{Zp}\u00A0\u2000-\u200F]/u);
			}),
			{ numRuns: 5_000 },
		);
	});
});
