import type { IWebhookFunctions } from 'n8n-workflow';

import { readCall } from '../../../../nodes/Plivo/webhooks/signature/readCall';
import { V3Record } from '../../../../nodes/Plivo/webhooks/signature/v3Record';
import { signatureHeaders } from '../../../../sandbox/signature.mts';

const TOKEN = 'TheTokenOfTheAccount';
const URL_AT_PLIVO = 'https://n8n.example.com/webhook/1/webhook';
const FORM = 'application/x-www-form-urlencoded';

const HOW_OFTEN = 'Lines like this appear up to ten times an hour.';

let warnings: string[];
beforeEach(() => {
	warnings = [];
});

let count = 0;

function contextOf(request: { headers: Record<string, string>; rawBody: unknown }): IWebhookFunctions {
	count += 1;
	return {
		getRequestObject: () => ({ method: 'POST', ...request }),
		getNode: () => ({ name: 'Trigger', id: `node-${count}` }),
		getWorkflow: () => ({ id: 'workflow' }),
		getCredentials: async () => ({ authToken: TOKEN }),
		logger: { warn: (text: string) => warnings.push(text) },
	} as unknown as IWebhookFunctions;
}

/** A body that must not be read. */
const untouchable = new Proxy(Buffer.alloc(0), {
	get: () => {
		throw new Error('The body was read');
	},
});

const form = (params: Array<[string, string]>) => Buffer.from(new URLSearchParams(params).toString());
const signed = (params: Array<[string, string]>) => ({
	'content-type': FORM,
	...lowerCase(signatureHeaders({ method: 'POST', url: URL_AT_PLIVO, params: Object.fromEntries(params) }, { owner: TOKEN, main: TOKEN })),
});

function lowerCase(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const read = async (headers: Record<string, string>, rawBody: unknown, mustBeSigned = true, queryString = '', v3 = new V3Record()) =>
	await readCall(contextOf({ headers, rawBody }), URL_AT_PLIVO, { queryString, mustBeSigned, v3 });

const pairs = (many: number): Array<[string, string]> => Array.from({ length: many }, (_, i) => [`k${i}`, 'v']);

it('a call without a signature is refused before anything of it is read', async () => {
	for (const headers of [{}, { 'content-type': FORM, authorization: 'Basic x' }] as Array<Record<string, string>>) {
		expect(await read(headers, untouchable)).toEqual({ refused: { status: 403, text: 'The signature of this request is missing or wrong' } });
	}
	expect(warnings).toEqual(Array(2).fill(`A call to the webhook of "Trigger" was refused: its signature is missing. ${HOW_OFTEN}`));
});

it('a signed call is read', async () => {
	const params: Array<[string, string]> = [['Text', 'Hi'], ['From', '1']];
	expect(await read(signed(params), form(params))).toEqual({ params: { Text: 'Hi', From: '1' }, reference: null });
});

it('a call as large as a thousand parameters and 256 kB is read, and nothing larger', async () => {
	const many = pairs(1_000);
	expect(await read(signed(many), form(many))).toHaveProperty('params.k999', 'v');
	const long: Array<[string, string]> = [['Text', 'x'.repeat(256 * 1024 - 'Text='.length)]];
	expect(await read(signed(long), form(long))).toHaveProperty('params.Text');

	for (const tooLarge of [pairs(1_001), [['Text', 'x'.repeat(256 * 1024 - 4)]] as Array<[string, string]>]) {
		expect(await read(signed(tooLarge), form(tooLarge))).toMatchObject({ refused: { status: 413 } });
	}
	expect(warnings).toHaveLength(2);
});

it.each([
	['parameters', form(pairs(5_000)), ''],
	['values of JSON', Buffer.from(`{"${'k'.repeat(100)}":[${Array(5_000).fill(1).join()}]}`), '', 'application/json'],
	['names of JSON', Buffer.from(JSON.stringify(Object.fromEntries(pairs(20_000)))), '', 'application/json'],
	['characters of names and values of JSON', Buffer.from(`{"${'k'.repeat(200_000)}":[1,1]}`), '', 'application/json'],
	['levels of JSON', Buffer.from(`{"k":${'['.repeat(120_000)}${']'.repeat(120_000)}}`), '', 'application/json'],
	['bytes of JSON', Buffer.from(`{"a": "${'x'.repeat(300_000)}"}`), ''],
	['parameters in the query', Buffer.alloc(0), 'a&'.repeat(1_001)],
	['parameters in both', form(pairs(600)), 'a&'.repeat(600)],
])('a call with too many %s is refused whether it is signed or not', async (_what, body, query, type = FORM) => {
	for (const mustBeSigned of [true, false]) {
		const call = await read({ 'content-type': type, 'x-plivo-signature-v3': 'x', 'x-plivo-signature-v3-nonce': '1' }, body, mustBeSigned, query);
		expect(call).toMatchObject({ refused: { status: 413 } });
	}
});

it('a line of the log names no header that the caller has made up', async () => {
	const made = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`x-plivo-signature-${'k'.repeat(200)}${i}`, 'x']));
	expect(await read({ 'content-type': FORM, ...made }, untouchable)).toHaveProperty('refused.status', 403);
	const headers = { 'x-plivo-signature-v3': Array(7_000).fill('x').join(), 'x-plivo-signature-v3-nonce': '1' };
	expect(await read({ 'content-type': FORM, ...made, ...headers }, form([['Text', 'Hi']]))).toHaveProperty('refused.status', 403);
	expect(warnings).toEqual([
		`A call to the webhook of "Trigger" was refused: its signature is missing. ${HOW_OFTEN}`,
		`A call to the webhook of "Trigger" was refused: its signature is wrong for ${URL_AT_PLIVO} (x-plivo-signature-v3, x-plivo-signature-v3-nonce). ${HOW_OFTEN}`,
	]);
});

