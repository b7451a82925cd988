import fc from 'fast-check';
import { validateSignature, validateV3Signature } from 'plivo';

import type { Params } from '../../../../nodes/Plivo/webhooks/signature/requestParams';
import { readPairs } from '../../../../nodes/Plivo/webhooks/signature/requestParams';
import { provenBy, type SignedRequest, signV2, signV3 } from '../../../../nodes/Plivo/webhooks/signature/signature';

const TOKEN = 'Y2Q2ZDgxZmY5YWRiOTI5YmQ1Njg0MTAxZWIyOTc4';
const HOOK = 'https://n8n.example.com/webhook/abc/webhook';
const OTHER_HOOK = 'https://n8n.example.com/webhook/abc';
const INBOUND: Params = [
	['From', '14155551234'],
	['To', '14157654321'],
	['Text', 'Hello from Plivo! ünïcode ✓ & = +'],
	['Type', 'sms'],
	['MessageUUID', 'db3ce55a-7f1d-11e1-8ea7-1231380bc196'],
	['Units', '1'],
	['TotalRate', '0.00000'],
	['TotalAmount', '0.00000'],
	['MessageIntent', ''],
];
const REPEATED: Params = [
	['A', '2'],
	['A', '1'],
	['B', 'x'],
];
const V2_NONCE = '05429567804466091622';
const V3_NONCE = '31627761595286130198';

/** Which schemes prove a request. */
function proven(asked: SignedRequest, token: string): string[] {
	return Object.entries(provenBy(asked, token)).flatMap(([scheme, proof]) => (proof === undefined ? [] : [scheme]));
}

function request(part: Partial<SignedRequest>): SignedRequest {
	return { method: 'POST', url: HOOK, query: [], body: [], headers: {}, ...part };
}

/** What arrives when Plivo calls a URL of its own query: n8n hands over the URL without it. */
function called(method: string, url: string, params: Params): SignedRequest {
	const [base = '', search = ''] = url.split('?');
	const query = readPairs(search);
	return request({
		method,
		url: base,
		query: method === 'GET' ? [...query, ...params] : query,
		body: method === 'GET' ? [] : params,
	});
}

