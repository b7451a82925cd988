import fc from 'fast-check';

import { jsonSyntaxError } from '../../../../../nodes/Plivo/fields/jsonSyntax';
import { composeTemplateJson } from '../../../../../nodes/Plivo/content/whatsapp/template/templateJson';
import { refusal } from '../../../invalid.mts';
import { reading } from '../reading.mts';

const template = {
	name: 'tmpl',
	language: 'en_US',
	components: [
		{ type: 'header', parameters: [{ type: 'media', media: 'https://xyz.com/img.jpg' }] },
		{ type: 'body', parameters: [{ type: 'text', text: 'A' }] },
		{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'suffix' }] },
	],
};

const compose = (templateJson: unknown) => composeTemplateJson(reading({ templateJson }));
const refused = (templateJson: unknown) => refusal(() => compose(templateJson));
const withComponents = (...components: unknown[]) => ({ ...template, components });
const button = { type: 'button', sub_type: 'url', index: '0', parameters: [] };

describe('composeTemplateJson', () => {
	it('takes text, and an object from an expression', () => {
		expect(compose(JSON.stringify(template, null, 2))).toEqual({ template });
		expect(compose(template)).toEqual({ template });
		expect(compose({ name: 'tmpl', language: 'en' })).toEqual({ template: { name: 'tmpl', language: 'en' } });
	});

	it('passes on what it does not know', () => {
		const carousel = {
			name: 'tmpl',
			language: 'en_US',
			components: [
				{ type: 'carousel', cards: [{ card_index: 0, components: [{ type: 'body', parameters: [] }] }] },
				{ type: 'body', parameters: [{ type: 'text', text: 'A', parameter_name: 'n', more: 1 }], other: true },
			],
			more: { a: null },
		};
		expect(compose(JSON.stringify(carousel))).toEqual({ template: carousel });
	});

	it.each(['', '  \n', undefined, null])('refuses %j as empty', (value) => {
		expect(refused(value)).toEqual({
			message: "'Template JSON' is empty",
			remedy: 'Write an object such as {"name": "order_shipped", "language": "en_US"}.',
		});
	});

	it.each([
		['[]', '[]'],
		['"tmpl"', 'tmpl'],
		['null', 'null'],
		[7, '7'],
		[[template.name], '["tmpl"]'],
	])("refuses %j, which isn't an object", (value, shown) => {
		expect(refused(value)).toEqual({
			message: `'Template JSON' is "${shown}", which isn't an object`,
			remedy: 'Write one such as {"name": "order_shipped", "language": "en_US"}.',
		});
	});

	it.each([
		['{\n  "name": "a"\n  "language": "en"\n}', 'isn\'t valid JSON: line 3, column 3 can\'t continue with ""language": "en" }"'],
		['{"name": "a",}', 'isn\'t valid JSON: line 1, column 14 can\'t continue with "}"'],
		['{"name": "a"', "isn't complete JSON: it ends too early, at line 1, column 13"],
		['{"name": "two\nlines"}', 'isn\'t valid JSON: line 1, column 10 can\'t continue with ""two lines"}"'],
		["{'name': 'a'}", "isn't valid JSON: line 1, column 2 can't continue with \"'name': 'a'}\""],
		['order_shipped', 'isn\'t valid JSON: line 1, column 1 can\'t continue with "order_shipped"'],
		['{"name": undefined}', 'isn\'t valid JSON: line 1, column 10 can\'t continue with "undefined}"'],
	])('says where %j stops being JSON', (value, failure) => {
		expect(refused(value)).toEqual({
			message: `'Template JSON' ${failure}`,
			remedy:
				"Check the quotes, commas and brackets there. For text from an expression, leave out the quotes around it and write {{ JSON.stringify($json.name) }}, or {{ JSON.stringify('Hi ' + $json.name) }}.",
		});
	});

	it.each([
		[{ language: 'en' }, '\'Template JSON\' has nothing as "name"', 'Enter the name of an approved template.'],
		[{ name: '', language: 'en' }, '\'Template JSON\' has nothing as "name"', 'Enter the name of an approved template.'],
		[{ name: 7, language: 'en' }, '\'Template JSON\' has "7" as "name"', 'Enter the name of an approved template.'],
		[{ template }, '\'Template JSON\' has the template under "template"', 'Keep only what is inside it.'],
		[{ name: 'a' }, '\'Template JSON\' has nothing as "language"', 'Write for example "language": "en_US".'],
		[
			{ name: 'a', language: { code: 'en_US' } },
			"'Template JSON' has an object as \"language\", which is Meta's format",
			'Write "language": "en_US".',
		],
		[
			{ name: 'a', language: 'en-GB' },
			'\'Template JSON, "language"\' is "en-GB", which isn\'t a WhatsApp language code',
			'Write it as en_GB.',
		],
		[
			{ name: 'a', language: 'en', components: {} },
			'\'Template JSON\' has "{}" as "components", which isn\'t a list',
			'Put the components in square brackets: "components": [ … ].',
		],
		[
			withComponents(button, 'body'),
			"'Template JSON, Component 2' is \"body\", which isn't an object",
			'Write it as { "type": …, "parameters": [ … ] }.',
		],
		[
			withComponents({ parameters: [] }),
			'\'Template JSON, Component 1\' has nothing as "type"',
			'Use "header", "body", or "button".',
		],
		[
			withComponents({ type: 'body', parameters: { type: 'text' } }),
			'\'Template JSON, Component 1\' has "{"type":"text"}" as "parameters", which isn\'t a list',
			'Put the parameters in square brackets: "parameters": [ … ]. Leave out components without parameters.',
		],
		[
			withComponents({ ...button, sub_type: undefined }),
			'\'Template JSON, Component 1\' has nothing as "sub_type"',
			'Use "url" or "quick_reply".',
		],
		[
			withComponents(button, { ...button, index: 1 }),
			'\'Template JSON, Component 2\' has "1" as "index"',
			'Use text: "0" for the first button, "1" for the second, up to "9".',
		],
		[
			withComponents({ ...button, index: '10' }),
			'\'Template JSON, Component 1\' has "10" as "index"',
			'Use text: "0" for the first button, "1" for the second, up to "9".',
		],
		[
			withComponents({ type: 'header', parameters: [{ type: 'image', image: { link: 'https://xyz.com/i.jpg' } }] }),
			'\'Template JSON, Component 1, Parameter 1\' has a file of "type": "image", which is Meta\'s format',
			'Write { "type": "media", "media": "https://xyz.com/i.jpg" }.',
		],
		[
			withComponents({ type: 'header', parameters: [{ type: 'DOCUMENT', document: { id: '7' } }] }),
			"'Template JSON, Component 1, Parameter 1' has a file with an \"id\" from Meta, which Plivo can't read",
			'Put the file where anyone can download it from the web, and write { "type": "media", "media": "https://…" }.',
		],
		[
			withComponents({ type: 'header', parameters: [{ type: 'media', media: { link: 'https://xyz.com/i.jpg' } }] }),
			'\'Template JSON, Component 1, Parameter 1\' has a file of "type": "media", which is Meta\'s format',
			'Write { "type": "media", "media": "https://xyz.com/i.jpg" }.',
		],
		...['HEADER', 'Body', 'BUTTON'].map((type): [unknown, string, string] => [
			withComponents({ ...button, type }),
			`'Template JSON, Component 1' has "${type}" as "type"`,
			`Write it in lowercase: "type": "${type.toLowerCase()}".`,
		]),
		[
			withComponents({ type: 'FOOTER', text: 'Bye' }),
			'\'Template JSON, Component 1\' has "FOOTER" as "type"',
			'Remove this component: a footer takes no values.',
		],
		[
			withComponents({ type: 'BUTTONS', buttons: [] }),
			'\'Template JSON, Component 1\' has "BUTTONS" as "type", as in Meta\'s template definitions',
			'Write a component of "type": "button" for each button that takes a value.',
		],
		[
			withComponents({ type: 'body', text: 'Hi {{1}}' }),
			"'Template JSON, Component 1' has nothing as \"parameters\", which isn't a list",
			'Put the parameters in square brackets: "parameters": [ … ]. Leave out components without parameters.',
		],
		[
			withComponents({ ...button, sub_type: 'QUICK_REPLY' }),
			'\'Template JSON, Component 1\' has "QUICK_REPLY" as "sub_type"',
			'Write it in lowercase: "sub_type": "quick_reply".',
		],
		[
			withComponents({ type: 'body', parameters: [{ type: 'TEXT', text: 'A' }] }),
			'\'Template JSON, Component 1, Parameter 1\' has "TEXT" as "type"',
			'Write it in lowercase: "type": "text".',
		],
		[
			withComponents({ type: 'body', parameters: [{ type: 'text', text: 'A' }, { type: 'text', text: 4711 }] }),
			'\'Template JSON, Component 1, Parameter 2\' has the number 4711 as "text"',
			'Write it as text, in quotes: "text": "4711".',
		],
		[
			withComponents({ ...button, parameters: [{ type: 'payload', payload: 7 }] }),
			'\'Template JSON, Component 1, Parameter 1\' has the number 7 as "payload"',
			'Write it as text, in quotes: "payload": "7".',
		],
		[
			withComponents({ type: 'header', parameters: [{ type: 'location', location: { latitude: 1.5, longitude: '2' } }] }),
			'\'Template JSON, Component 1, Parameter 1\' has the number 1.5 as "latitude"',
			'Write it as text, in quotes: "latitude": "1.5".',
		],
		[
			withComponents({ type: 'body', parameters: [{ type: 'currency', currency: { fallback_value: '$1', code: 'USD', amount_1000: 1000 } }] }),
			'\'Template JSON, Component 1, Parameter 1\' has "code" in its "currency", which is Meta\'s format',
			'Write "currency_code": "USD".',
		],
		[
			withComponents({ type: 'body', parameters: [{ type: 'text' }] }),
			'\'Template JSON, Component 1, Parameter 1\' has nothing as "text"',
			'Use text in quotes: "text": "…".',
		],
		[
			withComponents({ type: 'body', parameters: [{ text: 'A' }] }),
			'\'Template JSON, Component 1, Parameter 1\' has nothing as "type"',
			'Add one, for example "text", "media", or "payload".',
		],
		[
			withComponents({ type: 'body', parameters: ['A'] }),
			"'Template JSON, Component 1, Parameter 1' is \"A\", which isn't an object",
			'Write it as { "type": "text", "text": … }.',
		],
	])('refuses %j', (value, message, remedy) => {
		expect(refused(value)).toEqual({ message, remedy });
	});
});

