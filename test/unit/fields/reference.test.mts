import fc from 'fast-check';

import { MAX_REFERENCE, parseReference, referenceIn, withReference } from '../../../nodes/Plivo/fields/reference';
import { readPairs } from '../../../nodes/Plivo/webhooks/signature/requestParams';
import { refusal } from '../invalid.mts';

/** What the trigger finds in the query of an address that Plivo calls. */
function found(address: string): string | null {
	const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
	return referenceIn(readPairs(query));
}

describe('parseReference', () => {
	it.each([
		['order 1042', 'order 1042'],
		[' 42\n', '42'],
		[1042, '1042'],
		[12345678, '12345678'],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
		['é'.repeat(MAX_REFERENCE), 'é'.repeat(MAX_REFERENCE)],
		['😀'.repeat(MAX_REFERENCE), '😀'.repeat(MAX_REFERENCE)],
	])('reads %j', (value, reference) => {
		expect(parseReference(value)).toBe(reference);
	});

	it.each([
		['x'.repeat(MAX_REFERENCE + 1), `'Reference' is 201 characters long; the limit is ${MAX_REFERENCE}`],
		['a\nb', "'Reference' contains a line break"],
		['a\u2028b', "'Reference' contains a line break"],
		['a\tb', "'Reference' contains a control character, such as a tab"],
		['a\u007fb', "'Reference' contains a control character, such as a tab"],
		[{}, '\'Reference\' is "{}", which isn\'t text'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => parseReference(value)).message).toBe(message);
	});
});

describe('withReference', () => {
	it.each([
		['https://a.example', 'https://a.example?reference=1'],
		['https://a.example/b?', 'https://a.example/b?reference=1'],
		['https://a.example/b?c=d', 'https://a.example/b?c=d&reference=1'],
		['https://a.example/b?c=d&', 'https://a.example/b?c=d&reference=1'],
		['https://a.example/b?c=d#e?f', 'https://a.example/b?c=d&reference=1#e?f'],
		['https://a.example/b#c', 'https://a.example/b?reference=1#c'],
		['https://a.example/b?Reference=2&references=3', 'https://a.example/b?Reference=2&references=3&reference=1'],
	])('adds it to %s', (address, expected) => {
		expect(withReference(address, '1')).toBe(expected);
	});

	it.each(['https://a.example?reference=2', 'https://a.example?a=b&reference', 'https://a.example?%72eference=2#c'])('refuses %s, which has one', (address) => {
		const { message, remedy } = refusal(() => withReference(address, '1'));
		expect(message).toBe("'Status Callback URL' already has a parameter \"reference\", which the field 'Reference' would add");
		expect(remedy).toBe("Remove it from the address, or remove the field 'Reference'.");
	});

	it('comes back as it was given, whatever is in it, and leaves the rest of the address alone', () => {
		// Halves of emoji never get here: parseReference takes them out.
		const reference = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }).filter((text) => !/\p{Surrogate}/u.test(text));
		const query = fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== 'reference'), fc.string());
		fc.assert(
			fc.property(reference, query, fc.constantFrom('', '#', '#reference=2', '#a?b&c=d'), (text, own, fragment) => {
				const before = new URLSearchParams(own).toString();
				const address = withReference(`https://a.example/b?${before}${fragment}`, text);
				expect(address).toMatch(/^[\x21-\x7e]+$/);
				expect(found(address)).toBe(text);
				expect(address.endsWith(fragment)).toBe(true);
				expect(address.startsWith(`https://a.example/b?${before}`)).toBe(true);
			}),
		);
	});
});

it('an address without one, or with an empty one, has none', () => {
	expect(['https://a.example', 'https://a.example?reference=', 'https://a.example?a=b#reference=c'].map(found)).toEqual([null, null, null]);
});
