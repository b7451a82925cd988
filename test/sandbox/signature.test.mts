import fc from 'fast-check';
import { validateSignature, validateV3Signature } from 'plivo';
import { signatureHeaders, signV2, signV3, type WebhookRequest } from '../../sandbox/signature.mts';

const token = 'Y2Q2ZDgxZmY5YWRiOTI5YmQ1Njg0MTAxZWIyOTc4';
const hook = 'https://n8n.example.com/webhook/abc/webhook';
const repeated = 'https://n8n.example.com/webhook/abc?E=b&E=a&E=a';
const inbound = {
	From: '14155551234',
	To: '14157654321',
	Text: 'Hello from Plivo! ünïcode ✓ & = +',
	Type: 'sms',
	MessageUUID: 'db3ce55a-7f1d-11e1-8ea7-1231380bc196',
	Units: '1',
	TotalRate: '0.00000',
	TotalAmount: '0.00000',
	MessageIntent: '',
};

// Values that the official Node and Python SDKs both accept.
const v2Nonce = '05429567804466091622';
const v2Vectors: Array<[url: string, signature: string]> = [
	[hook, 'F3dV+Ncnr6gauFaWkYLe3+JY1S0pYoQrNjVWEKq8I0o='],
	[`${hook}?x=1`, 'F3dV+Ncnr6gauFaWkYLe3+JY1S0pYoQrNjVWEKq8I0o='],
	['https://n8n.example.com:8443/webhook/abc', 'WRWMMM9Ha27xFCwBP/MqJpOc/fpoL8kY7IcLQ80fxcY='],
	['http://n8n.example.com/webhook/abc/', 'uiENfN/EwVEKwyOL7V92MwjLfyw0gXEMOUgv1/Uy8Cw='],
	['https://n8n.example.com/webhook/a%20b', 'W+fv31ivV/L/LDeiyuKW4zCoreZFMw7DDTp7lbPv13I='],
];

const v3Nonce = '31627761595286130198';
const v3Vectors: Array<[request: WebhookRequest, signature: string]> = [
	[{ method: 'POST', url: hook, params: inbound }, 'iCTf3t1PbqePjRF9m1C5uFe/ckknBQgQUj5xOpmNrGw='],
	[{ method: 'POST', url: `${hook}?b=2&a=1%202`, params: inbound }, 'IeMQ/kC/NvRyvnAxvSd3CsOaPMzFQhYt+leKxTZMri4='],
	[{ method: 'POST', url: hook, params: {} }, '6Se41AbUWMoTEqjqBhQwwYBijlkicjxl+0dNPMlhZq0='],
	[{ method: 'POST', url: `${hook}?a=1`, params: {} }, '0pwwYeB03fPIKv8OsSdYS48CHbgoZwD/ZcOvSY124zI='],
	[{ method: 'GET', url: hook, params: inbound }, 'T3U50Y3MKzdcLAnw01Dvz/EL7dmPW9GT4n0WRrdB2Uk='],
	[{ method: 'GET', url: `${hook}?a=1`, params: inbound }, 'PS0IoX59bLicEKf9eJaBIjiMs4XuJ8qjrlcENwOau3w='],
	[
		{ method: 'POST', url: 'https://n8n.example.com:8443/webhook/abc', params: { From: '1', To: '2' } },
		'X+FfjMHAVte3ba0Rb3w7pl2TeJC9SUdE1qGrFjyy13s=',
	],
	[
		{ method: 'POST', url: 'https://n8n.example.com/webhook/abc', params: { A: ['2', '1'], B: 'x' } },
		'bKH1jGbTOsobOhEh9kApxn2T0xGk9TPGFgOVI93h9Z8=',
	],
	[{ method: 'GET', url: repeated, params: { E: '0', B: ['z', 'a'] } }, 'x/iJSiK+hs/34xEW788wOKm9SbUN9v1Ef9SAzOz804w='],
	[{ method: 'POST', url: repeated, params: { E: '0', B: ['z', 'a'] } }, 'bEzJ9auKoscqkV3Al/ET8262hVcGzXBRStem41NFfoQ='],
];

describe('V2', () => {
	it.each(v2Vectors)('signs %s as the SDKs do', (url, signature) => {
		expect(signV2(url, v2Nonce, token)).toBe(signature);
		expect(validateSignature(url, v2Nonce, signature, token)).toBe(true);
	});

	it("signs a bare host as in the SDK's own test, without adding a slash", () => {
		expect(signV2('https://answer.url', '12345', 'my_auth_token')).toBe('ehV3IKhLysWBxC1sy8INm0qGoQYdYsHwuoKjsX7FsXc=');
		expect(signV2('https://answer.url/', v2Nonce, token)).not.toBe(signV2('https://answer.url', v2Nonce, token));
	});
});

describe('V3', () => {
	it.each(v3Vectors)('signs %j as the SDKs do', (request, signature) => {
		expect(signV3(request, v3Nonce, token)).toBe(signature);
	});

	const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
	const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', ' ', '&=+%', 'ü✓😀'));
	const request = fc.record({
		method: fc.constantFrom('GET' as const, 'POST' as const),
		path: fc.array(word, { maxLength: 3 }),
		// No key twice: the SDK then gets an array from node:querystring, which is none to `instanceof` within jest.
		query: fc.uniqueArray(fc.tuple(word, word), { maxLength: 4, selector: ([key]) => key }),
		params: fc.dictionary(word, fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 3 })), { maxKeys: 6 }),
	});

	it("passes the official SDK's validators, whatever the request holds", () => {
		fc.assert(
			fc.property(request, ({ method, path, query, params }) => {
				const search = new URLSearchParams(query).toString();
				const url = `https://host.example:8443/${path.join('/')}${search === '' ? '' : `?${search}`}`;
				const signature = signV3({ method, url, params }, v3Nonce, token);
				expect(validateV3Signature(method, url, v3Nonce, token, signature, params)).toBe(true);
				expect(validateSignature(url, v2Nonce, signV2(url, v2Nonce, token), token)).toBe(true);
			}),
		);
	});
});

it('gives the owner and the main account a header each, both with one nonce per scheme', () => {
	const webhook: WebhookRequest = { method: 'POST', url: hook, params: inbound };
	const headers = signatureHeaders(webhook, { owner: 'owner', main: 'main' });
	const v2 = headers['X-Plivo-Signature-V2-Nonce'] ?? '';
	const v3 = headers['X-Plivo-Signature-V3-Nonce'] ?? '';
	expect([v2, v3]).toEqual([expect.stringMatching(/^\d{20}$/), expect.stringMatching(/^\d{20}$/)]);
	expect(headers).toMatchObject({
		'X-Plivo-Signature-V2': signV2(hook, v2, 'owner'),
		'X-Plivo-Signature-Ma-V2': signV2(hook, v2, 'main'),
		'X-Plivo-Signature-V3': signV3(webhook, v3, 'owner'),
		'X-Plivo-Signature-Ma-V3': signV3(webhook, v3, 'main'),
	});
});
