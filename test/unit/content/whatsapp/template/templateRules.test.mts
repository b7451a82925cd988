import fc from 'fast-check';

import { composeTemplateFields } from '../../../../../nodes/Plivo/content/whatsapp/template/templateFields';
import { composeTemplateJson } from '../../../../../nodes/Plivo/content/whatsapp/template/templateJson';
import { composeComponents } from '../../../../../nodes/Plivo/content/whatsapp/template/templateVariables';
import { variableReaders } from '../../../../../nodes/Plivo/content/whatsapp/template/variableText';
import { refusal } from '../../../invalid.mts';
import { reading } from '../reading.mts';

const definition = {
	...{ template_id: '1', name: 'sample', language: 'en_US', status: 'APPROVED', category: 'UTILITY' },
	components: [
		{ type: 'HEADER', format: 'TEXT', text: 'For {{1}}' },
		{ type: 'BODY', text: 'Hi {{1}}' },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com/t/{{1}}' }] },
	],
};

interface Texts {
	header: string;
	body: string;
	suffix: string;
}

const good: Texts = { header: 'Ann', body: 'Ann', suffix: 'abc' };

/** A template of a header, a body and a button, with these texts, in each of the three ways to give one. */
const modes = {
	Account({ header, body, suffix }: Texts, fix: boolean): unknown {
		return composeComponents(definition, { 'header.1': header, 'body.1': body, 'button.0.url': suffix }, variableReaders(fix));
	},
	Fields({ header, body, suffix }: Texts, fix: boolean): unknown {
		const values = {
			...{ templateName: 'sample', templateLanguage: 'en_US', 'options.fixLineBreaks': fix },
			templateHeader: { header: { type: 'text', text: header } },
			templateBody: { parameters: [{ type: 'text', text: body }] },
			templateButtons: { buttons: [{ type: 'url', index: 0, suffix }] },
		};
		return composeTemplateFields(reading(values)).template.components;
	},
	JSON({ header, body, suffix }: Texts, fix: boolean): unknown {
		const templateJson = { name: 'sample', language: 'en_US', components: wire({ header, body, suffix }) };
		return composeTemplateJson(reading({ templateJson, 'options.fixLineBreaks': fix })).template.components;
	},
};

function wire({ header, body, suffix }: Texts): unknown {
	return [
		{ type: 'header', parameters: [{ type: 'text', text: header }] },
		{ type: 'body', parameters: [{ type: 'text', text: body }] },
		{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: suffix }] },
	];
}

const breaking = [
	['two\nlines', 'a line break'],
	['two\r\nlines', 'a line break'],
	['two\u2028lines', 'a line break'],
	['two\u0085lines', 'a line break'],
	['a\ttab', 'a tab'],
	['five     spaces', 'more than 4 spaces in a row'],
] as const;

