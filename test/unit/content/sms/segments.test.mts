import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';

import { countSegments } from '../../../../nodes/Plivo/content/sms/segments';

describe('countSegments', () => {
	it.each([
		['', 'GSM-7', 0, 0],
		['a', 'GSM-7', 1, 1],
		['a'.repeat(160), 'GSM-7', 160, 1],
		['a'.repeat(161), 'GSM-7', 161, 2],
		['a'.repeat(306), 'GSM-7', 306, 2],
		['a'.repeat(307), 'GSM-7', 307, 3],
		['a'.repeat(1600), 'GSM-7', 1600, 11],
		['€'.repeat(80), 'GSM-7', 160, 1],
		['€'.repeat(81), 'GSM-7', 162, 2],
		['’', 'UCS-2', 1, 1],
		['ж'.repeat(70), 'UCS-2', 70, 1],
		['ж'.repeat(71), 'UCS-2', 71, 2],
		['ж'.repeat(134), 'UCS-2', 134, 2],
		['ж'.repeat(135), 'UCS-2', 135, 3],
		['ж'.repeat(737), 'UCS-2', 737, 11],
		['😀'.repeat(35), 'UCS-2', 70, 1],
	])('%# counts encoding, places and units', (text, encoding, characters, units) => {
		expect(countSegments(text)).toMatchObject({ encoding, characters, units });
	});

	it('takes every character of the GSM extension table for two places', () => {
		for (const character of '\f^{}\\[~]|€') {
			expect(countSegments(character)).toMatchObject({ encoding: 'GSM-7', characters: 2 });
		}
	});

	it('never splits a character of two places over two units', () => {
		// 152 places, then one of two that does not fit into the 153rd: the rest begins a new unit
		expect(countSegments(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ characters: 306, units: 3 });
		expect(countSegments(`${'ж'.repeat(66)}😀${'ж'.repeat(66)}`)).toMatchObject({ characters: 134, units: 3 });
	});

	it('names the first character that made the text UCS-2', () => {
		expect(countSegments('It’s 5 o’clock ✓').firstUnicode).toBe('’');
		expect(countSegments('plain').firstUnicode).toBeUndefined();
	});

	it('agrees with an independent counter on any text', () => {
		const characters = fc.constantFrom(...'abc XYZ09@£ÄñΩ€{}[]^~|\\\n', '’', 'ж', '中', '😀', '🇮');
		fc.assert(
			fc.property(fc.array(characters, { maxLength: 400 }), (symbols) => {
				const text = symbols.join('');
				const other = new SegmentedMessage(text);
				const ours = countSegments(text);
				expect(ours.encoding).toBe(other.encodingName);
				expect(ours.units).toBe(text === '' ? 0 : other.segmentsCount);
			}),
			{ numRuns: 500 },
		);
	});
});
