import fc from 'fast-check';

import { readPairs, readParams } from '../../../../nodes/Plivo/webhooks/signature/requestParams';

const FORM = 'application/x-www-form-urlencoded';

function read(request: Parameters<typeof readParams>[0]) {
	const params = readParams(request);
	if (params === 'tooLarge') throw new Error('too large');
	return params;
}

function post(rawBody: Buffer | string | undefined, contentType = FORM, queryString = '') {
	return read({ method: 'POST', contentType, rawBody, queryString });
}

const isTooLarge = (rawBody: string, contentType = 'application/json', queryString = '') =>
	readParams({ method: 'POST', contentType, rawBody, queryString }) === 'tooLarge';

describe('a form', () => {
	it.each([
		[
			'a=1&b=2',
			[
				['a', '1'],
				['b', '2'],
			],
		],
		[
			'b=2&a=1&b=1',
			[
				['b', '2'],
				['a', '1'],
				['b', '1'],
			],
		],
		[
			'a=&b',
			[
				['a', ''],
				['b', ''],
			],
		],
		['&&a=1&', [['a', '1']]],
		['=1', [['', '1']]],
		['a=1=2', [['a', '1=2']]],
		['Text=Hello+from+%C3%BCber%20%2B', [['Text', 'Hello from über +']]],
		['Text=%F0%9F%91%8B', [['Text', '👋']]],
		[
			'Text=100%&b=%zz',
			[
				['Text', '100%'],
				['b', '%zz'],
			],
		],
		['Text=%FF', [['Text', '\uFFFD']]],
		['Button%5BText%5D=Yes', [['Button[Text]', 'Yes']]],
		['\uFEFFFrom=1', [['From', '1']]],
		['?a=1', [['?a', '1']]],
		['', []],
		[undefined, []],
	])('is read: %s', (body, pairs) => {
		expect(post(body).body).toEqual(pairs);
		expect(post(body === undefined ? body : Buffer.from(body)).body).toEqual(pairs);
	});

	it.each([FORM, 'Application/X-WWW-Form-Urlencoded; charset=utf-8', ` ${FORM} ;charset=UTF-8`])(
		'is known by %s',
		(type) => {
			expect(post('a=1', type).body).toEqual([['a', '1']]);
		},
	);

	it('comes back as it was encoded', () => {
		const pairs = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })));
		fc.assert(
			fc.property(pairs, (list) => {
				expect(readPairs(new URLSearchParams(list).toString())).toEqual(list);
			}),
		);
	});
});

describe('the query', () => {
	it('is read beside the body', () => {
		expect(post('a=1', FORM, 'b=2&b=3')).toEqual({
			query: [
				['b', '2'],
				['b', '3'],
			],
			body: [['a', '1']],
			object: { a: '1', b: ['2', '3'] },
		});
	});

	it('is all that a GET has', () => {
		const request = { method: 'get', contentType: FORM, rawBody: 'a=1', queryString: 'Text=Hi+there' };
		expect(read(request)).toEqual({ query: [['Text', 'Hi there']], body: [], object: { Text: 'Hi there' } });
	});

	it('gives way to the body', () => {
		expect(post('From=1&From=2', FORM, 'From=3&To=4').object).toEqual({ From: ['1', '2'], To: '4' });
		expect(post('{"From":1}', 'application/json', 'From=3&To=4').object).toEqual({ From: 1, To: '4' });
	});
});

describe('JSON', () => {
	const json = JSON.stringify({
		Text: 'Hi "you"',
		Units: 1,
		Rate: 0.5,
		Ok: true,
		None: null,
		Tags: ['b', 'a', 1, null],
		Empty: [],
		Button: { Text: 'Yes' },
		Media: [{ url: 'u' }],
	});

	it.each(['application/json', 'application/json; charset=utf-8', 'application/vnd.plivo+json', 'text/plain', ''])(
		'is read, sent as "%s"',
		(type) => {
			const { body, object } = post(json, type);
			expect(body).toEqual([
				['Text', 'Hi "you"'],
				['Units', '1'],
				['Rate', '0.5'],
				['Ok', 'true'],
				['None', ''],
				['Tags', 'b'],
				['Tags', 'a'],
				['Tags', '1'],
				['Tags', ''],
				['Button', '{"Text":"Yes"}'],
				['Media', '[{"url":"u"}]'],
			]);
			expect(object).toEqual(JSON.parse(json));
			expect(post(json, type).json).toEqual(object);
		},
	);

	it('may begin with a byte order mark', () => {
		expect(post('\uFEFF {"a":"1"}', 'application/json').object).toEqual({ a: '1' });
	});
});

describe('anything else', () => {
	it.each([
		['a=1', 'text/plain'],
		['a=1', ''],
		['a=1', 'multipart/form-data; boundary=x'],
		['a=1', 'application/json'],
		['{"a":1', 'application/json'],
		['[{"a":1}]', 'application/json'],
		['"a"', 'application/json'],
		['null', 'application/json'],
	])('has no parameters: %.20s as %s', (body, type) => {
		expect(post(body, type, 'b=2')).toEqual({ query: [['b', '2']], body: [], object: { b: '2' } });
	});
});

