import fc from 'fast-check';
import { DateTime } from 'luxon';

import { composeAdditionalFields } from '../../../nodes/Plivo/content/additionalFields';
import { composeMms } from '../../../nodes/Plivo/content/mms/mms';
import { composeSms } from '../../../nodes/Plivo/content/sms/sms';
import { missingValueIn } from '../../../nodes/Plivo/fields/strayText';
import { asText } from '../../../nodes/Plivo/fields/text';
import { composeInteractive } from '../../../nodes/Plivo/content/whatsapp/interactive/interactive';
import { composeLocation } from '../../../nodes/Plivo/content/whatsapp/location';
import { composeMedia } from '../../../nodes/Plivo/content/whatsapp/whatsappMedia';
import { composeHeaderMedia } from '../../../nodes/Plivo/content/whatsapp/template/headerMedia';
import { composeTemplateFields } from '../../../nodes/Plivo/content/whatsapp/template/templateFields';
import { composeTemplateJson } from '../../../nodes/Plivo/content/whatsapp/template/templateJson';
import { composeComponents } from '../../../nodes/Plivo/content/whatsapp/template/templateVariables';
import { composeText } from '../../../nodes/Plivo/content/whatsapp/whatsappText';
import { readQuestion } from '../../../nodes/Plivo/sendAndWait/question';
import { parseWabaId } from '../../../nodes/Plivo/content/whatsapp/template/wabaId';
import { refusal } from '../invalid.mts';

/** Each field whose text is sent, by its label, and what reads it. */
const FIELDS: Record<string, (text: unknown) => unknown> = {
	Text: (text) => composeSms({ text }),
	'Text, of an MMS': (text) => composeMms(of({ text, mediaUrls: 'https://a.example/b.png' })),
	'Media URLs': (mediaUrls) => composeMms(of({ mediaUrls })),
	'Text, of WhatsApp': (text) => composeText(of({ text })),
	Caption: (text) => composeMedia(of({ mediaUrl: 'https://a.example/b.png', text })),
	'Media URL': (mediaUrl) => composeMedia(of({ mediaUrl })),
	Body: (bodyText) => composeInteractive(of({ ...reply, bodyText })),
	Footer: (footerText) => composeInteractive(of({ ...reply, footerText })),
	'Header Text': (headerText) => composeInteractive(of({ ...reply, headerType: 'text', headerText })),
	'Header Media URL': (headerMedia) => composeInteractive(of({ ...reply, headerType: 'media', headerMedia })),
	'Button 1, Title': (title) => composeInteractive(of({ ...reply, replyButtons: { buttons: [{ title }] } })),
	'Button 1, ID': (id) => composeInteractive(of({ ...reply, replyButtons: { buttons: [{ title: 'Yes', id }] } })),
	'Button Title': (ctaTitle) => composeInteractive(of({ ...cta, ctaTitle })),
	'Button URL': (ctaUrl) => composeInteractive(of({ ...cta, ctaUrl })),
	'List Button Title': (listButtonTitle) => composeInteractive(of({ ...list(), listButtonTitle })),
	'Section 1, Title': (title) => composeInteractive(of(list({ title }))),
	'Section 1, Row 1, Title': (title) => composeInteractive(of(list({}, { title }))),
	'Section 1, Row 1, Description': (description) => composeInteractive(of(list({}, { description }))),
	'Place Name': (locationName) => composeLocation(of({ ...place, locationName })),
	Address: (locationAddress) => composeLocation(of({ ...place, locationAddress })),
	'Template Name': (templateName) => composeTemplateFields(of({ templateName, templateLanguage: 'en_US' })),
	'Header: Image URL': (value) => composeHeaderMedia('IMAGE', { 'header.media': value }, 'a'),
	'Header Variable, Text': (text) => composeTemplateFields(of({ ...template, templateHeader: { header: { type: 'text', text } } })),
	'Header Variable, Media URL': (media) => composeTemplateFields(of({ ...template, templateHeader: { header: { type: 'media', media } } })),
	'Body Variable 1, Text': (text) => composeTemplateFields(of(bodyVariable({ type: 'text', text }))),
	'Body Variable 1, Code': (code) => composeTemplateFields(of(bodyVariable({ type: 'one_time_code', code }))),
	'Body Variable 1, Shown As': (fallback) => composeTemplateFields(of(bodyVariable({ type: 'currency', amount: 1, currencyCode: 'EUR', fallback }))),
	'Body Variable 1, Date and Time': (dateTime) => composeTemplateFields(of(bodyVariable({ type: 'date_time', dateTime }))),
	'Button Variable 1, URL Suffix': (suffix) => composeTemplateFields(of({ ...template, templateButtons: { buttons: [{ type: 'url', suffix }] } })),
	'Button Variable 1, Payload': (payload) => composeTemplateFields(of({ ...template, templateButtons: { buttons: [{ type: 'quick_reply', payload }] } })),
	'Template JSON, Component 1, parameters[0].text': (text) =>
		composeTemplateJson(of({ templateJson: { name: 'a', language: 'en', components: [{ type: 'body', parameters: [{ type: 'text', text }] }] } })),
	'{{1}}: Hi {{1}}': (value) =>
		composeComponents({ template_id: '1', name: 'a', language: 'en', status: 'APPROVED', components: [{ type: 'BODY', text: 'Hi {{1}}' }] }, { 'body.1': value }),
	Message: (message) => readQuestion(of({ message })),
	'Status Callback URL': (url) => composeAdditionalFields({ url }),
	'To India: DLT Entity ID': (dlt_entity_id) => composeAdditionalFields({ dlt_entity_id }),
	'To India: DLT Template ID': (dlt_template_id) => composeAdditionalFields({ dlt_template_id }),
	'WhatsApp Business Account ID': (value) => parseWabaId(value),
};

