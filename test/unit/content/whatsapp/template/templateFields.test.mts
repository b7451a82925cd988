import { composeTemplateFields, templateFields } from '../../../../../nodes/Plivo/content/whatsapp/template/templateFields';
import { refusal } from '../../../invalid.mts';
import { reading, readingAsStored } from '../reading.mts';

const named = { templateName: 'tmpl', templateLanguage: 'en_US' };
const header = (entry: object) => ({ templateHeader: { header: entry } });
const body = (...parameters: object[]) => ({ templateBody: { parameters } });
const buttons = (...entries: object[]) => ({ templateButtons: { buttons: entries } });

const text = { type: 'text', text: 'A' };
const money = { type: 'currency', amount: '100.99', currencyCode: 'USD', fallback: '$100.99' };
const date = { type: 'date_time', dateTime: 'February 25, 1977' };
const code = { type: 'one_time_code', code: '123456' };
const link = (index: unknown) => ({ type: 'url', index, suffix: 'suffix' });
const quickReply = (index: unknown) => ({ type: 'quick_reply', index, payload: 'p1' });
const media = { type: 'media', media: 'https://xyz.com/img.jpg' };
const place = {
	type: 'location',
	latitude: '37.483307',
	longitude: '122.148981',
	locationName: 'P',
	locationAddress: '1 Hacker Way',
};

const compose = (...parts: object[]) => composeTemplateFields(reading(Object.assign({}, named, ...parts))).template;
const refused = (...parts: object[]) => refusal(() => compose(...parts));

describe('composeTemplateFields', () => {
	it('makes a template of every kind of component as the SDK sends it', () => {
		const values = { ...named, ...header(media), ...body(text, money, date), ...buttons(link(0), quickReply(1)) };
		const expected = {
			template: {
				name: 'tmpl',
				language: 'en_US',
				components: [
					{ type: 'header', parameters: [{ type: 'media', media: 'https://xyz.com/img.jpg' }] },
					{
						type: 'body',
						parameters: [
							{ type: 'text', text: 'A' },
							{
								type: 'currency',
								currency: { fallback_value: '$100.99', currency_code: 'USD', amount_1000: 100990 },
							},
							{ type: 'date_time', date_time: { fallback_value: 'February 25, 1977' } },
						],
					},
					{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'suffix' }] },
					{ type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'p1' }] },
				],
			},
		};
		expect(composeTemplateFields(reading(values))).toEqual(expected);
		expect(composeTemplateFields(readingAsStored(templateFields, values))).toEqual(expected);
	});

	it('reads what n8n stores of the editor, where defaults are left out', () => {
		const stored = {
			templateName: 'tmpl',
			templateHeader: { header: { text: 'H' } },
			templateBody: { parameters: [{ text: 'A' }] },
			templateButtons: { buttons: [{ suffix: 's' }, { type: 'quick_reply', index: 1, payload: 'p' }] },
		};
		expect(composeTemplateFields(readingAsStored(templateFields, stored)).template).toEqual({
			...{ name: 'tmpl', language: 'en_US' },
			components: [
				{ type: 'header', parameters: [{ type: 'text', text: 'H' }] },
				{ type: 'body', parameters: [{ type: 'text', text: 'A' }] },
				{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 's' }] },
				{ type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'p' }] },
			],
		});
	});

	it('makes no component of groups to which nothing was added', () => {
		expect(compose()).toEqual({ name: 'tmpl', language: 'en_US' });
		expect(compose({ templateHeader: {}, templateBody: { parameters: [] }, templateButtons: {} })).toEqual({
			name: 'tmpl',
			language: 'en_US',
		});
		expect(compose(body(text)).components).toEqual([{ type: 'body', parameters: [{ type: 'text', text: 'A' }] }]);
	});

	it.each([
		[{ type: 'text', text: 'H' }, { type: 'text', text: 'H' }],
		[
			{ type: 'text', text: 'H', parameterName: 'header_title' },
			{ type: 'text', parameter_name: 'header_title', text: 'H' },
		],
		[
			place,
			{
				type: 'location',
				location: { latitude: '37.483307', longitude: '122.148981', name: 'P', address: '1 Hacker Way' },
			},
		],
	])('makes a header of %j', (entry, parameter) => {
		expect(compose(header(entry)).components).toEqual([{ type: 'header', parameters: [parameter] }]);
	});

	it('leaves out the address of a file of the item, and says which file it is', () => {
		const file = { type: 'media', mediaSource: 'binary', binaryPropertyName: 'photo' };
		const values = { ...named, ...header(file), ...body(text) };
		for (const read of [reading(values), readingAsStored(templateFields, values)]) {
			const { template, headerFile } = composeTemplateFields(read);
			expect(template.components?.[0]).toEqual({ type: 'header', parameters: [{ type: 'media' }] });
			expect(headerFile).toEqual({ value: 'photo', label: 'Header Variable, Input Data Field Name' });
		}
		expect(composeTemplateFields(reading({ ...named, ...header(media) })).headerFile).toBeUndefined();
		expect(refused(header({ ...file, mediaSource: 'disk' })).message).toMatch(/^'Header Variable, Media Source' is "disk"/);
	});

	it.each(['user_name', ' {{user_name}} '])('names a variable %j', (parameterName) => {
		expect(compose(body({ type: 'text', text: 'S', parameterName })).components).toEqual([
			{ type: 'body', parameters: [{ type: 'text', parameter_name: 'user_name', text: 'S' }] },
		]);
	});

	it('puts a one-time code into the body and into the first button', () => {
		expect(compose(body(code)).components).toEqual([
			{ type: 'body', parameters: [{ type: 'text', text: '123456' }] },
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: '123456' }] },
		]);
		expect(compose(body(code), buttons(quickReply(1))).components).toHaveLength(3);
	});

	it.each([0, '0', 9, '9'])('writes the index %j as text', (index) => {
		expect(compose(buttons(quickReply(index))).components?.[0]?.index).toBe(String(index));
	});

	it.each(['en', 'en_US', 'en_GB', 'fil', 'es_419'])('takes the language %s', (templateLanguage) => {
		expect(compose({ templateLanguage }).language).toBe(templateLanguage);
	});

	it.each([
		['en-US', 'Write it as en_US.'],
		['EN_us', 'Write it as en_US.'],
		['English', 'Write it as WhatsApp Manager does, for example en_US, en_GB, or es.'],
		['e', 'Write it as WhatsApp Manager does, for example en_US, en_GB, or es.'],
	])('refuses the language %s', (templateLanguage, remedy) => {
		expect(refused({ templateLanguage })).toEqual({
			message: `'Template Language' is "${templateLanguage}", which isn't a WhatsApp language code`,
			remedy,
		});
	});
});

