import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { signatureHeaders, signV2, type FormParams } from '../../../sandbox/signature.mts';
import { gate } from '../../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { until } from '../../until.mts';
import { logged } from './logged.mts';
import { call, callsOf, inboundSms } from './plivoCalls.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

let sandbox: Sandbox;
const triggers: TriggerNode[] = [];
let count = 0;

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});

afterEach(async () => {
	jest.restoreAllMocks();
	for (const trigger of triggers.splice(0)) await trigger.close();
	sandbox.reset();
	jest.restoreAllMocks();
});

afterAll(async () => await sandbox.close());

/** Active, with its address entered by hand; each is a workflow of its own, since the node remembers what it has seen. */
async function active(options: IDataObject = {}, changes: IDataObject = {}): Promise<TriggerNode> {
	count += 1;
	const parameters = triggerParameters({ registration: 'manual', events: ['message', 'status'], options, ...changes });
	const node = await TriggerNode.start(sandbox, { parameters, workflowId: `workflow-${count}`, nodeId: `node-${count}` });
	triggers.push(node);
	await node.activate();
	return node;
}

function plivo(node: TriggerNode) {
	return callsOf(sandbox, () => node.url());
}

describe('who gets in', () => {
	it('a signed message starts the workflow, and is answered with an empty document', async () => {
		const node = await active();
		expect(await plivo(node)()).toMatchObject({ status: 200, type: expect.stringContaining('text/xml'), body: EMPTY });
		expect(node.executions).toHaveLength(1);
		expect(node.executions[0]?.[0]?.json).toMatchObject({ event: 'message', from: '+14155550123', to: '+14151234567' });
	});

	it('what nobody has signed is not read, however large it is, and messages beside it come in', async () => {
		const node = await active();
		const flood = Array.from({ length: 3 }, async () => {
			const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
			return (await fetch(node.url(), { method: 'POST', headers, body: 'a&'.repeat(4_000_000) })).status;
		});
		expect((await plivo(node)()).status).toBe(200);
		expect(await Promise.all(flood)).toEqual([403, 403, 403]);
		expect(node.executions).toHaveLength(1);
	});

	it('what is larger than any call of Plivo is refused, also where it is signed', async () => {
		const node = await active();
		expect((await plivo(node)({ params: inboundSms({ Text: 'x'.repeat(300_000) }) })).status).toBe(413);
		expect((await plivo(node)({ params: inboundSms({ Text: 'ü'.repeat(4_096) }) })).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it.each([
		['by GET', { method: 'GET' as const }],
		['with a query', {}],
		['with values that are repeated and empty', { params: inboundSms({ A: ['2', '1', ''], B: '' }) }],
	])('%s', async (words, changes) => {
		const node = await active();
		const url = words === 'with a query' ? `${node.url()}?b=2&a=1%202` : node.url();
		expect((await plivo(node)({ url, ...changes })).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it('behind a proxy: the address that Plivo was given counts, not what arrives', async () => {
		const node = await active();
		const proxy = createServer((incoming, outgoing) => {
			const headers = { ...incoming.headers, host: 'internal.example', 'x-forwarded-host': 'attacker.example' };
			incoming.pipe(
				httpRequest(`${node.url()}`, { method: incoming.method, headers }, (answer) => {
					outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
					answer.pipe(outgoing);
				}),
			);
		});
		await once(proxy.listen(0, '127.0.0.1'), 'listening');
		const to = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/outside`;
		expect((await plivo(node)({ to })).status).toBe(200);
		expect((await plivo(node)({ to, url: to, params: inboundSms({ MessageUUID: 'other' }) })).status).toBe(403);
		proxy.close();
		expect(node.executions).toHaveLength(1);
	});

	/** The headers of V2 alone. */
	const v2 = (node: TriggerNode, nonce: string, token = sandbox.account.authToken) => ({
		'X-Plivo-Signature-V2': signV2(node.url(), nonce, token),
		'X-Plivo-Signature-V2-Nonce': nonce,
	});

	it.each([
		['only V2, where V3 was never seen', {}],
		['V2 beside a V3 that another token has signed, as of a subaccount', { 'X-Plivo-Signature-V3': 'x', 'X-Plivo-Signature-V3-Nonce': '1' }],
	])('%s', async (_, v3) => {
		const node = await active();
		const send = async (changes: object, nonce = '111') =>
			await call({ url: node.url(), headers: { ...v2(node, nonce), ...v3 }, ...changes });
		expect((await send({})).status).toBe(200);
		// Its nonce is good for this content only, which a retry repeats.
		expect((await send({})).status).toBe(200);
		expect((await send({ params: inboundSms({ MessageUUID: 'other' }) })).status).toBe(403);
		expect((await send({ params: inboundSms({ MessageUUID: 'third' }) }, '222')).status).toBe(200);
		expect(node.executions).toHaveLength(2);
	});

	describe('once V3 was seen, V2 alone is refused:', () => {
		const forged = (MessageUUID: string) => ({ params: inboundSms({ MessageUUID, From: '14155550999', Text: 'Pay now' }) });
		/** Sends a genuine call, and gives its headers. */
		const capture = async (node: TriggerNode, params = inboundSms()) => {
			const { authToken } = sandbox.account;
			const headers = signatureHeaders({ method: 'POST', url: node.url(), params }, { owner: authToken, main: authToken });
			expect((await call({ url: node.url(), params, headers })).status).toBe(200);
			return headers;
		};

		it('the V2 of a captured call, with other content', async () => {
			const node = await active();
			const captured = await capture(node);
			const warnings = logged('warn');
			const onlyV2 = Object.fromEntries(Object.entries(captured).filter(([name]) => /V2/.test(name)));
			for (const headers of [onlyV2, captured, { ...captured, 'X-Plivo-Signature-V3': 'x' }, { ...onlyV2, 'X-Plivo-Signature-Ma-V3': '' }]) {
				expect((await call({ url: node.url(), headers, ...forged('forged') })).status).toBe(403);
			}
			expect(warnings()).toContain('only its V2 signature is right');
			expect(node.executions).toHaveLength(1);
		});

		it('a V2 signature that this n8n has not seen', async () => {
			const node = await active();
			await capture(node);
			expect((await call({ url: node.url(), headers: v2(node, '333'), ...forged('forged') })).status).toBe(403);
			expect(node.executions).toHaveLength(1);
		});

		it.each<[string, IDataObject, FormParams]>([
			['a message that starts the workflow', {}, {}],
			['the same, without a memory of duplicates', { ignoreDuplicates: false }, {}],
			['a message that is filtered out', { fromNumbers: '+44*' }, {}],
			['a message with files', { downloadMedia: true }, { Type: 'mms', Media0: 'http://127.0.0.1:9/a.png' }],
		])('also after a restart, where it was seen with %s', async (_, options, more) => {
			const node = await active(options);
			await capture(node, inboundSms(more));
			await until(() => JSON.stringify(node.staticData).includes('signedByV3'));
			count += 1;
			const restarted = await TriggerNode.start(sandbox, { parameters: node.parameters, workflowId: `w-${count}`, nodeId: `n-${count}` });
			triggers.push(restarted);
			restarted.staticData = node.staticData;
			await restarted.activate();
			expect((await call({ url: restarted.url(), headers: v2(restarted, '444'), ...forged('f') })).status).toBe(403);
			expect((await call({ url: restarted.url(), ...forged('g'), token: sandbox.account.authToken })).status).toBe(200);
			expect(JSON.stringify(node.staticData)).not.toContain(sandbox.account.authToken);
		});

		it('but not of another account, after the credential was changed', async () => {
			const node = await active();
			await capture(node);
			node.credentials.authToken = 'TheTokenOfASubaccount';
			await delay(1_100);
			const headers = v2(node, '555', 'TheTokenOfASubaccount');
			expect((await call({ url: node.url(), headers, params: inboundSms({ MessageUUID: 'of the subaccount' }) })).status).toBe(200);
			expect(node.executions).toHaveLength(2);
		});

		it('and not of another trigger', async () => {
			const [node, other] = [await active(), await active()];
			await capture(node);
			expect((await call({ url: other.url(), headers: v2(other, '666') })).status).toBe(200);
			expect((await call({ url: other.url(), headers: await capture(node, inboundSms({ MessageUUID: 'b' })) })).status).toBe(403);
		});
	});

	it('a retry whose parameters come in another order is the same call', async () => {
		const node = await active({ ignoreDuplicates: false });
		const params = inboundSms({ A: ['2', '1'] });
		const { authToken } = sandbox.account;
		const headers = signatureHeaders({ method: 'POST', url: node.url(), params }, { owner: authToken, main: authToken });
		const turned = Object.fromEntries(Object.entries(params).reverse());
		for (const same of [params, turned, params]) expect((await call({ url: node.url(), headers, params: same })).status).toBe(200);
		expect(node.executions).toHaveLength(3);
	});

	it.each([
		['no signature', { token: undefined }],
		['the signature of another token', { token: 'another' }],
		['a changed body', { body: 'From=1&MessageUUID=x' }],
		['the signature of another address', { url: 'https://n8n.example.com/webhook/other/webhook' }],
		['an added query', {}],
		['a V3 header that is empty', { headers: { 'X-Plivo-Signature-V3': '', 'X-Plivo-Signature-Ma-V3': '' } }],
		['no nonce', { headers: { 'X-Plivo-Signature-V3-Nonce': '' } }],
	])('%s: 403, and no execution', async (words, changes) => {
		const node = await active();
		// The first call of all shows that V3 can be had.
		expect((await plivo(node)({ params: inboundSms({ MessageUUID: 'first' }) })).status).toBe(200);
		const to = words === 'an added query' ? `${node.url()}?x=1` : node.url();
		expect(await plivo(node)({ to, ...changes })).toMatchObject({ status: 403 });
		expect(node.executions).toHaveLength(1);
		expect(node.thrown).toEqual([]);
	});

	it('the new token at once, after it was rotated, and the old one five seconds later no more', async () => {
		const node = await active();
		const old = sandbox.account.authToken;
		expect((await plivo(node)({ token: old })).status).toBe(200);
		node.credentials.authToken = 'TheNewTokenOfTheAccount';
		await delay(1_100);
		expect((await plivo(node)({ token: 'TheNewTokenOfTheAccount', params: inboundSms({ MessageUUID: 'new' }) })).status).toBe(200);
		expect((await plivo(node)({ token: old, params: inboundSms({ MessageUUID: 'old' }) })).status).toBe(403);
		node.credentials.authToken = 'AThirdOne';
		await delay(5_100);
		expect((await plivo(node)({ token: 'TheNewTokenOfTheAccount', params: inboundSms({ MessageUUID: 'third' }) })).status).toBe(403);
		expect(node.executions).toHaveLength(2);
	});

	it('anybody, once verification is switched off', async () => {
		const node = await active({ verifySignature: false });
		expect((await plivo(node)({ token: undefined })).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it('nobody, while verification has no plain false', async () => {
		const node = await active();
		node.parameters.options = { verifySignature: '={{ undefined }}' };
		expect((await plivo(node)({ token: undefined })).status).toBe(403);
	});

	it('a test at the address of the test only', async () => {
		const node = await TriggerNode.start(sandbox, { parameters: triggerParameters() });
		triggers.push(node);
		await node.listen();
		expect((await plivo(node)({ to: node.url(true) })).status).toBe(403);
		expect((await plivo(node)({ url: node.url(true) })).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});
});

describe('an exception', () => {
	it.each([
		['the credential cannot be read', (node: TriggerNode) => Object.defineProperty(node.credentials, 'authToken', { get: fail, enumerable: true })],
		['From Numbers has turned bad', (node: TriggerNode) => (node.parameters.options = { fromNumbers: '+44*, +12' })],
		['the expression of From Numbers has turned bad', (node: TriggerNode) => (node.parameters.options = { fromNumbers: '={{ $("Nowhere").first().json.x }}' })],
	])('because %s starts nothing, and Plivo may try again', async (_words, breakIt) => {
		const node = await active();
		breakIt(node);
		expect(await plivo(node)()).toMatchObject({ status: 500, body: 'This request could not be handled' });
		expect(node.executions).toEqual([]);
		expect(node.thrown).toEqual([]);
	});

	function fail(): never {
		throw new Error('injected');
	}
});

describe('an option that has turned bad since the activation', () => {
	const status = { From: '14151234567', To: '14155550123', MessageUUID: 'a-uuid', Status: 'sent' };

	it.each<[IDataObject, FormParams]>([
		[{ keyword: '/(/' }, inboundSms()],
		[{ keyword: { a: 1 } }, inboundSms()],
		[{ maxSizeMb: 'much' }, inboundSms()],
		[{ messageTypes: 'fax' }, inboundSms()],
		[{ statuses: 'done' }, status],
		[{ statuses: 'done' }, inboundSms()],
		[{ fromNumbers: '+12' }, status],
		[{ fromNumbers: '+12, +14155550123' }, inboundSms()],
		[{ fromNumbers: '+12, +14155550123', keyword: '/(/', maxSizeMb: 'much', messageTypes: 'fax', statuses: 'done', replyText: { a: 1 } }, inboundSms()],
		...['keyword', 'maxSizeMb', 'messageTypes', 'replyText', 'raw', 'downloadMedia', 'ignoreDuplicates'].map(
			(name): [IDataObject, FormParams] => [{ [name]: '={{ $("Nowhere").first().json.x }}' }, inboundSms()],
		),
	])('loses no message: %j', async (options, params) => {
		const said = logged('error');
		const node = await active();
		node.parameters.options = options;
		expect((await plivo(node)({ params })).status).toBe(200);
		expect(node.executions).toHaveLength(1);
		expect(node.thrown).toEqual([]);
		if (!('fromNumbers' in options)) expect(said()).not.toBe('');
	});

	it('does not let in who is not known to be in From Numbers, and filters out nothing but that', async () => {
		const node = await active();
		node.parameters.options = { fromNumbers: '+12, +14155550123', keyword: 'YES' };
		const from = async (From: string, Text: string) => (await plivo(node)({ params: inboundSms({ MessageUUID: From + Text, From, Text }) })).status;
		expect([await from('14155550199', 'yes'), await from('14155550199', 'no'), await from('14155550123', 'yes')]).toEqual([500, 200, 200]);
		expect(node.executions).toHaveLength(1);
	});

	it('leaves Verify Signature on', async () => {
		const node = await active();
		node.parameters.options = { verifySignature: '={{ $("Nowhere").first().json.x }}' };
		expect((await plivo(node)({ token: undefined })).status).toBe(403);
	});
});

describe('what starts the workflow', () => {
	const status = {
		From: '14151234567',
		To: '14155550123',
		MessageUUID: 'a-uuid',
		Status: 'undelivered',
		ErrorCode: '30',
		Units: '1',
		TotalRate: '0.0055',
		TotalAmount: '0.0055',
		MCC: '310',
		MNC: '004',
		Sequence: '3',
	};

	it('a delivery status', async () => {
		const node = await active();
		expect((await plivo(node)({ params: status })).status).toBe(200);
		expect(node.executions[0]?.[0]?.json).toMatchObject({
			event: 'status',
			status: 'undelivered',
			is_final: true,
			error_code: '30',
			error_meaning: expect.any(String),
			error_remedy: expect.any(String),
			total_amount: 0.0055,
			mcc: '310',
			sequence: 3,
		});
	});

	it.each([
		[{ events: ['message'] }, {}, status],
		[{ events: ['status'] }, {}, inboundSms()],
		[{}, { statuses: ['delivered'] }, status],
		[{}, { messageTypes: ['whatsapp'] }, inboundSms()],
		[{}, { fromNumbers: '+44*' }, inboundSms()],
		[{}, { keyword: 'YES' }, inboundSms()],
		[{}, {}, { Foo: 'bar' }],
	])('not with %j %j', async (changes, options, params) => {
		const node = await active(options, changes);
		expect(await plivo(node)({ params })).toMatchObject({ status: 200, body: EMPTY });
		expect(node.executions).toEqual([]);
	});

	it('what was sent is added as it came, when asked for', async () => {
		const node = await active({ raw: true });
		await plivo(node)({ params: inboundSms({ Something: 'new' }) });
		expect(node.executions[0]?.[0]?.json).toMatchObject({ raw: { Something: 'new', From: '14155550123' } });
	});

	it('JSON', async () => {
		const node = await active({ verifySignature: false });
		const body = JSON.stringify({ From: '14155550123', MessageUUID: 'json', Type: 'whatsapp', Button: { Text: 'Yes', Payload: 'y' } });
		await plivo(node)({ body, headers: { 'content-type': 'application/json' } });
		expect(node.executions[0]?.[0]?.json).toMatchObject({ type: 'whatsapp', button: { text: 'Yes', payload: 'y' } });
	});
});

describe('what is neither a message nor a status', () => {
	const template = { event: 'APPROVED', message_template_name: 'order_update', waba_id: '123' };

	it.each<[FormParams]>([[template], [inboundSms({ MessageUUID: '' })], [{ Status: 'sent' }], [{ MessageUUID: 'x', Event: 'paused' }]])(
		'starts the workflow where Other is chosen, as it came: %j',
		async (params) => {
			const node = await active({}, { events: ['other'] });
			expect(await plivo(node)({ params })).toMatchObject({ status: 200, body: EMPTY });
			expect(node.executions[0]?.[0]?.json).toMatchObject({ event: 'other', received_at: expect.any(String), raw: params });
			// Plivo's own retry
			expect((await plivo(node)({ params })).status).toBe(200);
			expect(node.executions).toHaveLength(1);
			expect((await plivo(node)({ params: { ...params, more: '1' } })).status).toBe(200);
			expect(node.executions).toHaveLength(2);
		},
	);

	it('starts it once, also at the same moment, and again when the first try failed', async () => {
		const node = await active({}, { events: ['other'] });
		node.failures = 1;
		expect((await plivo(node)({ params: template })).status).toBe(500);
		node.beforeAnswer = async () => await delay(100);
		const answers = await Promise.all([1, 2, 3].map(async () => await plivo(node)({ params: template })));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(node.executions).toHaveLength(1);
	});

	it('as JSON, with all that is nested in it', async () => {
		const node = await active({ verifySignature: false }, { events: ['other'] });
		const raw = { object: 'whatsapp_business_account', entry: [{ changes: [{ value: template }] }] };
		await plivo(node)({ body: JSON.stringify(raw), headers: { 'content-type': 'application/json' } });
		expect(node.executions[0]?.[0]?.json).toMatchObject({ event: 'other', message_uuid: null, raw });
	});

	it('is in the log once where Other is not chosen, however often it comes', async () => {
		const said = logged('info');
		const node = await active();
		for (let i = 0; i < 5; i += 1) expect((await plivo(node)({ params: { ...template, i: String(i) } })).status).toBe(200);
		expect(node.executions).toEqual([]);
		expect(said().match(/didn't start anything\. .* add Other to Trigger On/g)).toHaveLength(1);
	});

	it('gets no answer by SMS', async () => {
		const node = await active({ replyText: 'Hi' }, { events: ['other'] });
		expect((await plivo(node)({ params: inboundSms({ MessageUUID: '' }) })).body).toBe(EMPTY);
	});
});

describe('what has no field of its own', () => {
	it('comes out under other', async () => {
		const node = await active();
		const location = { ContentType: 'location', Latitude: '37.48', Longitude: '-122.14', ProfileName: 'Ann' };
		await plivo(node)({ params: inboundSms({ Type: 'whatsapp', Text: '', ...location }) });
		expect(node.executions[0]?.[0]?.json).toMatchObject({
			content_type: 'location',
			other: { Latitude: '37.48', Longitude: '-122.14', ProfileName: 'Ann' },
		});
		await plivo(node)({ params: { MessageUUID: 's', From: '1', To: '2', Status: 'read', Foo: 'bar' } });
		expect(node.executions[1]?.[0]?.json).toMatchObject({ event: 'status', other: { Foo: 'bar' } });
	});
});

describe('the same message again', () => {
	it('starts the workflow once, also when n8n was restarted', async () => {
		const node = await active();
		for (let time = 0; time < 3; time += 1) expect((await plivo(node)()).status).toBe(200);
		expect(node.executions).toHaveLength(1);

		// A restart: another process, with what the database holds. The node's own memory goes by workflow and node.
		const restarted = await TriggerNode.start(sandbox, {
			parameters: node.parameters,
			workflowId: 'restarted',
			nodeId: 'restarted',
		});
		triggers.push(restarted);
		restarted.staticData = { ...node.staticData };
		await restarted.activate();
		expect((await plivo(restarted)()).status).toBe(200);
		expect(restarted.executions).toEqual([]);
		expect((await plivo(restarted)({ params: inboundSms({ MessageUUID: 'a new one' }) })).status).toBe(200);
		expect(restarted.executions).toHaveLength(1);
	});

	it('at the same moment waits for the first one', async () => {
		const node = await active();
		node.beforeAnswer = async () => await delay(300);
		const answers = await Promise.all([plivo(node)(), plivo(node)(), plivo(node)()]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(node.executions).toHaveLength(1);
	});

	it('is let in when the first one failed', async () => {
		const node = await active();
		node.failures = 1;
		expect((await plivo(node)()).status).toBe(500);
		expect(node.executions).toEqual([]);
		expect((await plivo(node)()).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it('at the same moment as one that fails takes its place', async () => {
		const node = await active();
		node.failures = 1;
		node.beforeStart = async () => await delay(300);
		const answers = await Promise.all([plivo(node)(), plivo(node)()]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
		expect(node.executions).toHaveLength(1);
	});

	it('is asked to come again when the first one takes too long', async () => {
		const node = await active();
		const { opened, open } = gate();
		let isStarting = false;
		node.beforeStart = async () => {
			isStarting = true;
			await opened;
		};
		const first = plivo(node)();
		await until(() => isStarting);
		// After five seconds, which the unit test of its waiting holds; Plivo waits for eight.
		expect(await plivo(node)()).toMatchObject({ status: 503 });
		open();
		expect((await first).status).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it('starts it again where the option says so', async () => {
		const node = await active({ ignoreDuplicates: false });
		await plivo(node)();
		await plivo(node)();
		expect(node.executions).toHaveLength(2);
	});

	it('another status of the same message is no duplicate', async () => {
		const node = await active();
		for (const Status of ['queued', 'sent', 'delivered', 'sent']) {
			await plivo(node)({ params: { From: '1', To: '2', MessageUUID: 'x', Status } });
		}
		expect(node.executions.map(([item]) => item?.json.status)).toEqual(['queued', 'sent', 'delivered']);
	});
});

describe('an answer by SMS', () => {
	const message = '<Response><Message src="14151234567" dst="14155550123" type="sms">A &lt;b&gt; &amp; &quot;c&quot;</Message></Response>';

	it('is given once a minute to each sender', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		expect((await plivo(node)()).body).toContain(message);
		expect((await plivo(node)({ params: inboundSms({ MessageUUID: 'second' }) })).body).toBe(EMPTY);
		expect((await plivo(node)({ params: inboundSms({ MessageUUID: 'third', From: '14155550999' }) })).body).toContain('dst="14155550999"');
		expect(node.executions).toHaveLength(3);
	});

	it('is given again when Plivo comes back for it, and to no other message within a minute', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		const start = Date.now();
		expect((await plivo(node)()).body).toContain(message);
		const again = async (after: number, MessageUUID?: string) => {
			const now = jest.spyOn(Date, 'now').mockReturnValue(start + after);
			const { body } = await plivo(node)({ params: inboundSms(MessageUUID === undefined ? {} : { MessageUUID }) });
			now.mockRestore();
			return body;
		};
		// Plivo has got it: whoever calls now isn't Plivo's retry.
		expect(await again(1_000)).toBe(EMPTY);
		expect(await again(40_000, 'second')).toBe(EMPTY);
		expect(await again(41_000)).toContain(message);
		expect(await again(100_000, 'second')).toBe(EMPTY);
		expect(await again(110_000)).toContain(message);
		expect(node.executions).toHaveLength(2);
	});

	it('is given again when Plivo had hung up before it', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		const { opened, open } = gate();
		let isStarted = false;
		node.beforeAnswer = async () => {
			isStarted = true;
			await opened;
		};
		const url = node.url();
		const body = new URLSearchParams(inboundSms() as Record<string, string>).toString();
		const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signatureHeaders({ method: 'POST', url, params: inboundSms() }, { owner: sandbox.account.authToken, main: sandbox.account.authToken }) };
		const hungUp = new AbortController();
		const first = fetch(url, { method: 'POST', headers, body, signal: hungUp.signal }).catch((error: unknown) => error);
		await until(() => isStarted);
		hungUp.abort();
		await first;
		const again = plivo(node)();
		await until(() => node.calls === 2);
		open();
		expect((await again).body).toContain(message);
		expect(node.executions).toHaveLength(1);
	});

	it('is given once to a message that comes several times at the same moment', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		node.beforeAnswer = async () => await until(() => node.calls === 3);
		const answers = await Promise.all([plivo(node)(), plivo(node)(), plivo(node)()]);
		expect(answers.filter(({ body }) => body.includes('<Message '))).toHaveLength(1);
		expect(node.executions).toHaveLength(1);
	});

	it('is given to the call that takes the place of one that failed', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		node.failures = 1;
		expect((await plivo(node)()).status).toBe(500);
		expect((await plivo(node)()).body).toContain(message);
	});

	it('is given to a message that comes again after a restart of n8n', async () => {
		const node = await active({ replyText: 'A <b> & "c"' });
		await plivo(node)();
		const restarted = await TriggerNode.start(sandbox, { parameters: node.parameters, workflowId: 'answers', nodeId: 'answers' });
		triggers.push(restarted);
		restarted.staticData = { ...node.staticData };
		await restarted.activate();
		expect((await plivo(restarted)()).body).toContain(message);
		expect(restarted.executions).toEqual([]);
	});

	it.each<unknown>(['a'.repeat(1_601), { a: 1 }])('that can no longer be sent is left out, and the message starts the workflow: %j', async (replyText) => {
		const said = logged('error');
		const node = await active();
		node.parameters.options = { replyText: replyText as string };
		expect(await plivo(node)()).toMatchObject({ status: 200, body: EMPTY });
		expect(node.executions).toHaveLength(1);
		expect(said()).toMatch(/sent no automatic reply: 'Reply Text' /);
	});

	it.each<FormParams>([
		{ Text: 'ARRET' },
		{ Text: 'Arrêt' },
		{ Text: 'ALTO' },
		{ Text: 'Stop. Thank you' },
		{ Text: 'Stop texting me' },
		{ Text: 'ＳＴＯＰ' },
		{ Text: 'STOP' },
		{ Text: 'help' },
		{ MessageIntent: 'optout' },
		{ Type: 'whatsapp' },
		{ From: 'MYBANK' },
	])('is not given to %j', async (changes) => {
		const node = await active({ replyText: 'Hi' });
		expect((await plivo(node)({ params: inboundSms(changes) })).body).toBe(EMPTY);
		expect(node.executions).toHaveLength(1);
	});

	it('is not given to what starts nothing', async () => {
		const node = await active({ replyText: 'Hi', keyword: 'ORDER' });
		expect((await plivo(node)()).body).toBe(EMPTY);
	});
});