const reply = { interactiveType: 'reply', bodyText: 'Hi', replyButtons: { buttons: [{ title: 'Yes' }] } };
const cta = { interactiveType: 'cta_url', bodyText: 'Hi', ctaTitle: 'Open', ctaUrl: 'https://a.example' };
const place = { latitude: 1, longitude: 2, locationName: 'Shop', locationAddress: 'Street 1' };
const template = { templateName: 'a', templateLanguage: 'en_US' };

function list(section: object = {}, row: object = {}): Record<string, unknown> {
	const rows = { row: [{ title: 'Monday', ...row }] };
	return { interactiveType: 'list', bodyText: 'Hi', listButtonTitle: 'Choose', listSections: { sections: [{ title: 'This week', rows, ...section }] } };
}

function bodyVariable(parameter: object): Record<string, unknown> {
	return { ...template, templateBody: { parameters: [parameter] } };
}

function of(values: Record<string, unknown>) {
	return (name: string) => values[name] ?? '';
}

const STRAY = [
	...['Hi {{ $json.name }}', '{{$json["name"]}}', 'Hi {{name}}', "{{ $('Node').item.json.x }}", 'Hi {{ $json.name }', '{{ {a: 1}.a }}', '{{\n$now\n}}'],
	...['Hi $json.name', "$('Node').first()", '$node["Node"].json.a', 'Hi [object Object]', 'https://a.example/[object Object]', '[object Promise]'],
	...['Hi $json?.name', 'Hi $json?.["name"]', '$now.toFormat("dd.MM.yyyy")', '$today.plus(1)', '$env.NAME', '$items("x")[0]', '$if($json.a, 1, 2)', '$secrets.x', '$parameter.x', '$ifEmpty($json.a, 1)', '$jmespath($json, "a")', '$vars.größe', '$max(1, 2)'],
	...['undefined', 'null', 'NaN', 'Invalid DateTime', 'Invalid Date', ' undefined ', 'a\0b', '\u200B', '\u200B \u2060\u2800', '\u00AD', '1.00716E+18', '1e+21', '1.00716E18', '1,00716e18', '1E+15', '-Infinity'],
	...[NaN, Infinity, -Infinity, 1e21, 1_007_162_345_678_901_234, { a: 1 }, new Date(), new Date(NaN), DateTime.now(), DateTime.invalid('x')],
];

