import { composeSms, unitsOfSms } from '../../../../nodes/Plivo/content/sms/sms';
import { refusal } from '../../invalid.mts';

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

	it('shows characters and units of a text that is too long', () => {
		expect(refusal(() => composeSms({ text: 'a'.repeat(1742) }))).toEqual({
			message: "'Text' has 1,742 characters (12 SMS units), but Plivo accepts up to 1,600",
			remedy: 'Shorten it by 142, or send it in parts.',
		});
	});

	it('names the character that halves the limit', () => {
		expect(refusal(() => composeSms({ text: `Ça va ${'a'.repeat(800)}ç` }))).toEqual({
			message: "'Text' has 807 characters (13 SMS units), but Plivo accepts up to 737 because of \"ç\"",
			remedy: 'Shorten it by 70, or replace characters such as "ç": without them the limit is 1,600.',
		});
	});

	it('says so where characters count as two', () => {
		expect(refusal(() => composeSms({ text: '€'.repeat(801) })).message).toBe(
			"'Text' has 1,602 characters as SMS counts them (11 SMS units), but Plivo accepts up to 1,600",
		);
	});

	it('names Smart Encoding where it makes the text fit', () => {
		const text = `It’s ${'a'.repeat(800)}`;
		expect(refusal(() => composeSms({ text }))).toEqual({
			message: "'Text' has 805 characters (13 SMS units), but Plivo accepts up to 737 because of \"’\" (a curly apostrophe)",
			remedy: 'Add the option Smart Encoding: it replaces characters such as "’" (a curly apostrophe) with plain ones, and then the text fits.',
		});
		expect(composeSms({ text, smartEncoding: true }).text).toBe(text.replace('’', "'"));
		expect(refusal(() => composeSms({ text: `It’s ${'a'.repeat(1600)}` })).remedy).toBe('Shorten it by 868, or replace characters such as "’" (a curly apostrophe): without them the limit is 1,600.');
		expect(refusal(() => composeSms({ text: `It’s ${'a'.repeat(1600)}`, smartEncoding: true })).remedy).toBe('Shorten it by 5, or send it in parts.');
	});

	it('leaves curly quotes alone unless Smart Encoding is on', () => {
		expect(composeSms({ text: 'It’s', smartEncoding: false }).text).toBe('It’s');
		expect(composeSms({ text: 'It’s' }).text).toBe('It’s');
	});
});

describe('unitsOfSms', () => {
	it.each([
		['a'.repeat(160), { encoding: 'GSM-7', units: 1 }],
		['a'.repeat(161), { encoding: 'GSM-7', units: 2 }],
		['It’s', { encoding: 'UCS-2', units: 1, non_gsm_character: '"’" (a curly apostrophe)' }],
		['zero\u200Bwidth', { encoding: 'UCS-2', units: 1, non_gsm_character: 'an invisible zero-width space' }],
		['👍'.repeat(36), { encoding: 'UCS-2', units: 2, non_gsm_character: '"👍"' }],
	])('%# counts what is billed', (text, units) => {
		expect(unitsOfSms({ type: 'sms', text })).toEqual(units);
	});

	it('counts nothing for MMS and WhatsApp, which are not billed by units', () => {
		expect(unitsOfSms({ type: 'mms', text: 'Hello' })).toBeUndefined();
		expect(unitsOfSms({ type: 'whatsapp', text: 'Hello' })).toBeUndefined();
	});
});
