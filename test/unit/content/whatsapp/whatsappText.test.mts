import { composeCaption, composeText } from '../../../../nodes/Plivo/content/whatsapp/whatsappText';
import { refusal } from '../../invalid.mts';
import { reading } from './reading.mts';

const SMILE = '😀';

describe('composeText', () => {
	it.each([['Hello'], ['  two lines\n '], ['a'.repeat(4096)], [SMILE.repeat(4096)]])('takes %.20j as it is', (text) => {
		expect(composeText(reading({ text }))).toEqual({ text });
	});

	it('takes a number as written', () => {
		expect(composeText(reading({ text: 4711 }))).toEqual({ text: '4711' });
	});

	it.each(['', '   ', '\n', undefined, null])('refuses %j as empty', (text) => {
		expect(refusal(() => composeText(reading({ text })))).toEqual({
			message: "'Text' is empty",
			remedy: 'Enter what the message should say.',
		});
	});

	it.each(['a', SMILE])('counts %j as one character where the text is too long', (character) => {
		expect(refusal(() => composeText(reading({ text: character.repeat(4097) })))).toEqual({
			message: "'Text' is 4,097 characters long; the limit is 4,096",
			remedy: 'Shorten it by 1.',
		});
	});

	it('refuses an object, which would read [object Object]', () => {
		expect(refusal(() => composeText(reading({ text: { a: 1 } }))).message).toBe('\'Text\' is "{"a":1}", which isn\'t text');
	});
});

describe('composeCaption', () => {
	it.each(['', '  ', undefined])('leaves %j out', (text) => {
		expect(composeCaption(reading({ text }))).toEqual({});
	});

	it('takes 1,024 characters, and not one more', () => {
		expect(composeCaption(reading({ text: 'a'.repeat(1024) })).text).toHaveLength(1024);
		expect(refusal(() => composeCaption(reading({ text: 'a'.repeat(1025) })))).toEqual({
			message: "'Caption' is 1,025 characters long; the limit is 1,024",
			remedy: 'Shorten it by 1.',
		});
	});
});
