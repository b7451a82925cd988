import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';

import { countSegments } from '../../../nodes/Plivo/compose/segments';
import { replaceable, smartEncode } from '../../../nodes/Plivo/compose/smartEncoding';

const gsm = [...'abc XYZ09@£ÄñΩ€{}[]^~|\\\n'];
const twinned = [...replaceable];
const foreign = ['ж', '中', '😀', '🇮', 'ç', '½', '™'];

function textOf(...characters: string[][]): fc.Arbitrary<string> {
	return fc.array(fc.constantFrom(...characters.flat()), { maxLength: 400 }).map((symbols) => symbols.join(''));
}

describe('smartEncode', () => {
	it.each([
		['“It’s 5 o’clock” – she said…', '"It\'s 5 o\'clock" - she said...'],
		['«Oui» ‹non›', '"Oui" \'non\''],
		['10:00—11:00 • room A', '10:00-11:00 - room A'],
		['a\u00A0b\u2009c\u3000d\te', 'a b c d e'],
		['one\u2028two\u2029three', 'one\ntwo\nthree'],
		['zero\u200Bwidth\uFEFF so\u00ADft', 'zerowidth soft'],
		['\u200EABC\u202C', 'ABC'],
		['ＨＥＬＬＯ！', 'HELLO!'],
		['e\u0301te\u0301 n\u0303', 'été ñ'],
		['of\uFB01ce', 'office'],
		['2 × 3', '2 x 3'],
	])('makes %j plain', (text, plain) => {
		expect(smartEncode(text)).toBe(plain);
		expect(countSegments(plain).encoding).toBe('GSM-7');
	});

	it.each(['plain', '', '€{}[]~^|\\', 'line\nbreak\r\n', 'çava “bien”', '“ok” 👍', '1½ “cups”', 'Привет — “мир”', '…'.repeat(70)])('leaves %j as it is', (text) => {
		expect(smartEncode(text)).toBe(text);
	});

	it('has a twin in GSM for each of its characters', () => {
		expect(twinned.filter((character) => countSegments(character).encoding === 'GSM-7')).toEqual([]);
		expect(twinned.filter((character) => countSegments(smartEncode(character)).encoding !== 'GSM-7')).toEqual([]);
	});

	it('yields GSM whenever each character has a twin, but for texts that would take more units', () => {
		fc.assert(
			fc.property(textOf(gsm, twinned), (text) => {
				const before = countSegments(text);
				const after = countSegments(smartEncode(text));
				const isDense = [...text].filter((character) => '…⋯'.includes(character)).length > text.length / 4;
				expect(after.encoding === 'GSM-7' || (isDense && after.units === before.units)).toBe(true);
			}),
		);
	});

	it('never takes more units or changes what has to go out in UCS-2, and does nothing the second time', () => {
		fc.assert(
			fc.property(textOf(gsm, twinned, foreign, ['…']), (text) => {
				const encoded = smartEncode(text);
				expect(smartEncode(encoded)).toBe(encoded);
				if (countSegments(encoded).encoding === 'UCS-2') expect(encoded).toBe(text);
				// Counted by somebody else.
				if (text !== '') expect(new SegmentedMessage(encoded || ' ').segmentsCount).toBeLessThanOrEqual(new SegmentedMessage(text).segmentsCount);
			}),
		);
	});

	it('leaves nothing over the limit that has a plain form within it', () => {
		expect(countSegments(smartEncode('’'.repeat(1600)))).toMatchObject({ encoding: 'GSM-7', characters: 1600, units: 11 });
	});
});