function v3(signature: string, nonce = V3_NONCE) {
	return { 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': nonce };
}

function v2(signature: string, nonce = V2_NONCE) {
	return { 'x-plivo-signature-v2': signature, 'x-plivo-signature-v2-nonce': nonce };
}

// Both the official Node and the official Python SDK accept these.
const V2_VECTORS: Array<[url: string, nonce: string, token: string, signature: string]> = [
	[HOOK, V2_NONCE, TOKEN, 'F3dV+Ncnr6gauFaWkYLe3+JY1S0pYoQrNjVWEKq8I0o='],
	[`${HOOK}?x=1`, V2_NONCE, TOKEN, 'F3dV+Ncnr6gauFaWkYLe3+JY1S0pYoQrNjVWEKq8I0o='],
	['https://n8n.example.com:8443/webhook/abc', V2_NONCE, TOKEN, 'WRWMMM9Ha27xFCwBP/MqJpOc/fpoL8kY7IcLQ80fxcY='],
	['http://n8n.example.com/webhook/abc/', V2_NONCE, TOKEN, 'uiENfN/EwVEKwyOL7V92MwjLfyw0gXEMOUgv1/Uy8Cw='],
	['https://n8n.example.com/webhook/a%20b', V2_NONCE, TOKEN, 'W+fv31ivV/L/LDeiyuKW4zCoreZFMw7DDTp7lbPv13I='],
	['https://answer.url', '12345', 'my_auth_token', 'ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc='],
	['https://answer.url/', V2_NONCE, TOKEN, signV2('https://answer.url/', V2_NONCE, TOKEN)],
];

const V3_VECTORS: Array<[method: string, url: string, params: Params, signature: string]> = [
	['POST', HOOK, INBOUND, 'iCTf3t1PbqePjRF9m1C5uFe/ckknBQgQUj5xOpmNrGw='],
	['POST', `${HOOK}?b=2&a=1%202`, INBOUND, 'IeMQ/kC/NvRyvnAxvSd3CsOaPMzFQhYt+leKxTZMri4='],
	['POST', HOOK, [], '6Se41AbUWMoTEqjqBhQwwYBijlkicjxl+0dNPMlhZq0='],
	['POST', `${HOOK}?a=1`, [], '0pwwYeB03fPIKv8OsSdYS48CHbgoZwD/ZcOvSY124zI='],
	['GET', HOOK, INBOUND, 'T3U50Y3MKzdcLAnw01Dvz/EL7dmPW9GT4n0WRrdB2Uk='],
	['GET', `${HOOK}?a=1`, INBOUND, 'PS0IoX59bLicEKf9eJaBIjiMs4XuJ8qjrlcENwOau3w='],
	[
		'POST',
		'https://n8n.example.com:8443/webhook/abc',
		[
			['From', '1'],
			['To', '2'],
		],
		'X+FfjMHAVte3ba0Rb3w7pl2TeJC9SUdE1qGrFjyy13s=',
	],
	['POST', OTHER_HOOK, REPEATED, 'bKH1jGbTOsobOhEh9kApxn2T0xGk9TPGFgOVI93h9Z8='],
];

describe('V2', () => {
	it.each(V2_VECTORS)('proves %s', (url, nonce, token, signature) => {
		expect(proven(request({ url, headers: v2(signature, nonce) }), token)).toEqual(['V2']);
		expect(validateSignature(url, nonce, signature, token)).toBe(true);
	});

	it('does not take a host with and without a slash for the same', () => {
		expect(signV2('https://answer.url/', V2_NONCE, TOKEN)).not.toBe(signV2('https://answer.url', V2_NONCE, TOKEN));
	});

	it('proves whatever the body and the query say', () => {
		const headers = v2(signV2(HOOK, V2_NONCE, TOKEN));
		expect(proven(request({ body: INBOUND, query: [['a', '1']], headers }), TOKEN)).toEqual(['V2']);
	});
});

describe('V3', () => {
	it.each(V3_VECTORS)('proves %s %s', (method, url, params, signature) => {
		expect(proven({ ...called(method, url, params), headers: v3(signature) }, TOKEN)).toEqual(['V3']);
		// the query may as well be part of the URL that was registered
		const whole = request({ method, url, body: method === 'GET' ? [] : params, query: method === 'GET' ? params : [] });
		expect(proven({ ...whole, headers: v3(signature) }, TOKEN)).toEqual(['V3']);
	});

	it.each<[string, Partial<SignedRequest>]>([
		['another text', { body: [...INBOUND.slice(1), ['From', '14155551235']] }],
		['a parameter more', { body: [...INBOUND, ['Media0', 'https://example.com']] }],
		['an empty parameter more', { body: [...INBOUND, ['X', '']] }],
		['an empty parameter less', { body: INBOUND.slice(0, -1) }],
		['a query', { query: [['a', '1']] }],
		['another address', { url: `${HOOK}/` }],
		['another scheme', { url: HOOK.replace('https', 'http') }],
		['a port', { url: HOOK.replace('.com', '.com:443') }],
		['another method', { method: 'GET' }],
		['a method of which nothing is known', { method: 'PUT' }],
	])('refuses %s', (_, change) => {
		const headers = v3('iCTf3t1PbqePjRF9m1C5uFe/ckknBQgQUj5xOpmNrGw=');
		expect(proven(request({ body: INBOUND, headers }), TOKEN)).toEqual(['V3']);
		expect(proven(request({ body: INBOUND, headers, ...change }), TOKEN)).toEqual([]);
	});

	it('sorts by key first, also when one key is the beginning of another', () => {
		const body: Params = [
			['AB', '1'],
			['A', 'C'],
		];
		const signature = signV3(request({ body }), V3_NONCE, TOKEN);
		expect(validateV3Signature('POST', HOOK, V3_NONCE, TOKEN, signature, { AB: '1', A: 'C' })).toBe(true);
	});

	it('cuts a fragment off', () => {
		const plain = signV3(request({ url: `${HOOK}?a=1` }), V3_NONCE, TOKEN);
		expect(signV3(request({ url: `${HOOK}?a=1#b?c=2` }), V3_NONCE, TOKEN)).toBe(plain);
	});

	it('does not care how the method is written', () => {
		const get = request({ query: [['a', '1']], body: [['b', '2']] });
		expect(signV3({ ...get, method: 'get' }, V3_NONCE, TOKEN)).toBe(signV3({ ...get, method: 'GET' }, V3_NONCE, TOKEN));
	});
});

describe('the headers', () => {
	const right = signV3(request({ body: INBOUND }), V3_NONCE, TOKEN);
	const rightV2 = signV2(HOOK, V2_NONCE, TOKEN);
	const wrong = signV3(request({ body: INBOUND }), V3_NONCE, 'another token');
	const verify = (headers: SignedRequest['headers'], token = TOKEN) =>
		proven(request({ body: INBOUND, headers }), token);
	const nonce = { 'x-plivo-signature-v3-nonce': V3_NONCE };

	it.each<[string, SignedRequest['headers']]>([
		['the plain header', v3(right)],
		['the Ma header', { ...nonce, 'x-plivo-signature-ma-v3': right }],
		['the Ma header beside a plain one of another token', { ...v3(wrong), 'x-plivo-signature-ma-v3': right }],
		['the plain header beside a Ma one of another token', { ...v3(right), 'x-plivo-signature-ma-v3': wrong }],
		['the second of a list', v3(`${wrong},${right}`)],
		['one of a list with blanks and gaps', v3(` , ${wrong} ,, ${right} , `)],
		['the tenth of a list', v3([...Array<string>(9).fill(wrong), right].join())],
		['a header that came twice', { ...nonce, 'x-plivo-signature-v3': [wrong, right] }],
		['names in capitals', { 'X-PLIVO-SIGNATURE-V3': right, 'X-Plivo-Signature-V3-Nonce': V3_NONCE }],
		['a nonce in an array', { 'x-plivo-signature-v3': right, 'x-plivo-signature-v3-nonce': [V3_NONCE] }],
		['a nonce with blanks', v3(right, ` ${V3_NONCE} `)],
		['V3 beside a V2 that fails', { ...v3(right), ...v2('nonsense') }],
	])('takes %s', (_, headers) => {
		expect(verify(headers)).toEqual(['V3']);
	});

	it.each<[string, SignedRequest['headers']]>([
		['the plain header', v2(rightV2)],
		['the Ma header', { 'x-plivo-signature-ma-v2': rightV2, 'x-plivo-signature-v2-nonce': V2_NONCE }],
		['the second of a list', v2(`${wrong}, ${rightV2}`)],
		['headers of V3 without a value', { ...v2(rightV2), 'x-plivo-signature-v3': undefined }],
		['a request whose V3 fails', { ...v2(rightV2), ...v3(wrong) }],
		['a request whose V3 is empty', { ...v2(rightV2), 'x-plivo-signature-v3': '' }],
		['a request whose Ma-V3 fails', { ...v2(rightV2), ...nonce, 'x-plivo-signature-ma-v3': wrong }],
		['a request with nothing of V3 but its nonce', { ...v2(rightV2), ...nonce }],
	])('takes V2 in %s', (_, headers) => {
		expect(verify(headers)).toEqual(['V2']);
	});

	it.each<[string, SignedRequest['headers']]>([
		['no headers', {}],
		['no nonce', { 'x-plivo-signature-v3': right }],
		['an empty nonce', v3(signV3(request({ body: INBOUND }), '', TOKEN), '')],
		['a blank nonce', v3(signV3(request({ body: INBOUND }), ' ', TOKEN), ' ')],
		['another nonce', v3(right, '1')],
		['two nonces', { 'x-plivo-signature-v3': right, 'x-plivo-signature-v3-nonce': [V3_NONCE, V3_NONCE] }],
		['the nonce of the other scheme', { 'x-plivo-signature-v3': right, 'x-plivo-signature-v2-nonce': V3_NONCE }],
		['an empty signature', v3('')],
		['nothing but commas', v3(',,')],
		['the signature of another token', v3(wrong)],
		['the beginning of the signature', v3(right.slice(0, -1))],
		['the eleventh of a list', v3([...Array<string>(10).fill(wrong), right].join())],
		['the last of thousands', v3([...Array<string>(300).fill('x'), right].join())],
		['as many characters, of which some have several bytes', v3(`ü${right.slice(1)}`)],
		['the signature and more', v3(`${right}=`)],
		['the signature for base64 of URLs', v3(right.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''))],
		['the signature in small letters', v3(right.toLowerCase())],
		['the signature of V2 as one of V3', v3(signV2(HOOK, V3_NONCE, TOKEN))],
		['the signature of V3 as one of V2', v2(signV3(request({ body: INBOUND }), V2_NONCE, TOKEN))],
		['a nonce that begins with the end of a longer address', v2(signV2(`${OTHER_HOOK}/webhook`, '1', TOKEN), 'webhook1')],
		['a nonce that is too long', v3(signV3(request({ body: INBOUND }), '1'.repeat(129), TOKEN), '1'.repeat(129))],
		['the first scheme of all', { 'x-plivo-signature': rightV2, 'x-plivo-signature-nonce': V2_NONCE }],
	])('refuses %s', (_, headers) => {
		expect(verify(headers)).toEqual([]);
	});

	it('of both schemes prove each on its own', () => {
		expect(verify({ ...v3(right), ...v2(rightV2) })).toEqual(['V3', 'V2']);
	});

	it('prove a request by V2 for no shorter address, and by no signature of V3, whatever is taken for the nonce', () => {
		const longer = signV2(`${HOOK}/more`, V2_NONCE, TOKEN);
		expect(proven(request({ headers: v2(longer, `/more${V2_NONCE}`) }), TOKEN)).toEqual([]);
		const empty = signV3(request({}), V3_NONCE, TOKEN);
		expect(proven(request({ body: INBOUND, headers: v2(empty, `.${V3_NONCE}`) }), TOKEN)).toEqual([]);
		const form = signV3(request({ body: [['From', '1']] }), V3_NONCE, TOKEN);
		expect(proven(request({ body: INBOUND, headers: v2(form, `?From1.${V3_NONCE}`) }), TOKEN)).toEqual([]);
		// Where a part of the content would be the nonce
		const dotted = signV3(request({ body: [['From', '1.2']] }), V3_NONCE, TOKEN);
		expect(proven(request({ body: [['From', '1']], headers: v3(dotted, `2.${V3_NONCE}`) }), TOKEN)).toEqual([]);
	});

	it('proves nothing without a token, not even what was signed without one', () => {
		expect(verify(v3(signV3(request({ body: INBOUND }), V3_NONCE, '')), '')).toEqual([]);
		expect(verify(v2(signV2(HOOK, V2_NONCE, '')), '')).toEqual([]);
	});

	it('never throws', () => {
		const text = fc.string({ unit: 'binary' });
		const header = fc.option(fc.oneof(text, fc.array(text)), { nil: undefined });
		const names = ['v3', 'ma-v3', 'v3-nonce', 'v2', 'ma-v2', 'v2-nonce'].map((name) => `x-plivo-signature-${name}`);
		const headers = fc.record(Object.fromEntries(names.map((name) => [name, header])), { requiredKeys: [] });
		const pairs = fc.array(fc.tuple(text, text));
		fc.assert(
			fc.property(text, text, pairs, pairs, headers, text, (method, url, query, body, given, token) => {
				expect(proven({ method, url, query, body, headers: given }, token)).toEqual([]);
			}),
		);
	});
});

