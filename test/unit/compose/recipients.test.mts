import fc from 'fast-check';

import { parseRecipients, refuseOwnNumber } from '../../../nodes/Plivo/compose/recipients';
import { refusal } from '../invalid.mts';

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
	])('reads %j', (value, expected) => {
		expect(parseRecipients(value)).toEqual(expected);
	});

	it.each([
		['', "'To' is empty"],
		['  ,\n', "'To' is empty"],
		[undefined, "'To' is empty"],
		[null, "'To' is empty"],
		[[], "'To' is empty"],
		['hello', '\'To\' holds "hello", which is no phone number'],
		['+1415555012x', '\'To\' holds "+1415555012x", which is no phone number'],
		['415', '\'To\' holds "415", which has 3 digits; a phone number has 7 to 14'],
		['141555501231234', '\'To\' holds "141555501231234", which has 15 digits; a phone number has 7 to 14'],
		['020 7946 0123', '\'To\' holds "020 7946 0123", which begins with 0 and so lacks its country code'],
		['+44 (0)7911 123456', '\'To\' holds "+44 (0)7911 123456", with a zero that is not dialled after the country code'],
		['14155550123.0', '\'To\' holds "14155550123.0", a number with decimals'],
		[14155550123.5, '\'To\' holds "14155550123.5", a number with decimals'],
		[{ phone: 1 }, '\'To\' holds "{"phone":1}", which is no phone number'],
		[[['+14155550123']], '\'To\' holds "["+14155550123"]", which is no phone number'],
		[1.4e22, '\'To\' holds "1.4e+22", which is no phone number'],
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
			message: "'To' holds 1001 different numbers, and Plivo takes 1000 at a time",
			remedy: 'Spread them over several items, for example with Split Out and Loop Over Items.',
		});
	});

	it('reads what was joined, whatever punctuation stands between', () => {
		const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{6,13}$/)).map(([first, rest]) => first + rest);
		fc.assert(
			fc.property(fc.uniqueArray(number, { minLength: 1, maxLength: 30 }), fc.constantFrom(',', '\n', ' ; ', '<'), (numbers, by) => {
				expect(parseRecipients(numbers.map((one) => `+${one}`).join(by))).toEqual(numbers);
			}),
		);
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
