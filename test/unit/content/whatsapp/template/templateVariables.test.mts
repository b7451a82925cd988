import { partWithoutFields } from '../../../../../nodes/Plivo/content/whatsapp/template/templateDefinition';
import { composeComponents, variablesOf } from '../../../../../nodes/Plivo/content/whatsapp/template/templateVariables';
import type { TemplateDefinition } from '../../../../../nodes/Plivo/content/whatsapp/template/accountTemplates';
import { refusal } from '../../../invalid.mts';

function template(components: TemplateDefinition['components'], category = 'UTILITY'): TemplateDefinition {
	return { template_id: '1', name: 'sample', language: 'en_US', status: 'APPROVED', category, components };
}

const ORDER = template([
	{ type: 'HEADER', format: 'TEXT', text: 'Hello {{1}}', example: { header_text: ['Ann'] } },
	{
		type: 'BODY',
		text: 'Your order {{1}} leaves our house in {{2}} today, and will be with you on {{1}}.',
		example: { body_text: [['4711', 'Berlin']] },
	},
	{ type: 'FOOTER', text: 'Thank you' },
	{
		type: 'BUTTONS',
		buttons: [
			{ type: 'URL', text: 'Track', url: 'https://example.com/t/{{1}}', example: ['abc'] },
			{ type: 'QUICK_REPLY', text: 'Stop' },
			{ type: 'URL', text: 'Shop', url: 'https://example.com/' },
			{ type: 'PHONE_NUMBER', text: 'Call' },
		],
	},
]);

describe('variablesOf', () => {
	it('labels each variable by what tells it from the others, its example and the text around it', () => {
		expect(variablesOf(ORDER)).toEqual([
			{ id: 'header.1', label: 'Header {{1}}, e.g. Ann: Hello {{1}}' },
			{ id: 'body.1', label: '{{1}}, e.g. 4711: Your order {{1}} leaves our house in…', name: '1' },
			{ id: 'body.2', label: '{{2}}, e.g. Berlin: …leaves our house in {{2}} today, and will be…', name: '2' },
			{ id: 'button.0.url', label: '"Track" button, e.g. abc: end of https://example.com/t/…' },
			{ id: 'button.1.payload', label: '"Stop" button: what comes back when it is pressed', optional: true },
		]);
	});

	it('tells all variables apart by what the editor shows of a label', () => {
		const shown = (definition: TemplateDefinition) => variablesOf(definition).map(({ label }) => label.slice(0, 22));
		const all = [ORDER, ...['IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'].map((format) => template([{ type: 'HEADER', format }]))].map(shown);
		expect(all.filter((labels) => new Set(labels).size < labels.length)).toEqual([]);
		expect(shown(ORDER)).toEqual(['Header {{1}}, e.g. Ann', '{{1}}, e.g. 4711: Your', '{{2}}, e.g. Berlin: …l', '"Track" button, e.g. a', '"Stop" button: what co']);
	});

	it('puts {{10}} after {{9}}', () => {
		const text = [1, 10, 2, 11, 3, 9, 8, 7, 6, 5, 4].map((n) => `{{${n}}}`).join(' ');
		expect(variablesOf(template([{ type: 'BODY', text }])).map(({ id }) => id)).toEqual(
			Array.from({ length: 11 }, (_, i) => `body.${i + 1}`),
		);
	});

	it('draws nothing for a template without variables', () => {
		expect(variablesOf(template([{ type: 'BODY', text: 'Hi' }, { type: 'FOOTER', text: 'Bye' }]))).toEqual([]);
		expect(variablesOf(template(undefined))).toEqual([]);
	});

	it.each([
		['IMAGE', 'Image'],
		['VIDEO', 'Video'],
		['DOCUMENT', 'Document'],
	])('asks for the URL of a header of %s, or for a file of the item', (format, name) => {
		expect(variablesOf(template([{ type: 'HEADER', format }]))).toEqual([
			{ id: 'header.media', label: `Header: ${name} URL`, either: true },
			{ id: 'header.file', label: `Header: ${name} File, Input Data Field Name`, either: true },
		]);
	});

	it('gives as the example of a button what is to be entered: the end, where WhatsApp has the whole address', () => {
		const track = { type: 'URL', text: 'Track', url: 'https://example.com/t/{{1}}', example: ['https://example.com/t/abc'] };
		expect(variablesOf(template([{ type: 'BUTTONS', buttons: [track] }]))).toEqual([
			{ id: 'button.0.url', label: '"Track" button, e.g. abc: end of https://example.com/t/…' },
		]);
	});

	it('asks for a one-time code once', () => {
		const code = template(
			[{ type: 'BODY', text: '{{1}} is your code' }, { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'Copy' }] }],
			'AUTHENTICATION',
		);
		expect(variablesOf(code)).toEqual([{ id: 'code', label: 'One-Time Code' }]);
		expect(composeComponents(code, { code: '123456' })).toEqual([
			{ type: 'body', parameters: [{ type: 'text', text: '123456' }] },
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
		]);
	});

	it.each([
		['a fixed button', [{ type: 'BODY', text: '{{1}} is your code' }, { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Help', url: 'https://x/help' }] }], [{ type: 'body', parameters: [{ type: 'text', text: '1' }] }]],
		['a body without a variable', [{ type: 'BODY', text: 'You signed in' }], undefined],
		['a body of WhatsApp\'s', [{ type: 'BODY', add_security_recommendation: true }], [{ type: 'body', parameters: [{ type: 'text', text: '1' }] }]],
		['a variable with a name', [{ type: 'BODY', text: 'Code {{code}}' }], [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'code', text: '1' }] }]],
	])('puts a one-time code only where the template takes one: %s', (_what, components, expected) => {
		const composed = composeComponents(template(components as never, 'AUTHENTICATION'), { code: '1' });
		expect(composed).toEqual(expected);
	});
});

