import { composeSms } from '../../../nodes/Plivo/compose/sms';
import { refusal } from '../invalid.mts';

describe('composeSms', () => {
	it('takes text, and a number as written', () => {
		expect(composeSms({ text: 'Hello' })).toEqual({ type: 'sms', text: 'Hello' });
		expect(composeSms({ text: 4711 })).toEqual({ type: 'sms', text: '4711' });
	});

	it('leaves the text as it is, blanks and all', () => {
		expect(composeSms({ text: '  two lines\n ' }).text).toBe('  two lines\n ');
	});

	it('takes texts of the longest lengths', () => {
		expect(composeSms({ text: 'a'.repeat(1600) }).text).toHaveLength(1600);
		expect(composeSms({ text: 'ж'.repeat(737) }).text).toHaveLength(737);
	});

	it.each(['', '   ', '\n', undefined, null])('refuses %j as empty', (text) => {
		expect(refusal(() => composeSms({ text })).message).toBe("'Text' is empty");
	});

	it('refuses an object, which would read [object Object]', () => {
		expect(refusal(() => composeSms({ text: { a: 1 } })).message).toBe('\'Text\' is "{"a":1}", which isn\'t text');
	});

	it('shows encoding, characters and units of a text that is too long', () => {
		expect(refusal(() => composeSms({ text: 'a'.repeat(1742) }))).toEqual({
			message: "'Text' has 1,742 characters in GSM-7 (12 SMS units), and Plivo takes 1,600",
			remedy: 'Shorten it by 142, or send it in parts.',
		});
	});

	it('names the character that halves the limit', () => {
		expect(refusal(() => composeSms({ text: `It’s ${'a'.repeat(800)}` }))).toEqual({
			message: "'Text' has 805 characters in UCS-2 (13 SMS units), and Plivo takes 737",
			remedy: 'Shorten it by 68, or replace characters such as "’" (U+2019): without them the limit is 1,600.',
		});
	});
});