describe("Plivo's own SDK", () => {
	// Jest gives the tests an Array of their own, and the SDK asks `instanceof Array` of lists that come from Node
	// itself.
	beforeAll(() => {
		Object.defineProperty(Array, Symbol.hasInstance, { value: Array.isArray, configurable: true });
	});
	afterAll(() => {
		Reflect.deleteProperty(Array, Symbol.hasInstance);
	});

	// Names that JavaScript's objects have of their own break the SDK, which keeps parameters in one.
	const key = fc
		.oneof(
			fc.constantFrom('A', 'AB', 'a', 'Text', 'B', '', 'Text1', '10', '9'),
			fc.string({ unit: 'grapheme', maxLength: 5 }),
		)
		.filter((name) => !(name in {}));
	const value = fc.oneof(
		fc.constantFrom('', '1', '10', '9', 'a', 'A', ' '),
		fc.string({ unit: 'grapheme', maxLength: 12 }),
	);
	const pairs = fc.array(fc.tuple(key, value), { maxLength: 8 });
	const segment = fc.stringMatching(/^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,5}$/);
	const base = fc
		.tuple(
			fc.constantFrom('https://', 'http://'),
			fc.constantFrom('n8n.example.com', 'localhost', '203.0.113.7'),
			fc.constantFrom('', ':8443', ':443', ':80'),
			fc.array(fc.oneof(segment, fc.constant('a%20b')), { maxLength: 4 }),
			fc.constantFrom('', '/'),
		)
		.map(
			([scheme, host, port, path, end]) => `${scheme}${host}${port}${path.map((part) => `/${part}`).join('')}${end}`,
		);
	const word = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
	// As it may be written in a URL: badly encoded as well
	const search = fc.oneof(
		pairs.map((list) => new URLSearchParams(list).toString()),
		fc.stringMatching(/^[a-c=&+%0-9?CEF]{0,16}$/),
	);

	function grouped(params: Params): Record<string, string | string[]> {
		const object: Record<string, string[]> = {};
		for (const [name, text] of params) (object[name] ??= []).push(text);
		return Object.fromEntries(
			Object.entries(object).map(([name, all]) => [name, all.length === 1 ? String(all[0]) : all]),
		);
	}

	it('makes the same signatures for whatever may come', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('GET', 'POST'),
				base,
				search,
				pairs,
				word,
				word,
				(method, url, query, params, nonce, token) => {
					const whole = query === '' ? url : `${url}?${query}`;
					const signature = signV3(request({ method, url: whole, body: params }), nonce, token);
					expect(validateV3Signature(method, whole, nonce, token, signature, grouped(params))).toBe(true);

					// in whichever order they arrive, and with the query beside the URL
					const arrived = request({ method, url, query: readPairs(query), body: [...params].reverse() });
					expect(proven({ ...arrived, headers: v3(signature, nonce) }, token)).toEqual(['V3']);

					const older = signV2(whole, nonce, token);
					expect(validateSignature(whole, nonce, older, token)).toBe(true);
					expect(proven({ ...arrived, headers: v2(older, nonce) }, token)).toEqual(['V2']);
				},
			),
			{ numRuns: 1_000 },
		);
	});

	it('agrees about what is refused', () => {
		fc.assert(
			fc.property(base, pairs, pairs, word, word, (url, params, others, nonce, token) => {
				const signature = signV3(request({ url, body: others }), nonce, token);
				const here = proven(request({ url, body: params, headers: v3(signature, nonce) }), token);
				expect(here.length > 0).toBe(
					Boolean(validateV3Signature('POST', url, nonce, token, signature, grouped(params))),
				);
			}),
		);
	});
});