describe.each(Object.entries(modes))('Template From %s', (mode, compose) => {
	const refused = (changes: Partial<Texts>) => refusal(() => compose({ ...good, ...changes }, false));

	if (mode !== 'Account') {
		it.each(['//example.com/a', 'www.example.com/a', 'WWW.example.com'])('refuses %s, as the beginning of the address is not known', (suffix) => {
			expect(refused({ suffix }).message).toMatch(/' is a whole address, and WhatsApp adds it to the address of the template$/);
		});
	}

	it('removes from the end of an address what nobody can see', () => {
		expect(compose({ ...good, suffix: '\ufefftr\u200back\u00ad/1\u200e' }, false)).toEqual(wire({ ...good, suffix: 'track/1' }));
	});

	it.each([
		...['मैं_कोड_ है', 'ที่_นี่_ดี', 'e\u0301_x_', 'é_x_', 'order_id_', '5 * 3 * 2', '^_^ and ^_^', '"*" and "*"', "'*'..'*'", '(*) foo (*)', '[*] a [*]', '-_-  -_-', '*_*', '*, **'],
		...['https://x.com/_a_/b', 'https://x.com/*a*', 'www.x.com/~a~ ~', 'Name: ____ Date: ____', '~50 to ~60', 'A*, B*', '4*-Hotel (4*)', '*', '`', '~~~~', '*.csv and a.*'],
	])('takes %s in a header, which is not formatted', (header) => {
		expect(compose({ ...good, header }, false)).toEqual(wire({ ...good, header }));
	});

	it.each([
		...['*bold*', 'x *bold*', '(*bold*)', '"*bold*"', '*"bold"*', '😀*a*', '❤️*a*', '!*a*!', '_*a*_', '**a**', '```c```', '*3 * 4*', '*मैं*', '_e\u0301_', '*$5*', '*https://x.com/a*', '*https://x.com/_a_* b', 'Rock `n` Roll'],
	])('refuses %s in a header, which is formatted', (header) => {
		expect(refused({ header }).message).toMatch(/' contains formatting \(.*\); WhatsApp doesn't allow it in a header$/);
	});


	it('sends what WhatsApp takes as it is', () => {
		const texts = { ...good, header: '5 * 3', body: 'four    spaces, *bold*, \u00a0\u00a0\u00a0\u00a0\u00a0and 😀' };
		expect(compose(texts, false)).toEqual(wire(texts));
		expect(compose(texts, true)).toEqual(wire(texts));
	});

	it.each(breaking)('refuses %j in a variable', (text, failure) => {
		for (const part of ['header', 'body']) {
			const { message, remedy } = refused({ [part]: text });
			expect(message).toMatch(new RegExp(`^'.*' contains ${failure}; WhatsApp doesn't allow that in a template's variable$`, 's'));
			expect(remedy).toBe('Remove it, or add the option Fix Line Breaks, which turns it into one space.');
		}
	});

	it('makes one space of each run that WhatsApp would not take, and leaves the others', () => {
		const text = 'a \n\t b  c\u0085d     e\u00a0\nf';
		expect(compose({ ...good, header: text, body: text }, true)).toEqual(wire({ ...good, header: 'a b  c d e f', body: 'a b  c d e f' }));
	});

	it('sends with Fix Line Breaks whatever the text, with nothing but whitespace changed', () => {
		const unit = fc.constantFrom('a', 'b', ' ', '  ', '\n', '\r', '\t', '\v', '\u0085', '\u2029', '\u00a0', '😀');
		const text = fc.string({ unit }).map((inner) => `x${inner}x`);
		fc.assert(
			fc.property(text, (body) => {
				const sent = JSON.stringify(compose({ ...good, body }, true));
				expect(sent).not.toMatch(/\\[nrtvf]|[\u0085\u2028\u2029]| {5}/);
				const letters = (value: string) => value.replace(/[\s\u0085]+/g, '');
				expect(letters(sent)).toBe(letters(JSON.stringify(wire({ ...good, body: letters(body) }))));
			}),
		);
	});

	it.each(['*Ann*', 'Hi _Ann_', '~Ann~'])('refuses the formatting of a header: %s', (header) => {
		expect(refused({ header }).message).toMatch(/' contains formatting \(.*\); WhatsApp doesn't allow it in a header$/);
	});

	it.each([
		['https://example.com/t/abc', /is (a|the) whole address/],
		['http://example.com/t/abc', /is (a|the) whole address/],
		['HTTPS://other.example/', /is (a|the) whole address/],
		['a b', /contains a space; WhatsApp doesn't allow one in an address$/],
		['a\nb', /contains a space; WhatsApp doesn't allow one in an address$/],
	])('refuses %j as the end of an address', (suffix, message) => {
		expect(refused({ suffix }).message).toMatch(message);
	});

	it.each(['abc', 'a%20b', 'a/b?c=d', '?id=7', 'https%3A%2F%2Fexample.com', 'http-status', 'größe'])('takes %j as the end of an address', (suffix) => {
		expect(compose({ ...good, suffix }, false)).toEqual(wire({ ...good, suffix }));
	});
});

describe('the end of an address whose beginning is known', () => {
	const refused = (suffix: string, url: string) => {
		const components = [{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url }] }];
		return refusal(() => composeComponents({ ...definition, components }, { 'button.0.url': suffix }));
	};

	it.each([
		['https://www.example.com/t/abc', 'https://example.com/t/'],
		['www.example.com/t/abc', 'https://example.com/t/'],
		['example.com/t/abc', 'https://www.example.com/t/'],
		['//example.com/t/abc', 'https://example.com/t/'],
		['Example.com/other', 'https://example.com/t/'],
		['example.com?id=7', 'https://example.com?id='],
	])('refuses %s behind %s', (suffix, beginning) => {
		expect(refused(suffix, `${beginning}{{1}}`)).toEqual({
			message: expect.stringMatching(/' is the whole address$/),
			remedy: `Enter only its end, without ${beginning} before it.`,
		});
	});

	it.each([
		['example.com', 'https://example.com/track/'],
		['www.example.com', 'https://example.com/track/'],
		['example.com', 'https://www.example.com/track/'],
		['example.com:8080/a', 'https://example.com/track/'],
		['exa\u200bmple.com/track/1', 'https://example.com/track/'],
		['example.com/go?to=shop', 'https://example.com/go?to='],
		['example.com', 'https://example.com/'],
	])('refuses %s behind %s, which repeats it', (suffix, beginning) => {
		expect(refused(suffix, `${beginning}{{1}}`).message).toMatch(/' is the whole address$/);
	});

	it.each([
		['example.com/shop', 'https://example.com/go?to={{1}}'],
		['example.com', 'https://example.com/go?to={{1}}'],
		['shop.example.com/a', 'https://{{1}}'],
		['www.example.com', 'https://{{1}}'],
		['shop', 'https://{{1}}.example.com'],
		['shop', 'https://{{1}}.shop.example/a'],
		['example.com', 'https://shop.{{1}}'],
		['example.community', 'https://example.com/{{1}}'],
		['other.example/a', 'https://example.com/{{1}}'],
		['/a', 'https://example.com{{1}}'],
	])('takes %s in %s', (suffix, url) => {
		const components = [{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url }] }];
		expect(composeComponents({ ...definition, components }, { 'button.0.url': suffix })).toMatchObject([{ parameters: [{ text: suffix }] }]);
	});

	it.each(['http://a.example', 'https://a.example'])('refuses %s even where a host is wanted', (suffix) => {
		expect(refused(suffix, 'https://{{1}}').message).toMatch(/' is a whole address, and WhatsApp adds it/);
	});

	it.each(['/9', '//9'])('refuses %s behind a slash', (suffix) => {
		expect(refused(suffix, 'https://example.com/t/{{1}}')).toEqual({
			message: expect.stringMatching(/' begins with a slash, and https:\/\/example\.com\/t\/ ends with one$/),
			remedy: 'Remove the slash at the beginning.',
		});
	});
});

describe('a one-time code', () => {
	const code = { ...definition, category: 'AUTHENTICATION', components: [{ type: 'BODY', text: '{{1}}' }, { type: 'BUTTONS', buttons: [{ type: 'OTP' }] }] };
	const ways = {
		Account: (value: string) => composeComponents(code, { code: value }),
		'Account, category unknown': (value: string) => composeComponents({ ...code, category: undefined }, { code: value }),
		Fields: (value: string) =>
			composeTemplateFields(
				reading({ templateName: 'sample', templateLanguage: 'en', templateBody: { parameters: [{ type: 'one_time_code', code: value }] } }),
			).template.components,
	};

	it.each(Object.entries(ways))('has 15 characters at most, and no spaces: %s', (_way, compose) => {
		const of = (text: string) => [{ type: 'text', text }];
		expect(compose(' 123456789012345 ')).toEqual([
			{ type: 'body', parameters: of('123456789012345') },
			{ type: 'button', sub_type: 'url', index: '0', parameters: of('123456789012345') },
		]);
		expect(refusal(() => compose('1234567890123456')).message).toMatch(/Code' is 16 characters long; WhatsApp allows 15$/);
		for (const spaced of ['123 456', '123\n456', '123\u00a0456']) {
			expect(refusal(() => compose(spaced))).toEqual({
				message: expect.stringMatching(/Code' contains a space; WhatsApp doesn't allow one in a one-time code$/),
				remedy: 'Remove it.',
			});
		}
	});
});

describe('a text with very many marks', () => {
	it.each(['*', '*a ', ' _a', '*"', '^_', '`a` *'])('is looked at once: %j', (part) => {
		expect(() => composeTemplateFields(reading({ templateName: 'a', templateLanguage: 'en', templateHeader: { header: { type: 'text', text: `x${part.repeat(20_000)}` } } }))).toThrow("'Header Variable, Text'");
	});
});

describe('what people see of an amount or a date', () => {
	const money = { type: 'currency', amount: '1', currencyCode: 'USD', fallback: 'one\ndollar' };
	const fields = (entry: object, fix: boolean) =>
		composeTemplateFields(
			reading({ templateName: 'a', templateLanguage: 'en', templateBody: { parameters: [entry] }, 'options.fixLineBreaks': fix }),
		);
	const json = (parameter: object, fix: boolean) =>
		composeTemplateJson(
			reading({ templateJson: { name: 'a', language: 'en', components: [{ type: 'body', parameters: [parameter] }] }, 'options.fixLineBreaks': fix }),
		);

	it.each([
		['Fields, Currency', (fix: boolean) => fields(money, fix)],
		['Fields, Date and Time', (fix: boolean) => fields({ type: 'date_time', dateTime: 'one\ndollar' }, fix)],
		['JSON, currency', (fix: boolean) => json({ type: 'currency', currency: { fallback_value: 'one\ndollar', currency_code: 'USD', amount_1000: 1000 } }, fix)],
		['JSON, date_time', (fix: boolean) => json({ type: 'date_time', date_time: { fallback_value: 'one\ndollar' } }, fix)],
	])('is a variable too: %s', (_name, compose) => {
		expect(refusal(() => compose(false)).message).toMatch(/contains a line break; WhatsApp doesn't allow/);
		expect(JSON.stringify(compose(true))).toContain('"fallback_value":"one dollar"');
	});
});

it('holds the rules in the cards of a carousel too', () => {
	const card = { card_index: 0, components: [{ type: 'body', parameters: [{ type: 'text', text: 'a\nb' }] }] };
	const templateJson = { name: 'a', language: 'en', components: [{ type: 'carousel', cards: [card] }] };
	expect(refusal(() => composeTemplateJson(reading({ templateJson }))).message).toBe(
		"'Template JSON, Component 1, Card 1, Component 1, Parameter 1, \"text\"' contains a line break; WhatsApp doesn't allow that in a template's variable",
	);
	const fixed = composeTemplateJson(reading({ templateJson, 'options.fixLineBreaks': true }));
	expect(JSON.stringify(fixed)).toBe(JSON.stringify({ template: { ...templateJson } }).replace('a\\nb', 'a b'));
});
