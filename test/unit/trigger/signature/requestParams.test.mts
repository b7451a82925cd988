import fc from 'fast-check';

import { readPairs, readParams } from '../../../../nodes/Plivo/trigger/signature/requestParams';

const FORM = 'application/x-www-form-urlencoded';

function post(rawBody: Buffer | string | undefined, contentType = FORM, queryString = '') {
	return readParams({ method: 'POST', contentType, rawBody, queryString });
}

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
		expect(readParams(request)).toEqual({ query: [['Text', 'Hi there']], body: [], object: { Text: 'Hi there' } });
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
		[`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'application/json'],
	])('has no parameters: %.20s as %s', (body, type) => {
		expect(post(body, type, 'b=2')).toEqual({ query: [['b', '2']], body: [], object: { b: '2' } });
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
			const { query, body: pairs } = readParams({ method, contentType, rawBody: body, queryString });
			for (const pair of [...query, ...pairs]) expect(pair.map((one) => typeof one)).toEqual(['string', 'string']);
		}),
	);
});