describe.each(Object.entries(FIELDS))('%s', (name, read) => {
	// A part of a template's JSON may be an object.
	it.each(STRAY.filter((value) => typeof value !== 'object' || !name.startsWith('Template JSON')))('refuses %j, with its label and a remedy', (value) => {
		const { message, remedy } = refusal(() => read(value));
		expect(message).toMatch(/^'/);
		expect(message).toContain(name.replace(/, of .*/, '').split(',').at(-1)?.trim().split('[')[0] ?? '');
		expect(remedy).toMatch(/\.$/);
	});
});

describe('a text that was meant', () => {
	it.each(['Hello undefined', 'null and void', 'Price: $5 (or $json)', 'a {b} {{ }} }}', '{"a":{"b":1}}', 'İ ✓ 👨‍👩‍👧 🇮🇳', 'object Object', 'Null', '1e5', 'न\u200Dा', 'nullable', '[object]', '  two\nlines ', 'The data of an item is in $json. It holds all fields.', 'Budget in $vars [see sheet]', 'Was $now? Yes', '$5.00', '$json', '$now', '$env', '$today', 'Infinity', 'INFINITI Infinity', '1e+3', '1E+14', '1.5E14', '5E20', '1e-20'])('%j goes out as it is', (text) => {
		expect(asText(text, 'Text')).toBe(text);
	});

	it.each([[4711, '4711'], [0.5, '0.5'], [9_007_199_254_740_991, '9007199254740991'], [-3, '-3'], [0.0000001, '0.0000001'], [-1.25e-9, '-0.00000000125'], [0.1 + 0.2, '0.3'], [1.005 * 3, '3.015'], [1e20 / 1e20, '1'], [5e-324, `0.${'0'.repeat(323)}5`], [true, 'true'], [1_007_162_345_678_901_234n, '1007162345678901234']])('%s is taken as written', (value, text) => {
		expect(asText(value, 'Text')).toBe(text);
	});

	it.each([
		[1732785464.123456, '1732785464.123456'],
		[99_999_999_999_999.98, '99999999999999.98'],
		[12_345_678_901_234.56, '12345678901234.56'],
		[0.1 + 0.2, '0.3'],
		[4.35 * 100, '435'],
		[1.005 * 1_000, '1005'],
		[0.1 + 0.7, '0.8'],
	])('keeps the digits of a number that was entered, and loses the noise of a calculation: %p', (value, text) => {
		expect(asText(value, 'Text')).toBe(text);
	});

	it.each(['int a[2][2]={{1,2},{3,4}};', 'Thank you {{{hugs}}}', 'Only $5 each $item(s)', 'آية ۝', '۝', '1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'])('may be %j', (text) => {
		expect(asText(text, 'Text')).toBe(text);
	});

	it('is a number in plain digits that give the same number, but for the noise of calculations', () => {
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, max: Number.MAX_SAFE_INTEGER, min: -Number.MAX_SAFE_INTEGER }), (value) => {
				const text = asText(value, 'Text');
				expect(text).toMatch(/^-?\d+(\.\d+)?$/);
				const written = Number(text);
				if (written !== value + 0) {
					expect(written).toBe(Number(value.toPrecision(15)));
					expect(text.length).toBeLessThan(asDigits(value).length - 5);
				}
			}),
		);
	});

	it.each([['Hi 👍'.slice(0, 4), 'Hi '], ['\uDC4D Hi', ' Hi'], ['👍\uD83D👍', '👍👍']])('loses half an emoji: %j', (text, repaired) => {
		expect(asText(text, 'Text')).toBe(repaired);
	});

	it('is empty where it was half an emoji only', () => {
		expect(refusal(() => composeSms({ text: '\uD83D' })).message).toBe("'Text' is empty");
	});

	it('is any text without braces, brackets, dollar signs, and words for nothing', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
				fc.pre(!/[{}[\]$\0]|e\+|undefined|null|NaN|Infinity|Invalid/i.test(text) && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text));
				expect(asText(text, 'Text')).toBe(text);
			}),
		);
	});

	it('is never half a character, whatever it is cut from', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.nat(30), (text, end) => {
				const cut = `x${text.replace(/[{}[\]$\0]/g, '')}`.slice(0, end + 1);
				expect(asText(cut, 'Text')).toBe([...cut].filter((character) => !/^[\uD800-\uDFFF]$/.test(character)).join(''));
			}),
		);
	});
});