describe('jsonSyntaxError', () => {
	it('finds none where JSON.parse finds none', () => {
		fc.assert(
			fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
				expect(jsonSyntaxError(json)).toBeUndefined();
				expect(jsonSyntaxError(JSON.stringify(JSON.parse(json), null, indent))).toBeUndefined();
			}),
		);
	});

	it('finds one exactly where JSON.parse does, whatever is cut out or put in', () => {
		const put = fc.constantFrom('', ',', '"', '}', ']', '{', '0', '-', 'e', '\\', '\n', '\u0000', '.', ' ', ':');
		const change = fc.record({ at: fc.nat(60), cut: fc.nat(3), put });
		fc.assert(
			fc.property(fc.json(), change, (json, { at, cut, put }) => {
				const text = json.slice(0, at) + put + json.slice(at + cut);
				const failure = jsonSyntaxError(text);
				// A key that stands twice is the only thing that JSON takes and this doesn't.
				if (failure?.repeatedKey === undefined) expect(failure === undefined).toBe(parses(text));
			}),
			{ numRuns: 2000 },
		);
	});

	it('finds each key that stands twice in one object, which JSON.parse would drop', () => {
		const name = fc.constantFrom('a', 'b', 'c', '\\u0061', '__proto__');
		const object = fc.array(fc.tuple(name, fc.constantFrom('1', '{}', '{"a":1}', '[{"b":1},{"b":2}]')), { maxLength: 4 });
		fc.assert(
			fc.property(object, (members) => {
				const text = `{${members.map(([key, value]) => `"${key}":${value}`).join(', ')}}`;
				const keys = members.map(([key]) => JSON.parse(`"${key}"`) as string);
				const again = keys.find((key, i) => keys.indexOf(key) !== i);
				expect(jsonSyntaxError(text)?.repeatedKey).toBe(again);
			}),
		);
	});

	it('ends at a depth that no message has', () => {
		expect(jsonSyntaxError(`${'['.repeat(99)}1${']'.repeat(99)}`)).toBeUndefined();
		expect(jsonSyntaxError('['.repeat(100_000))).toMatchObject({ line: 1, column: 101 });
	});
});

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('the names of variables', () => {
	const name = (parameter_name?: unknown) => ({ type: 'text', ...(parameter_name !== undefined && { parameter_name }), text: 'x' });
	const names = (inHeader: object[], inBody: object[]) =>
		withComponents({ type: 'header', parameters: inHeader }, { type: 'body', parameters: inBody });
	const file = { type: 'media', media: 'https://x/i.jpg' };

	it.each([
		['all', names([name('a')], [name('a'), name('b')])],
		['none', names([name()], [name(), name()])],
		['those beside a file', names([file], [name('a')])],
	])('%s may be there', (_which, template) => {
		expect(compose(template)).toEqual({ template });
	});

	it('lose what nobody can see', () => {
		expect(compose(names([file], [name('user\u200B')]))).toEqual({ template: names([file], [name('user')]) });
	});

	it.each([
		[names([name('a')], [name()]), "'Template JSON, Component 2, Parameter 1, Variable Name' is empty, while others have a name"],
		[names([name()], [name('a')]), "'Template JSON, Component 1, Parameter 1, Variable Name' is empty, while others have a name"],
		[names([file], [name('a'), name('a')]), '\'Template JSON, Component 2, Parameter 2, Variable Name\' is "a", the same as that of Template JSON, Component 2, Parameter 1'],
		[names([file], [name('1')]), '\'Template JSON, Component 2, Parameter 1, Variable Name\' is "1", which is the position of a variable, not its name'],
	])('are refused: %j', (template, message) => {
		expect(refused(template).message).toBe(message);
	});
});