describe('composeComponents', () => {
	const values = { 'header.1': 'Ann', 'body.1': 4711, 'body.2': 'Berlin', 'button.0.url': 'abc' };

	it('makes the components that Plivo wants, in the order of the template', () => {
		expect(composeComponents(ORDER, { ...values, 'button.1.payload': 'STOP' })).toEqual([
			{ type: 'header', parameters: [{ type: 'text', text: 'Ann' }] },
			{
				type: 'body',
				parameters: [
					{ type: 'text', text: '4711' },
					{ type: 'text', text: 'Berlin' },
				],
			},
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] },
			{ type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'STOP' }] },
		]);
	});

	it('refuses the whole address of a button, whose beginning would then be there twice', () => {
		expect(() => composeComponents(ORDER, { ...values, 'button.0.url': 'https://example.com/t/abc' })).toThrow(
			`'"Track" button, e.g. abc: end of https://example.com/t/…' is the whole address`,
		);
	});

	it('leaves out a payload that was not given', () => {
		expect(composeComponents(ORDER, values)?.map(({ index }) => index)).toEqual([undefined, undefined, '0']);
	});

	it('makes none for a template without variables', () => {
		expect(composeComponents(template([{ type: 'BODY', text: 'Hi' }]), {})).toBeUndefined();
	});

	it('names parameters of a template with named variables', () => {
		const named = template([
			{
				type: 'BODY',
				text: 'Hi {{customer}}, order {{order_id}}',
				example: { body_text_named_params: [{ param_name: 'order_id', example: '7' }] },
			},
		]);
		expect(variablesOf(named).map(({ label }) => label)).toEqual([
			'{{customer}}: Hi {{customer}}, order {{order_id}}',
			'{{order_id}}, e.g. 7: Hi {{customer}}, order {{order_id}}',
		]);
		expect(composeComponents(named, { 'body.customer': 'Ann', 'body.order_id': '7' })).toEqual([
			{
				type: 'body',
				parameters: [
					{ type: 'text', parameter_name: 'customer', text: 'Ann' },
					{ type: 'text', parameter_name: 'order_id', text: '7' },
				],
			},
		]);
	});

	it('makes one parameter of the four parts of a location', () => {
		const shop = template([{ type: 'HEADER', format: 'LOCATION' }]);
		const place = { latitude: '52.5', longitude: '13.4', name: 'Shop', address: 'Street 1' };
		const given = Object.fromEntries(Object.entries(place).map(([name, value]) => [`header.${name}`, value]));
		expect(composeComponents(shop, given)).toEqual([{ type: 'header', parameters: [{ type: 'location', location: place }] }]);
	});

	it.each([
		['header.1', 60],
		['body.1', 1024],
	])('takes texts of the longest lengths and refuses longer ones: %s', (id, limit) => {
		expect(() => composeComponents(ORDER, { ...values, [id]: 'a'.repeat(limit) })).not.toThrow();
		expect(refusal(() => composeComponents(ORDER, { ...values, [id]: 'a'.repeat(limit + 1) })).message).toMatch(
			new RegExp(`is ${(limit + 1).toLocaleString('en-US')} characters long; the limit is ${limit.toLocaleString('en-US')}$`),
		);
	});

	it('takes a longer text where the body is the only component', () => {
		const body = template([{ type: 'BODY', text: '{{1}}' }]);
		expect(() => composeComponents(body, { 'body.1': 'a'.repeat(32_768) })).not.toThrow();
		expect(refusal(() => composeComponents(body, { 'body.1': 'a'.repeat(32_769) })).message).toMatch(/the limit is 32,768$/);
	});

	it('takes the longer text beside a quick reply whose payload is not given, and not beside one that is', () => {
		const survey = template([{ type: 'BODY', text: '{{1}}' }, { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] }]);
		const long = 'a'.repeat(2_000);
		expect(composeComponents(survey, { 'body.1': long })).toEqual([{ type: 'body', parameters: [{ type: 'text', text: long }] }]);
		expect(composeComponents(survey, { 'body.1': long, 'button.0.payload': ' ' })).toHaveLength(1);
		expect(refusal(() => composeComponents(survey, { 'body.1': long, 'button.0.payload': 'YES' })).message).toMatch(/the limit is 1,024$/);
	});

	it('names the variable that has no value', () => {
		expect(refusal(() => composeComponents(ORDER, { ...values, 'body.2': ' ' }))).toEqual({
			message: expect.stringMatching(/^'\{\{2\}\}, e\.g\. Berlin: .*' is empty$/),
			remedy: 'The template "sample" needs a value there.',
		});
	});
});