describe('what is said', () => {
	it.each<[unknown, string, RegExp]>([
		['Hi {{ $json.name }}!', "'Text' contains \"{{ $json.name }}\", an expression that n8n hasn't filled in", /^Switch the field from Fixed to Expression/],
		['Hi [object Object]', '\'Text\' contains "[object Object]", which is an object turned into text', /^Use one value of the object/],
		['undefined', '\'Text\' is "undefined", which an expression returns when it finds no value', /^Check the expression/],
		[NaN, '\'Text\' is "NaN", which an expression returns when it finds no value', /^Check the expression/],
		['a\0', "'Text' contains an invisible null character, which can't be sent", /^Remove it/],
		['\u200B', "'Text' contains only invisible characters", /^Enter what people should see/],
		[1e21, '\'Text\' is "1e+21", a number that is too long to keep all its digits', /^Read the column as text/],
		[Infinity, '\'Text\' is "Infinity", which an expression returns when it finds no value', /^Check the expression/],
		[new Date(NaN), '\'Text\' is "Invalid DateTime", which an expression returns when it finds no value', /^Check the expression/],
		[DateTime.invalid('x'), '\'Text\' is "Invalid DateTime", which an expression returns when it finds no value', /^Check the expression/],
		[new Date(0), '\'Text\' is "1970-01-01T00:00:00.000Z", a date instead of text', /\.toFormat\('yyyy-MM-dd'\)/],
		[DateTime.fromMillis(0, { zone: 'utc' }), '\'Text\' is "1970-01-01T00:00:00.000Z", a date instead of text', /\.toFormat\('yyyy-MM-dd'\)/],
		[{ a: 1n }, "'Text' is \"{\"a\":\"1\"}\", which isn't text", /^Use one of its values/],
	])('of %j', (value, message, remedy) => {
		const said = refusal(() => asText(value, 'Text'));
		expect(said.message).toBe(message);
		expect(said.remedy).toMatch(remedy);
	});

	it('of a template in JSON names the place, and of one with an expression in it not that it is no JSON', () => {
		const templateJson = '{"name": "a", "language": "en", "components": [{"type": "body", "parameters": [{"type": "text", "text": {{ $json.name }}}]}]}';
		expect(refusal(() => composeTemplateJson(of({ templateJson }))).message).toMatch(/^'Template JSON' contains "\{\{ \$json\.name \}\}/);
		const rounded = '{"name": "a", "language": "en", "components": [{"type": "body", "parameters": [{"type": "text", "text": 1007162345678901234}]}]}';
		expect(refusal(() => composeTemplateJson(of({ templateJson: rounded }))).message).toMatch(/^'Template JSON, Component 1, parameters\[0\]\.text' is "1007162345678901200"/);
	});
});

describe('missingValueIn', () => {
	it.each([['Hello undefined', 'undefined'], ['Hi null,', 'null'], ['on Invalid DateTime', 'Invalid DateTime'], ['(NaN)', 'NaN'], ['https://a.example/undefined/b', 'undefined']])('finds in %j', (text, word) => {
		expect(missingValueIn(text)).toBe(word);
	});

	it.each(['Hello', 'annulled', 'Null', 'undefined_name', 'NaNa', 'nullの'])('finds nothing in %j', (text) => {
		expect(missingValueIn(text)).toBeUndefined();
	});
});

/** With all digits that JavaScript has for it. */
function asDigits(value: number): string {
	const [digits = '', exponent] = String(Math.abs(value)).split('e-');
	return exponent === undefined ? digits : `0.${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`;
}
