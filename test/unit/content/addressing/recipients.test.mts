import fc from 'fast-check';

import { parseRecipients, refuseOwnNumber } from '../../../../nodes/Plivo/content/addressing/recipients';
import { refusal } from '../../invalid.mts';

describe('parseRecipients', () => {
	it.each([
		['+14155550123', ['14155550123']],
		['1 (415) 555-0123', ['14155550123']],
		['1.415.555.0123', ['14155550123']],
		['1415/5550123', ['14155550123']],
		[14155550123, ['14155550123']],
		['+14155550123, +14155550124', ['14155550123', '14155550124']],
		['+14155550123\n+14155550124\r\n+14155550125', ['14155550123', '14155550124', '14155550125']],
		['+14155550123;+14155550124<+14155550125', ['14155550123', '14155550124', '14155550125']],
		[['+14155550123', 14155550124], ['14155550123', '14155550124']],
		[['+14155550123,+14155550124'], ['14155550123', '14155550124']],
		[' +14155550123 ,, ', ['14155550123']],
		['+14155550123,1-415-555-0123', ['14155550123']],
		['\u202a+1 415 555 0123\u202c', ['14155550123']],
		['1415555.0000', ['14155550000']],
		['+44 (0)7911 123456', ['447911123456']],
		['["+14155550123","+14155550124"]', ['14155550123', '14155550124']],
		['[14155550123, 14155550124]', ['14155550123', '14155550124']],
		["['+14155550123', '+14155550124']", ['14155550123', '14155550124']],
		['["+14155550123"]', ['14155550123']],
		['+14155550123, +14155550124, and +14155550125', ['14155550123', '14155550124', '14155550125']],
		['+14155550123\u2028+14155550124，+14155550125؛+14155550126', ['14155550123', '14155550124', '14155550125', '14155550126']],
		['+44 020 7946 0123, 0044 (0)20-7946-0123, tel:+442079460123, +44 ٢٠٧٩٤٦٠١٢٣', ['442079460123']],
	])('reads %j', (value, expected) => {
		expect(parseRecipients(value)).toEqual(expected);
	});

	it.each([
		['', "'To' is empty"],
		['  ,\n', "'To' is empty"],
		[undefined, "'To' is empty"],
		[null, "'To' is empty"],
		[[], "'To' is empty"],
		['hello', '\'To\' contains "hello", which isn\'t a valid phone number'],
		['+1415555012x', '\'To\' contains "+1415555012x", which isn\'t a valid phone number because of "x"'],
		['415', '\'To\' contains "415", which has 3 digits; a phone number has 7 to 14'],
		['141555501231234', '\'To\' contains "141555501231234", which has 14 digits after the country code; numbers in +1 (United States, Canada, …) have 10'],
		['020 7946 0123', '\'To\' contains "020 7946 0123", which begins with 0 and so has no country code'],
		['14155550123.0', '\'To\' contains "14155550123.0", a number with decimals'],
		[14155550123.5, '\'To\' contains "14155550123.5", a number with decimals'],
		[{ phone: 1 }, '\'To\' contains "{"phone":1}", which isn\'t a valid phone number'],
		[[['+14155550123']], '\'To\' contains "["+14155550123"]", which isn\'t a valid phone number'],
		[1.4e22, '\'To\' contains "1.4e+22", a number in scientific notation, which has lost its last digits'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => parseRecipients(value)).message).toBe(message);
	});

	it('names the one bad number among good ones', () => {
		expect(refusal(() => parseRecipients('+14155550123, 0123456789')).message).toContain('"0123456789"');
	});

	it('takes 1,000 different numbers and refuses more', () => {
		const numbers = Array.from({ length: 1001 }, (_, i) => String(14155550000 + i));
		expect(parseRecipients(numbers.slice(1))).toHaveLength(1000);
		expect(parseRecipients([...numbers.slice(1), ...numbers.slice(1)])).toHaveLength(1000);
		expect(refusal(() => parseRecipients(numbers))).toEqual({
			message: "'To' contains 1001 different numbers, but Plivo accepts up to 1000 at a time",
			remedy: 'Split them across several items, for example with Split Out and Loop Over Items.',
		});
	});

	it('reads what was joined, whatever punctuation stands between', () => {
		const number = fc.stringMatching(/^(?:1[2-9]\d{9}|336\d{8}|4475\d{8})$/);
		fc.assert(
			fc.property(fc.uniqueArray(number, { minLength: 1, maxLength: 30 }), fc.constantFrom(',', '\n', ' ; ', '<', '، ', '\r\n'), (numbers, by) => {
				expect(parseRecipients(numbers.map((one) => `+${one}`).join(by))).toEqual(numbers);
				expect(parseRecipients(JSON.stringify(numbers))).toEqual(numbers);
			}),
		);
	});

	it('knows the country of the option, and of what the message comes from', () => {
		expect(parseRecipients('0151 2345678, +14155550123', { defaultCountry: 'DE' })).toEqual(['491512345678', '14155550123']);
		expect(refusal(() => parseRecipients('4791234567', { from: '14155550100' })).message).toContain('which could be a number in +47');
		for (const from of [undefined, 'MYSHOP', '12345', '1A2B3C4D']) expect(parseRecipients('4791234567', { from })).toEqual(['4791234567']);
	});
});

describe('refuseOwnNumber', () => {
	it('refuses the number that the message comes from, and nothing else', () => {
		expect(refusal(() => refuseOwnNumber(['14155550123'], '14155550123')).message).toBe(
			'\'To\' is "14155550123", the number that \'From\' sends from',
		);
		expect(() => refuseOwnNumber(['14155550123'], '14155550100')).not.toThrow();
		expect(() => refuseOwnNumber(['14155550123'], undefined)).not.toThrow();
	});
});