describe('what is larger than any call of Plivo is known before it is read:', () => {
	const list = (count: number, value = '1') => `[${Array(count).fill(value).join()}]`;
	const nested = (depth: number, [open, close]: [string, string] = ['[', ']']) => open.repeat(depth) + close.repeat(depth);

	it.each<[string, string, boolean]>([
		['a thousand values of one name', `{"k":${list(1_000)}}`, false],
		['one more', `{"k":${list(1_001)}}`, true],
		['a thousand values at several depths', `{"k":${list(500)},"l":{"m":${list(500)}}}`, false],
		['one more, empty', `{"k":${list(500)},"l":{"m":${list(500)},"n":{}}}`, true],
		['a thousand names', `{${Array.from({ length: 1_000 }, (_, i) => `"${i}":{}`).join()}}`, false],
		['one more', `{${Array.from({ length: 1_001 }, (_, i) => `"${i}":{}`).join()}}`, true],
		['commas, brackets, quotation marks and ampersands in a text', JSON.stringify({ Text: ',[{"&\\'.repeat(20_000) }), false],
		['a long name of many values', `{"${'k'.repeat(600)}":${list(500)}}`, true],
		['a long name of few values', `{"${'k'.repeat(100_000)}":[1,2]}`, false],
		['lists within lists', `{"k":${nested(31)}}`, false],
		['one more', `{"k":${nested(32)}}`, true],
		['as deep as can be', `{"k":${nested(120_000)}}`, true],
		['objects within objects', `{"k":${'{"k":'.repeat(40)}1${'}'.repeat(40)}}`, true],
		['too much, and broken besides', `{"k":${'[1,'.repeat(50_000)}`, true],
		['many lists side by side', `{"k":[${Array(400).fill('[[[1]]]').join()}]}`, false],
	])('%s', (_, body, expected) => {
		expect(isTooLarge(body)).toBe(expected);
		expect(isTooLarge(` \n${body}`, 'text/plain')).toBe(expected);
	});

	it('with what the query has', () => {
		expect(isTooLarge(`{"k":${list(500)}}`, 'application/json', 'a&'.repeat(499))).toBe(false);
		expect(isTooLarge(`{"k":${list(500)}}`, 'application/json', 'a&'.repeat(500))).toBe(true);
		expect(isTooLarge('', 'application/json', 'a&'.repeat(1_000))).toBe(true);
		expect(isTooLarge('a&'.repeat(500), FORM, 'a&'.repeat(499))).toBe(true);
	});

	it('so what is signed is never longer than that', () => {
		const name = fc.string({ maxLength: 2_000 });
		const value = fc.oneof(fc.string({ maxLength: 2_000 }), fc.double(), fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 1_100 }), fc.jsonValue({ maxDepth: 40 }));
		fc.assert(
			fc.property(fc.dictionary(name, value, { maxKeys: 1_100, size: 'large' }), (object) => {
				const params = readParams({ method: 'POST', contentType: 'application/json', rawBody: JSON.stringify(object), queryString: '' });
				if (params === 'tooLarge') return;
				expect(params.body.length).toBeLessThanOrEqual(1_000);
				expect(params.body.reduce((sum, [key, text]) => sum + key.length + text.length, 0)).toBeLessThanOrEqual(256 * 1024);
			}),
			{ numRuns: 40 },
		);
	});
});

describe('__proto__', () => {
	it.each([
		['__proto__=1&__proto__[polluted]=1&constructor=2&a=3', FORM],
		['{"__proto__":{"polluted":1},"constructor":"2","a":{"__proto__":{"polluted":1},"b":3}}', 'application/json'],
	])('is harmless: %s', (body, type) => {
		const { object } = post(body, type, '__proto__=1');
		expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
		expect(Object.hasOwn(object, '__proto__')).toBe(false);
		const copy: Record<string, unknown> = {};
		for (const [key, value] of Object.entries(object)) copy[key] = value;
		expect('polluted' in copy || 'polluted' in {}).toBe(false);
		expect(JSON.stringify(object)).not.toContain('"__proto__"');
	});

	it('is signed like any other key', () => {
		expect(post('__proto__=1').body).toEqual([['__proto__', '1']]);
	});
});

it('never throws', () => {
	const text = fc.string({ unit: 'binary' });
	const type = fc.oneof(fc.constantFrom(FORM, 'application/json', ''), text);
	const rawBody = fc.oneof(
		text,
		fc.json(),
		fc.uint8Array().map((bytes) => Buffer.from(bytes)),
	);
	fc.assert(
		fc.property(text, type, rawBody, text, (method, contentType, body, queryString) => {
			const { query, body: pairs } = read({ method, contentType, rawBody: body, queryString });
			for (const pair of [...query, ...pairs]) expect(pair.map((one) => typeof one)).toEqual(['string', 'string']);
		}),
	);
});