it('a flood of refusals writes ten lines of each kind', async () => {
	const context = (headers: Record<string, string>, rawBody: unknown) => {
		count -= 1;
		return contextOf({ headers, rawBody });
	};
	const signature = { 'content-type': FORM, 'x-plivo-signature-v3': 'x', 'x-plivo-signature-v3-nonce': '1' };
	const options = { queryString: '', mustBeSigned: true, v3: new V3Record() };
	count += 1;
	for (let i = 0; i < 50; i += 1) {
		await readCall(context({}, untouchable), URL_AT_PLIVO, options);
		await readCall(context(signature, form([['Text', `${i}`]])), URL_AT_PLIVO, options);
		await readCall(context(signature, form(pairs(2_000))), URL_AT_PLIVO, options);
	}
	expect(['missing', 'wrong', 'larger'].map((word) => warnings.filter((line) => line.includes(word)).length)).toEqual([10, 10, 10]);
	expect(warnings).toHaveLength(30);
});

describe('a call that is refused is logged with the reason, and without its signature:', () => {
	const REFUSED = 'A call to the webhook of "Trigger" was refused: ';
	const hi: Array<[string, string]> = [['Text', 'Hi']];

	it('a wrong signature', async () => {
		const headers = Object.fromEntries(Object.entries(signed(hi)).filter(([name]) => !/-v2/.test(name)));
		expect(await read(headers, form([['Text', 'Ho']]))).toMatchObject({ refused: { status: 403 } });
		const names = 'x-plivo-signature-v3, x-plivo-signature-v3-nonce, x-plivo-signature-ma-v3';
		expect(warnings).toEqual([`${REFUSED}its signature is wrong for ${URL_AT_PLIVO} (${names}). ${HOW_OFTEN}`]);
	});

	it('V2 alone where V3 was proven', async () => {
		const v3 = new V3Record();
		const headers = signed(hi);
		expect(await read(headers, form(hi), true, '', v3)).toHaveProperty('params');
		expect(await read(headers, form([['Text', 'Ho']]), true, '', v3)).toMatchObject({ refused: { status: 403 } });
		expect(warnings).toEqual([
			`${REFUSED}only its V2 signature is right for ${URL_AT_PLIVO}, and Plivo has signed earlier calls with V3. If it is about a number of a subaccount, use another node for that number, with a credential of the subaccount. ${HOW_OFTEN}`,
		]);
	});

	it('a nonce that comes with other content', async () => {
		const headers = signed(hi);
		expect(await read(headers, form(hi))).toHaveProperty('params');
		expect(await read(headers, form([['Text', 'Ho']]))).toMatchObject({ refused: { status: 403 } });
		expect(warnings).toEqual([
			`${REFUSED}its signature is right for ${URL_AT_PLIVO}, but its nonce was used before with other content. ${HOW_OFTEN}`,
		]);
		for (const secret of Object.values(headers)) expect(warnings.join()).not.toContain(secret);
	});
});