it('takes null for components, and types that JavaScript knows', () => {
	expect(compose({ name: 'a', language: 'en', components: null })).toEqual({ template: { name: 'a', language: 'en' } });
	const odd = withComponents({ type: 'body', parameters: [{ type: 'constructor' }] });
	expect(compose(odd)).toEqual({ template: odd });
	expect(refused({ name: 'a', language: { code: 'en-US' } }).remedy).toBe('Write "language": "en_US".');
});

describe('what a parameter holds', () => {
	const of = (parameter: object, component: object = { type: 'header' }) => withComponents({ ...component, parameters: [parameter] });
	const money = (amount_1000: unknown) => of({ type: 'currency', currency: { fallback_value: '$1', currency_code: 'USD', amount_1000 } }, { type: 'body' });
	const place = (changes: object) => of({ type: 'location', location: { latitude: '1.5', longitude: '-2', name: 'Shop', address: 'Street 1', ...changes } });
	const LABEL = 'Template JSON, Component 1, Parameter 1';

	it.each(['1000', '100.99', 1.5, undefined, null, '', [1], 1000n])('refuses %p as "amount_1000"', (amount) => {
		expect(refused(money(amount))).toEqual({
			message: expect.stringMatching(/^'Template JSON, Component 1, Parameter 1' has .* as "amount_1000", which isn't a whole number$/),
			remedy: 'Write the amount times 1,000, without quotes or a decimal point: "amount_1000": 100990 for 100.99.',
		});
	});

	it.each([0, 100_990, -5])('takes %p as "amount_1000"', (amount) => {
		expect(compose(money(amount))).toEqual({ template: money(amount) });
	});

	it.each<[object, string]>([
		[{ latitude: undefined }, `'${LABEL}, "latitude"' is empty`],
		[{ longitude: '' }, `'${LABEL}, "longitude"' is empty`],
		[{ latitude: '1,5' }, `'${LABEL}, "latitude"' is "1,5", with a comma as the decimal separator`],
		[{ latitude: 'north' }, `'${LABEL}, "latitude"' is "north", which isn't a number of degrees`],
		[{ longitude: '181' }, `'${LABEL}, "longitude"' is "181", but must be from -180 to 180`],
	])('refuses a place of %j', (changes, message) => {
		expect(refused(place(changes)).message).toBe(message);
	});

	it('takes a place, and writes its degrees as the fields do', () => {
		expect(compose(place({}))).toEqual({ template: place({}) });
		expect(compose(place({ latitude: ' +.5 ' }))).toEqual({ template: place({ latitude: '0.5' }) });
		expect(refused(of({ type: 'location', location: '1.5, -2' })).message).toBe(`'${LABEL}' has "1.5, -2" as "location", which isn't an object`);
		expect(refused(of({ type: 'location' })).message).toBe(`'${LABEL}' has nothing as "location", which isn't an object`);
	});

	it.each(['not a url', 'a.jpg', 'ftp://a.example/b', 'https://a.example/1.jpg https://b.example/2.jpg'])('refuses %s as a file', (media) => {
		expect(refused(of({ type: 'media', media })).message).toMatch(/^'Template JSON, Component 1, Parameter 1, "media"' /);
	});

	it.each([
		['https://a.example/a b.jpg', 'https://a.example/a%20b.jpg'],
		[' https://a.example/b.jpg\u200b', 'https://a.example/b.jpg'],
	])('encodes what an address may not hold: %j', (media, sent) => {
		expect(compose(of({ type: 'media', media }))).toEqual({ template: of({ type: 'media', media: sent }) });
	});
});