describe('limits of a template', () => {
	it.each([
		['header', 60, (t: string) => header({ type: 'text', text: t }), 'Header Variable, Text'],
		['body with a header', 1024, (t: string) => ({ ...header(media), ...body({ text: t }) }), 'Body Variable 1, Text'],
		['body with a button', 1024, (t: string) => ({ ...buttons(link(0)), ...body({ text: t }) }), 'Body Variable 1, Text'],
		['body with a code', 1024, (t: string) => body(code, { text: t }), 'Body Variable 2, Text'],
		['body alone', 32_768, (t: string) => body(text, { text: t }), 'Body Variable 2, Text'],
	])('takes a text of the %s of %i characters, and not one more', (_name, limit, fields, label) => {
		expect(JSON.stringify(compose(fields('x'.repeat(limit))))).toContain(`"${'x'.repeat(limit)}"`);
		expect(refused(fields('x'.repeat(limit + 1)))).toEqual({
			message: `'${label}' is ${(limit + 1).toLocaleString('en-US')} characters long; the limit is ${limit.toLocaleString('en-US')}`,
			remedy: 'Shorten it by 1.',
		});
	});

	it('takes ten buttons, and no eleventh', () => {
		const all = Array.from({ length: 11 }, (_, index) => quickReply(index));
		expect(compose(buttons(...all.slice(0, 10))).components).toHaveLength(10);
		expect(refused(buttons(...all))).toEqual({
			message: "'Button Variables' contains 11 buttons; the limit is 10",
			remedy: 'Remove 1.',
		});
	});

	it.each([
		[{ templateName: ' ' }, "'Template Name' is empty"],
		[{ templateLanguage: '' }, "'Template Language' is empty"],
		[header({ type: 'text', text: '' }), "'Header Variable, Text' is empty"],
		[header({ type: 'media', media: '' }), "'Header Variable, Media URL' is empty"],
		[
			header({ type: 'media', media: 'img.jpg' }),
			'\'Header Variable, Media URL\' is "img.jpg", which isn\'t a web address',
		],
		[header({ ...place, latitude: '37,48' }), '\'Header Variable, Latitude\' is "37,48", with a comma as the decimal separator'],
		[header({ ...place, locationAddress: '' }), "'Header Variable, Address' is empty"],
		[header({ type: 'image' }), '\'Header Variable, Type\' is "image", which isn\'t one of its options'],
		[body(text, { type: 'text', text: ' ' }), "'Body Variable 2, Text' is empty"],
		[body(text, { type: 'date_time', dateTime: '' }), "'Body Variable 2, Date and Time' is empty"],
		[body({ type: 'one_time_code', code: '' }), "'Body Variable 1, Code' is empty"],
		[body(code, text, code), "'Body Variable 3' is a second One-Time Code"],
		[body({ type: 'video' }), '\'Body Variable 1, Type\' is "video", which isn\'t one of its options'],
		[body({ ...text, parameterName: '{{ 1 }}' }), '\'Body Variable 1, Variable Name\' is "1", which is the position of a variable, not its name'],
		[header({ ...text, parameterName: 1 }), '\'Header Variable, Variable Name\' is "1", which is the position of a variable, not its name'],
		[body(text, { ...text, parameterName: 'a' }), "'Body Variable 1, Variable Name' is empty, while others have a name"],
		[{ ...header({ ...text, parameterName: 'a' }), ...body(text) }, "'Body Variable 1, Variable Name' is empty, while others have a name"],
		[{ ...header(text), ...body({ ...text, parameterName: 'a' }) }, "'Header Variable, Variable Name' is empty, while others have a name"],
		[body({ ...text, parameterName: 'a' }, money), "'Body Variable 2, Variable Name' is empty, while others have a name"],
		[
			body({ ...text, parameterName: 'a' }, { ...money, parameterName: 'a' }),
			'\'Body Variable 2, Variable Name\' is "a", the same as that of Body Variable 1',
		],
		[buttons(quickReply(10)), '\'Button Variable 1, Index\' is "10", but a template has buttons 0 to 9'],
		[buttons(quickReply(-1)), '\'Button Variable 1, Index\' is "-1", but a template has buttons 0 to 9'],
		[buttons(quickReply(1), link('1')), "'Button Variable 2, Index' is 1, the same as that of Button Variable 1"],
		[
			{ ...body(code), ...buttons(quickReply(1), link(0)) },
			"'Button Variable 2, Index' is 0, the button that the One-Time Code already fills",
		],
		[buttons({ ...link(0), suffix: '' }), "'Button Variable 1, URL Suffix' is empty"],
		[buttons({ ...quickReply(0), payload: '' }), "'Button Variable 1, Payload' is empty"],
		[buttons({ ...link(0), type: 'copy_code' }), '\'Button Variable 1, Type\' is "copy_code", which isn\'t one of its options'],
	])('refuses %j', (fields, message) => {
		const { message: said, remedy } = refused(fields);
		expect(said).toBe(message);
		expect(remedy).toMatch(/\.$/);
	});
});