describe('partWithoutFields', () => {
	it.each([
		[{ type: 'carousel' }, 'a carousel'],
		[{ type: 'LIMITED_TIME_OFFER' }, 'a limited-time offer'],
		[{ type: 'HEADER', format: 'PRODUCT' }, 'a product'],
		[{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY' }, { type: 'COPY_CODE' }] }, 'a coupon code'],
		[{ type: 'BUTTONS', buttons: [{ type: 'FLOW' }] }, 'a flow'],
		[{ type: 'BUTTONS', buttons: [{ type: 'MPM' }] }, 'a list of products'],
		[{ type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://a.example' }, { type: 'order_details' }] }, 'the details of an order'],
		[{ type: 'BUTTONS', buttons: [{ type: 'HOLOGRAM' }] }, 'a button of type HOLOGRAM'],
		[{ type: 'HEADER', format: 'HOLOGRAM' }, 'a header of format HOLOGRAM'],
		[{ type: 'HOLOGRAM' }, 'a component of type HOLOGRAM'],
	])('finds in %j what no field fills', (component, part) => {
		expect(partWithoutFields(template([{ type: 'BODY', text: 'Hi {{1}}' }, component]))).toBe(part);
	});

	it('finds nothing where all can be filled', () => {
		expect(partWithoutFields(ORDER)).toBeUndefined();
		expect(partWithoutFields(template([{ type: 'BUTTONS', buttons: [{ type: 'OTP' }, { type: 'CATALOG' }, { type: 'voice_call' }, { type: '' }] }]))).toBeUndefined();
		for (const format of ['', 'Text', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']) {
			expect(partWithoutFields(template([{ type: 'HEADER', format }]))).toBeUndefined();
		}
		expect(partWithoutFields(template(undefined))).toBeUndefined();
	});
});

describe('a variable that no field fills', () => {
	const part = (component: object, category?: string) => partWithoutFields(template([{ type: 'BODY', text: 'Hi {{1}}' }, { type: 'X', ...component }], category));
	const button = (one: object, category?: string) => part({ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }, { type: 'URL', text: 'Track', ...one }] }, category);

	it.each([
		['{{first-name}}', 'the variable {{first-name}} in its body'],
		['{{1}} {{имя}}', 'the variable {{имя}} in its body'],
		['{{first name}}', 'the variable {{first name}} in its body'],
		['{{ first\nname }}', 'the variable {{ first name }} in its body'],
		['{{}}', 'the variable {{}} in its body'],
		['{{1}} and {{ customer_2 }}', undefined],
		['{ {1} } and {{', undefined],
	])('is found in a body: %j', (text, found) => expect(part({ type: 'BODY', text })).toBe(found));

	it.each<[object, string | undefined]>([
		[{ type: 'FOOTER', text: 'until {{1}}' }, 'the variable {{1}} in its footer'],
		[{ type: 'FOOTER', text: 'Bye' }, undefined],
		[{ type: 'HEADER', format: 'TEXT', text: 'For {{a-b}}' }, 'the variable {{a-b}} in its header'],
		[{ type: 'HEADER', format: 'IMAGE', text: 'For {{1}}' }, 'the variable {{1}} in its header'],
		[{ type: 'HEADER', text: 'For {{1}}' }, undefined],
	])('is found in %j', (component, found) => expect(part(component)).toBe(found));

	it.each<[object, string | undefined]>([
		[{ type: 'PHONE_NUMBER', phone_number: '{{1}}' }, 'the variable {{1}} in the button "Track"'],
		[{ type: 'PHONE_NUMBER', phone_number: '+14155550123' }, undefined],
		[{ type: 'QUICK_REPLY', text: 'Hi {{1}}' }, 'the variable {{1}} in the button "Hi {{1}}"'],
		[{ url: 'https://a.example/{{1}}/{{2}}' }, 'more than one variable in the button "Track"'],
		[{ url: 'https://a.example/{{1}}/{{1}}' }, 'more than one variable in the button "Track"'],
		[{ url: 'https://a.example/{{order-id}}' }, 'the variable {{order-id}} in the button "Track"'],
		[{ url: 'https://a.example/{{1}}' }, undefined],
		[{ url: 'https://a.example/' }, undefined],
	])('is found in a button of %j', (one, found) => expect(button(one)).toBe(found));

	it('is found where a template takes one code and holds more', () => {
		const code = { url: 'https://a.example/{{1}}' };
		expect(button(code, 'AUTHENTICATION')).toBeUndefined();
		expect(part({ type: 'BODY', text: '{{1}} and {{2}}' }, 'AUTHENTICATION')).toBe('more than one variable in its body');
		expect(part({ type: 'HEADER', format: 'IMAGE' }, 'AUTHENTICATION')).toBe('a header of format IMAGE');
		expect(part({ type: 'HEADER', text: 'For {{1}}' }, 'AUTHENTICATION')).toBe('the variable {{1}} in its header');
		const two = { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Copy', ...code }, { type: 'URL', text: 'Track', ...code }] };
		expect(part(two, 'AUTHENTICATION')).toBe('the variable {{1}} in the button "Track"');
	});
});
