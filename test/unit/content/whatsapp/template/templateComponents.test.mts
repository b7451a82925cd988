import { readComponents } from '../../../../../nodes/Plivo/content/whatsapp/template/templateComponents';

const BODY = { type: 'BODY', text: 'Hi {{1}}', example: { body_text: [['Ann']] } };

/** What is read of a definition, without what was not said. */
function read(components: unknown): unknown {
	return JSON.parse(JSON.stringify(readComponents(components)));
}

describe('readComponents', () => {
	it("reads what WhatsApp writes, with all that the fields are made of", () => {
		const components = [
			{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}', example: { header_text: ['Ann'] } },
			BODY,
			{ type: 'FOOTER', text: 'Thank you' },
			{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}', example: ['https://example.com/a'] }] },
		];
		expect(read(components)).toMatchObject({ components });
		expect(read(components)).not.toHaveProperty('unreadable');
	});

	it.each<[string, unknown]>([
		['as a whole', JSON.stringify([BODY])],
		['with blanks around it', `\n ${JSON.stringify([BODY])} `],
		['each', [JSON.stringify(BODY)]],
	])('reads them from JSON text, %s', (_, text) => expect(read(text)).toEqual(read([BODY])));

	it('takes an empty list for what it says: that nothing is to be filled in', () => expect(read([])).toEqual({ components: [] }));

	it("takes the text of an authentication template's body to be WhatsApp's own", () => {
		const body = { type: 'BODY', add_security_recommendation: true };
		expect(readComponents([body])).not.toHaveProperty('unreadable');
	});

	it.each<[string, unknown, unknown]>([
		['a header of a file', { type: 'HEADER', format: 'IMAGE' }, undefined],
		['a header that names no format', { type: 'HEADER', text: 'Hi {{1}}' }, undefined],
		['a header of text without one', { type: 'HEADER', format: 'TEXT' }, 'its component 1'],
	])('knows %s', (_, part, unreadable) => expect(readComponents([part, BODY]).unreadable).toBe(unreadable));

	it.each<[string, unknown]>([
		['null', null],
		['a number', 7],
		['a text', 'Thank you'],
		['nothing in it', {}],
		['a text without a variable', { text: 'Thank you' }],
		['a fixed button', { text: 'Call', phone_number: '+14155550123' }],
	])('leaves out a part without a type that takes no value: %s', (_, part) => {
		expect(read([part, BODY])).toEqual(read([BODY]));
		expect(read([{ type: 'BUTTONS', buttons: [part, { type: 'QUICK_REPLY', text: 'Yes' }] }])).toMatchObject({
			// it counts all the same, as the place of a button is its name
			components: [{ type: 'BUTTONS', buttons: [{ type: '' }, { type: 'QUICK_REPLY', text: 'Yes' }] }],
		});
	});

	it.each<[string, unknown, string]>([
		...[undefined, null, '', 'null'].map((none): [string, unknown, string] => [`nothing (${none})`, none, 'its components']),
		['a body without a text', [{ type: 'BODY' }], 'its component 1'],
		['a body with a blank text', [{ type: 'BODY', text: ' ' }], 'its component 1'],
		['a header without format and text', [BODY, { type: 'header' }], 'its component 2'],
		['a header whose format is null', [{ type: 'HEADER', format: null }], 'its component 1'],
		['buttons without buttons', [{ type: 'BUTTONS' }], 'its component 1'],
		['an empty list of buttons', [{ type: 'BUTTONS', buttons: [] }], 'its component 1'],
		['a URL button without its address', [{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Open' }] }], 'its component 1'],
		['text that is no JSON', 'BODY: Hi {{1}}', 'its components'],
		['JSON text that was cut off', '[{"type":"BODY","te', 'its components'],
		['an object', { type: 'BODY', text: 'Hi {{1}}' }, 'its components'],
		['a number', 7, 'its components'],
		['a part without a type, with a variable', [BODY, { text: 'Hi {{1}}' }], 'its component 2'],
		['a part without a type, with a format', [{ format: 'IMAGE' }], 'its component 1'],
		['a part without a type, with buttons', [{ buttons: [{ type: 'QUICK_REPLY' }] }], 'its component 1'],
		['a type that is no text', [{ type: { name: 'BODY' }, text: 'Hi {{1}}' }], 'its component 1'],
		['a text with a variable in place of a part', ['Hi {{1}}'], 'its component 1'],
		['a body whose text is none', [{ type: 'body', text: ['Hi {{1}}'] }], 'its component 1'],
		['a header whose format is none', [{ type: 'HEADER', format: {} }], 'its component 1'],
		['buttons that are no list', [{ type: 'BUTTONS', buttons: { type: 'URL' } }], 'its component 1'],
		['a button without a type, with a variable', [{ type: 'BUTTONS', buttons: [{ url: 'https://example.com/{{1}}' }] }], 'its component 1'],
		['a coupon code without a type', [{ type: 'BUTTONS', buttons: [{ example: 'SAVE20' }] }], 'its component 1'],
		['an address that is none', [{ type: 'BUTTONS', buttons: [{ type: 'URL', url: {} }] }], 'its component 1'],
	])('says what can not be read and may take a value: %s', (_, components, unreadable) => {
		expect(readComponents(components).unreadable).toBe(unreadable);
	});

	it.each<[string, unknown]>([
		['no object', 'Ann'],
		['null', null],
		['no lists', { body_text: 7, header_text: {}, body_text_named_params: 'Ann' }],
		['lists of anything', { body_text: [[null, {}]], body_text_named_params: [null, { param_name: {} }, 'x'] }],
	])('does without examples that are %s', (_, example) => {
		expect(readComponents([{ ...BODY, example }])).toMatchObject({ components: [{ type: 'BODY', text: 'Hi {{1}}' }] });
	});

	it('takes the examples of a body that stand in one list', () => {
		expect(readComponents([{ ...BODY, example: { body_text: ['Ann', 7] } }]).components?.[0]?.example?.body_text).toEqual([['Ann', '7']]);
	});
});