describe('amounts of a template', () => {
	const amountOf = (amount: unknown) => {
		const [component] = compose(body({ ...money, amount })).components ?? [];
		const [parameter] = component?.parameters ?? [];
		return parameter?.type === 'currency' ? parameter.currency.amount_1000 : undefined;
	};

	it.each([
		['100.99', 100_990],
		[100.99, 100_990],
		['1.005', 1005],
		[1.005, 1005],
		[8.2, 8200],
		[0.1 + 0.2, 300],
		[1.1 * 3, 3300],
		['0.5', 500],
		['12', 12_000],
		['12.5000', 12_500],
		['-3.25', -3250],
		[0, 0],
		['9007199254740.991', Number.MAX_SAFE_INTEGER],
	])('takes %j as %i thousandths', (amount, thousandths) => {
		expect(amountOf(amount)).toBe(thousandths);
	});

	it.each([
		['', "'Body Variable 1, Amount' is empty"],
		['1,50', "'Body Variable 1, Amount' is \"1,50\", which isn't an amount"],
		['1,000.50', "'Body Variable 1, Amount' is \"1,000.50\", which isn't an amount"],
		['$5', "'Body Variable 1, Amount' is \"$5\", which isn't an amount"],
		[Number.NaN, "'Body Variable 1, Amount' is \"NaN\", which isn't an amount"],
		['1.0005', '\'Body Variable 1, Amount\' is "1.0005", but Plivo accepts up to three decimals'],
		['9007199254740.992', '\'Body Variable 1, Amount\' is "9007199254740.992", which is too large'],
	])('refuses %j', (amount, message) => {
		expect(refused(body({ ...money, amount })).message).toBe(message);
	});

	it('takes a currency in small letters', () => {
		expect(JSON.stringify(compose(body({ ...money, currencyCode: ' eur ' })))).toContain('"currency_code":"EUR"');
	});

	it.each([
		[{ currencyCode: '' }, "'Body Variable 1, Currency Code' is empty"],
		[{ currencyCode: '€' }, "'Body Variable 1, Currency Code' is \"€\", which isn't a currency code"],
		[{ currencyCode: 'EURO' }, "'Body Variable 1, Currency Code' is \"EURO\", which isn't a currency code"],
		[{ fallback: '' }, "'Body Variable 1, Shown As' is empty"],
	])('refuses money with %j', (changes, message) => {
		expect(refused(body({ ...money, ...changes })).message).toBe(message);
	});
});
