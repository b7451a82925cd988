import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { manualClock, type ManualClock } from '../../../sandbox/clock.mts';
import { gate } from '../../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { positionsOf } from '../../../sandbox/variants.mts';
import { until } from '../../until.mts';
import { bytes, contentOf, openFileStore } from '../files.mts';
import { MediaHost } from '../mediaHost.mts';
import { runNode } from '../run.mts';
import { against, sendParameters } from '../sms.mts';
import { logged } from './logged.mts';
import { callsOf, inboundSms } from './plivoCalls.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const SUPPORT = '14151234567';
const SUPPORT_LINE = '20468599130939380';
const BRANCH = '13125550142';
const CUSTOMER = '14155550123';
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

let sandbox: Sandbox<ManualClock>;
let host: MediaHost;
const triggers: TriggerNode[] = [];
let count = 0;

beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox({ clock: manualClock(), limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
	host = await MediaHost.start();
});

afterEach(async () => {
	for (const trigger of triggers.splice(0)) await trigger.close();
	sandbox.reset();
});

afterAll(async () => {
	host.close();
	await sandbox.close();
});

/** Active, each a workflow of its own, since the node remembers what it has seen. */
async function active(
	options: IDataObject = {},
	changes: IDataObject = {},
	setup: Partial<Parameters<typeof TriggerNode.start>[1]> = {},
): Promise<TriggerNode> {
	count += 1;
	const ids = { workflowId: `workflow-${count}`, nodeId: `node-${count}` };
	const node = await TriggerNode.start(sandbox, { parameters: triggerParameters({ options, ...changes }), ...ids, ...setup });
	triggers.push(node);
	await node.activate();
	return node;
}

/** Active, and the webhook of the WhatsApp number, as somebody has entered it in Plivo's console. */
async function activeOnWhatsapp(options: IDataObject = {}, method?: 'GET' | 'POST'): Promise<TriggerNode> {
	const node = await active(options, { registration: 'manual' });
	sandbox.setWhatsappWebhook(SUPPORT, { url: node.url(), ...(method && { method }) });
	return node;
}

/** Somebody writes. @returns the call of the webhook, once it is answered */
async function receive(message: Partial<Parameters<Sandbox['receive']>[0]>) {
	const uuid = sandbox.receive({ from: CUSTOMER, to: SUPPORT, ...message });
	const calls = () => sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid);
	if (calls().length === 0) throw new Error('No webhook was called');
	await until(() => calls().every(({ status, error }) => status !== undefined || error !== undefined));
	return calls().at(-1);
}

/** Has Plivo hang up on the one call that is under way, which the node has got. */
async function hangUp(): Promise<void> {
	await sandbox.clock.advance(8_000, 0);
	await until(() => sandbox.callbacks[0]?.error !== undefined);
	expect(sandbox.callbacks).toMatchObject([{ error: expect.stringContaining('8 seconds') }]);
}

/** The item of each execution, once there are as many. */
async function items(node: TriggerNode, expected = 1): Promise<INodeExecutionData[]> {
	await until(() => node.executions.length >= expected);
	return node.executions.flat();
}

const picture = (length: number, contentType = 'image/png') => ({ contentType, bytes: bytes(length) });

describe('a message', () => {
	it('by SMS is an item with everything in it', async () => {
		const node = await active();
		expect(await receive({ text: 'Grüße & <3 👋' })).toMatchObject({ attempt: 1, method: 'POST', status: 200 });
		expect(await items(node)).toEqual([
			{
				json: {
					event: 'message',
					messageUuid: expect.stringMatching(UUID),
					type: 'sms',
					from: `+${CUSTOMER}`,
					to: `+${SUPPORT}`,
					text: 'Grüße & <3 👋',
					media: [],
					contentType: null,
					button: null,
					context: null,
					intent: null,
					powerpackUuid: expect.stringMatching(UUID),
					conversationId: null,
					conversationOrigin: null,
					conversationExpiresAt: null,
					units: 1,
					totalRate: 0,
					totalAmount: 0,
					errorCode: null,
					sentAt: expect.stringMatching(/^2025-01-15T12:00:00(\.\d+)?Z$/),
					receivedAt: expect.stringMatching(TIME),
					other: { CarrierFees: '0.00000', CarrierFeesRate: '0.00000', DestinationCountryISO: 'US', DestinationNetwork: '' },
				},
			},
		]);
		expect(node.thrown).toEqual([]);
	});

	it.each(['optout', 'optin', 'help'] as const)('says what it is about: %s', async (intent) => {
		const node = await active();
		await receive({ text: 'A word', intent });
		expect((await items(node))[0]?.json).toMatchObject({ intent, text: 'A word' });
	});

	it.each(positionsOf('callback-method'))('comes by GET where the application says so, with callback-method=%s', async (method) => {
		sandbox.variants['callback-method'] = method;
		const node = await active({}, { registration: 'manual' });
		sandbox.editApplication(SUPPORT_LINE, { message_url: `${node.url()}?team=a%20b&team=`, message_method: 'GET' });
		expect(await receive({ text: 'a=1&b=ü +?' })).toMatchObject({ method: method === 'as-asked' ? 'GET' : 'POST', status: 200 });
		expect((await items(node))[0]?.json).toMatchObject({ type: 'sms', text: 'a=1&b=ü +?', from: `+${CUSTOMER}` });
	});

	it('goes to the test while that listens, and then to the active workflow again', async () => {
		const node = await active();
		await node.listen();
		await receive({ text: 'for the test' });
		await until(() => node.testData === undefined);
		expect(sandbox.callbacks[0]?.url).toBe(node.url(true));
		await until(() => sandbox.snapshot().applications.every(({ message_url: url }) => url !== node.url(true)));
		await receive({ text: 'for the workflow' });
		expect(sandbox.callbacks[1]?.url).toBe(node.url());
		expect((await items(node, 2)).map(({ json }) => json.text)).toEqual(['for the test', 'for the workflow']);
	});

	it('is proven by the address that Plivo was given, although this n8n has another by now', async () => {
		const node = await active();
		const url = node.url();
		node.baseUrl = 'https://moved.example.com';
		expect(await receive({ text: 'Hi' })).toMatchObject({ url, status: 200 });
		await items(node);
	});

	it.each(positionsOf('message-signature'))('starts the workflow once, also when it comes again, with message-signature=%s', async (signature) => {
		sandbox.variants['message-signature'] = signature;
		const node = await active();
		expect(await receive({ text: 'Hi', messageUuid: 'the-first' })).toMatchObject({ status: 200 });
		sandbox.redeliver('the-first');
		await until(() => sandbox.callbacks.length === 2 && sandbox.callbacks.every(({ status }) => status === 200));
		expect(await receive({ text: 'Bye' })).toMatchObject({ status: 200 });
		expect((await items(node, 2)).map(({ json }) => json.text)).toEqual(['Hi', 'Bye']);
		expect(node.executions).toHaveLength(2);
	});

	it.each(positionsOf('message-signature'))("of a subaccount's number is proven by either token, with message-signature=%s", async (signature) => {
		sandbox.variants['message-signature'] = signature;
		// Only the main account's token proves what is signed by Ma-V3 alone; the log says what came.
		const accounts = signature === 'ma-v3' ? [sandbox.account] : [sandbox.account, sandbox.subaccount];
		for (const account of accounts) {
			const node = await active({}, { numbers: [BRANCH] }, { credentials: { ...account, baseUrl: sandbox.url } });
			expect(await receive({ to: BRANCH, text: 'Hi' })).toMatchObject({ status: 200, url: node.url() });
			await items(node);
			await node.deactivate();
		}
		if (signature !== 'ma-v3') return;
		const warnings = logged('warn');
		const node = await active({}, { numbers: [BRANCH] }, { credentials: { ...sandbox.subaccount, baseUrl: sandbox.url } });
		expect(await receive({ to: BRANCH, text: 'Hi' })).toMatchObject({ status: 403 });
		expect(node.executions).toEqual([]);
		expect(warnings()).toMatch(/was refused: its signature is wrong for http\S+ \(x-plivo-signature-v3, x-plivo-signature-v3-nonce, x-plivo-signature-ma-v3\)/);
		jest.restoreAllMocks();
	});

	it("of a number of a subaccount is proven by the main account's token and by the subaccount's", async () => {
		for (const account of [sandbox.account, sandbox.subaccount]) {
			const node = await active({}, { numbers: [BRANCH] }, { credentials: { ...account, baseUrl: sandbox.url } });
			expect(await receive({ to: BRANCH, text: 'Hi' })).toMatchObject({ status: 200, url: node.url() });
			expect((await items(node))[0]?.json).toMatchObject({ to: `+${BRANCH}` });
			await node.deactivate();
		}
		const other = { authId: sandbox.account.authId, authToken: 'another', baseUrl: sandbox.url };
		const node = await active({}, { registration: 'manual' }, { credentials: other });
		sandbox.editApplication('64529074997228907', { message_url: node.url() });
		expect(await receive({ to: BRANCH, text: 'Hi' })).toMatchObject({ status: 403 });
		expect(node.executions).toEqual([]);
	});
});

describe.each(positionsOf('powerpack-application'))('a number in a Powerpack that has an application, with powerpack-application=%s,', (position) => {
	const CAMPAIGNS = '16465550101';
	const POWERPACKS_OWN = '33660394121755210';

	it.each([null, 'https://crm.example.invalid/'])('can be registered, and is given back; the Powerpack calls %p', async (url) => {
		sandbox.variants['powerpack-application'] = position;
		sandbox.editApplication(POWERPACKS_OWN, { message_url: url ?? '' });
		const before = sandbox.snapshot();
		const node = await active({}, { numbers: [CAMPAIGNS] });
		const uuid = sandbox.receive({ from: CUSTOMER, to: CAMPAIGNS, text: 'Hi' });
		// The other way round, the messages go where they went before. The list of numbers says so: picker.test.mts.
		const called = sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid).map((one) => one.url);
		expect(called).toEqual(position === 'number' ? [node.url()] : [url].filter(Boolean));
		if (position === 'number') expect((await items(node))[0]?.json).toMatchObject({ to: `+${CAMPAIGNS}`, text: 'Hi' });
		else expect(node.executions).toEqual([]);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('an MMS', () => {
	const media = [picture(3_000), picture(70_000, 'image/jpeg')];

	it('has its files on the item', async () => {
		const node = await active({ downloadMedia: true });
		expect(await receive({ text: 'Look', media })).toMatchObject({ status: 200 });
		const [item] = await items(node);
		expect(item?.json).toMatchObject({
			type: 'mms',
			text: 'Look',
			media: [
				{ url: expect.stringContaining(sandbox.url), contentType: null, binaryField: 'data' },
				{ url: expect.stringContaining(sandbox.url), contentType: null, binaryField: 'data1' },
			],
		});
		expect(Object.keys(item?.binary ?? {}).sort()).toEqual(['data', 'data1']);
		expect(item?.binary).toMatchObject({ data: { mimeType: 'image/png' }, data1: { mimeType: 'image/jpeg' } });
		expect(await contentOf(item?.binary?.data)).toEqual(bytes(3_000));
		expect(await contentOf(item?.binary?.data1)).toEqual(bytes(70_000));
		expect(JSON.stringify(item?.json)).not.toContain('downloadError');
	});

	it.each([{}, { downloadMedia: false }])('has only their addresses with %j', async (options) => {
		host.set([], (_request, response) => void response.end('x'));
		const node = await active(options);
		await receive({ text: 'Look', media, params: { Media0: `${host.url}/a`, Media1: `${host.url}/b` } });
		const [item] = await items(node);
		expect(item?.json.media).toEqual([
			{ url: `${host.url}/a`, contentType: null },
			{ url: `${host.url}/b`, contentType: null },
		]);
		expect(item).not.toHaveProperty('binary');
		expect(host.requests).toEqual([]);
	});

	it('starts the workflow although a file is too large', async () => {
		const node = await active({ downloadMedia: true, maxSizeMb: 0.01, raw: true });
		await receive({ media: [picture(10_486), picture(10_485)] });
		const [item] = await items(node);
		expect(item?.json).toMatchObject({
			media: [
				{ downloadError: 'The limit is 10,485.76 bytes, and the file has 10,486' },
				{ binaryField: 'data1' },
			],
			raw: { MediaCount: '2' },
		});
		expect(Object.keys(item?.binary ?? {})).toEqual(['data1']);
		expect(await contentOf(item?.binary?.data1)).toEqual(bytes(10_485));
	});

	it('starts the workflow although the host of a file is down, or has it no more', async () => {
		const node = await active({ downloadMedia: true });
		host.set([], (_request, response) => void response.writeHead(404).end());
		await receive({ media: [picture(5)], params: { Media1: 'http://127.0.0.1:1/a', Media2: `${host.url}/gone`, Media3: 'ftp://a.example/b' } });
		const [item] = await items(node);
		expect(item?.json.media).toEqual([
			expect.objectContaining({ binaryField: 'data' }),
			{ url: 'http://127.0.0.1:1/a', contentType: null, downloadError: 'No connection to the host of the file (ECONNREFUSED)' },
			{ url: `${host.url}/gone`, contentType: null, downloadError: `${new URL(host.url).host} answered with HTTP 404` },
			{ url: 'ftp://a.example/b', contentType: null, downloadError: 'The file has no web address' },
		]);
		expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
	});

	it.each(['a\u202egpj.exe', '%2e%2e%2f%2e%2e', 'a%0d%0ab%00.png', `${'n'.repeat(300)}.png`, 'CON.png'])('gives a file whose address ends in %s a name that does no harm', async (end) => {
		host.set([], (_request, response) => void response.end(bytes(5)));
		const node = await active({ downloadMedia: true });
		await receive({ media: [picture(5)], params: { Media0: `${host.url}/x/${end}` } });
		const { fileName = '' } = (await items(node))[0]?.binary?.data ?? {};
		expect(fileName).toMatch(/^[^.\s/\\\p{Cc}\p{Cf}][^/\\\p{Cc}\p{Cf}]*$/u);
		expect(fileName).not.toMatch(/^con\./i);
		expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(255);
	});

	it('of a call that nobody has to sign has no file from another host than that of Plivo', async () => {
		host.set([], (_request, response) => void response.end('x'));
		const node = await active({ downloadMedia: true, verifySignature: false });
		await receive({ media: [picture(5)], params: { Media0: `${host.url}/a`, Media1: 'http://169.254.169.254/latest' } });
		const [item] = await items(node);
		const downloadError = 'Verify Signature is off, so only files at media.plivo.com are downloaded';
		expect(item?.json.media).toEqual([
			{ url: `${host.url}/a`, contentType: null, downloadError },
			{ url: 'http://169.254.169.254/latest', contentType: null, downloadError },
		]);
		expect(item?.binary).toEqual({});
		expect(host.requests).toEqual([]);
	});

	it('starts the workflow although a file cannot be stored', async () => {
		const node = await active({ downloadMedia: true });
		const store = jest.spyOn(BinaryDataService.prototype, 'store').mockRejectedValueOnce(new Error('ENOSPC: no space left'));
		await receive({ media: [picture(5)] });
		const [item] = await items(node);
		store.mockRestore();
		expect(item?.json.media).toMatchObject([{ downloadError: 'The file could not be stored (ENOSPC: no space left)' }]);
	});

	it('is given two minutes for its files', async () => {
		const node = await active({ downloadMedia: true });
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		await receive({ media: [picture(5)] });
		await items(node);
		expect(timeout.mock.calls).toContainEqual([120_000]);
		timeout.mockRestore();
	});

	it('is answered before its files are there, and not taken for a new one meanwhile', async () => {
		const waiting: ServerResponse[] = [];
		host.set([], (_request, response) => void waiting.push(response));
		const node = await active({ downloadMedia: true, replyText: 'Thank you' });
		const call = await receive({ media: [picture(5)], params: { Media0: `${host.url}/slow` } });
		expect(call).toMatchObject({ status: 200, answer: { contentType: expect.stringContaining('text/xml'), body: expect.stringContaining('>Thank you<') } });
		await until(() => waiting.length === 1);
		sandbox.redeliver(String(call?.messageUuid));
		await until(() => sandbox.callbacks[1]?.status !== undefined);
		expect(sandbox.callbacks[1]).toMatchObject({ status: 200, answer: { body: expect.stringContaining('<Response/>') } });
		expect(node.executions).toEqual([]);

		waiting[0]?.end(bytes(9));
		const [item] = await items(node);
		expect(await contentOf(item?.binary?.data)).toEqual(bytes(9));
		expect(node.executions).toHaveLength(1);
		expect(waiting).toHaveLength(1);
		// for after a restart
		expect(node.staticData).toMatchObject({ 'node:Plivo Messaging Trigger': { recentEvents: expect.stringMatching(/^.{9}$/) } });
	});

	it('without files waits for none', async () => {
		const node = await active({ downloadMedia: true });
		await receive({ text: 'Hi' });
		const [item] = await items(node);
		expect(item?.json).toMatchObject({ type: 'sms', media: [] });
		expect(item).not.toHaveProperty('binary');
	});
});

describe('a WhatsApp message', () => {
	const messages: Array<[string, Partial<Parameters<Sandbox['receive']>[0]>, IDataObject]> = [
		['text', { text: 'Hi 👋' }, { contentType: 'text', text: 'Hi 👋', media: [], button: null, context: null }],
		[
			'media',
			{ text: 'A caption', media: [picture(100, 'image/jpeg')] },
			{ contentType: 'media', text: 'A caption', media: [{ url: expect.any(String), contentType: 'image/jpeg' }] },
		],
		[
			'button',
			{ button: { text: 'Yes', payload: 'yes-1' }, context: { messageUuid: 'the-question' } },
			{ contentType: 'button', text: '', button: { text: 'Yes', payload: 'yes-1' }, context: { messageUuid: 'the-question' } },
		],
		['button without a payload', { button: { text: 'None' } }, { contentType: 'button', button: { text: 'None', payload: null } }],
		[
			'list answer',
			{ contentType: 'button', params: { Button: '{"type":"list_reply","title":"Blue","id":"row-2"}' } },
			{ contentType: 'button', button: { text: 'Blue', payload: 'row-2' } },
		],
		[
			'unknown',
			{ contentType: 'unknown', params: { Sticker: '🦊' } },
			{ contentType: 'unknown', text: '', media: [], button: null, raw: expect.objectContaining({ Sticker: '🦊' }) },
		],
		['something that is yet to come', { contentType: 'Hologram', text: 'x' }, { contentType: 'hologram', text: 'x' }],
	];

	it.each(messages)('%s', async (_words, message, expected) => {
		for (const method of ['POST', 'GET'] as const) {
			const node = await activeOnWhatsapp({ raw: true }, method);
			expect(await receive({ type: 'whatsapp', ...message })).toMatchObject({ method, status: 200 });
			expect((await items(node))[0]?.json).toMatchObject({
				event: 'message',
				type: 'whatsapp',
				from: `+${CUSTOMER}`,
				to: `+${SUPPORT}`,
				intent: null,
				...expected,
			});
		}
	});

	describe.each(positionsOf('press-parts'))('of a pressed button, with press-parts=%s', (parts) => {
		it.each(positionsOf('press-id'))('and press-id=%s', async (id) => {
			Object.assign(sandbox.variants, { 'press-parts': parts, 'press-id': id });
			const node = await activeOnWhatsapp();
			await receive({ type: 'whatsapp', button: { text: 'Yes', payload: 'yes-1' }, context: { messageUuid: 'the-question' } });
			expect((await items(node))[0]?.json).toMatchObject({
				contentType: 'button',
				button: { text: 'Yes', payload: id === 'sent' ? 'yes-1' : null },
				context: { messageUuid: 'the-question' },
				other: {},
			});
		});
	});

	it.each([
		['flat', { Latitude: '37.48', Longitude: '-122.14', Name: 'Pier' }],
		['brackets', { 'Location[Latitude]': '37.48', 'Location[Longitude]': '-122.14', 'Location[Name]': 'Pier' }],
		['json', { Location: '{"Latitude":"37.48","Longitude":"-122.14","Name":"Pier"}' }],
	] satisfies Array<[Sandbox['variants']['location-parts'], IDataObject]>)('of a place loses nothing of it, with location-parts=%s', async (parts, other) => {
		sandbox.variants['location-parts'] = parts;
		const node = await activeOnWhatsapp();
		await receive({ type: 'whatsapp', location: { latitude: '37.48', longitude: '-122.14', name: 'Pier' } });
		expect((await items(node))[0]?.json).toMatchObject({ event: 'message', contentType: 'location', text: '', other });
	});

	it('has its file on the item, of the type that Plivo says', async () => {
		const node = await activeOnWhatsapp({ downloadMedia: true });
		host.set([], (_request, response) => void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes(50)));
		await receive({ type: 'whatsapp', media: [picture(50, 'audio/ogg')], params: { Media0: `${host.url}/voice` } });
		const [item] = await items(node);
		expect(item?.json.media).toEqual([{ url: `${host.url}/voice`, contentType: 'audio/ogg', binaryField: 'data' }]);
		expect(item?.binary?.data).toMatchObject({ mimeType: 'audio/ogg', fileExtension: expect.stringMatching(/^og/) });
		expect(await contentOf(item?.binary?.data)).toEqual(bytes(50));
	});

	it('is not answered by itself', async () => {
		const node = await activeOnWhatsapp({ replyText: 'Hi' });
		expect(await receive({ type: 'whatsapp', text: 'Hello' })).toMatchObject({ status: 200 });
		await items(node);
		expect(sandbox.accepted).toEqual([]);
	});
});

/** Has the next executions of a node wait before they start, until they may. */
function holdStart(node: TriggerNode): { isReached: () => boolean; open: () => void } {
	const { opened, open } = gate();
	let reached = false;
	node.beforeStart = async () => {
		reached = true;
		await opened;
	};
	return { isReached: () => reached, open };
}

describe("Plivo's further tries", () => {
	/** Lets time pass, and the calls that it brings be answered. */
	async function pass(seconds: number, calls: number): Promise<void> {
		await sandbox.clock.advance(seconds * 1_000);
		await until(() => sandbox.callbacks.length === calls && sandbox.callbacks.every(({ status, error }) => (status ?? error) !== undefined));
	}

	const tries = () => sandbox.callbacks.map(({ attempt, status }) => [attempt, status]);

	it('after 60, 120 and 240 seconds start the workflow once', async () => {
		const node = await active();
		node.failures = 3;
		await receive({ text: 'Hi' });
		await pass(60, 2);
		await pass(120, 3);
		expect(node.executions).toEqual([]);
		await pass(239, 3);
		await pass(1, 4);
		expect(tries()).toEqual([[1, 500], [2, 500], [3, 500], [4, 200]]);
		expect(await items(node)).toMatchObject([{ json: { text: 'Hi' } }]);
		await pass(10_000, 4);
	});

	it('are no more, once one was answered', async () => {
		const node = await active();
		node.failures = 1;
		await receive({ text: 'Hi' });
		await pass(60, 2);
		await pass(10_000, 2);
		expect(tries()).toEqual([[1, 500], [2, 200]]);
		expect(node.executions).toHaveLength(1);
	});

	it('are put off while the first is being handled, and taken once that has failed', async () => {
		const node = await active();
		const { isReached, open } = holdStart(node);
		const uuid = sandbox.receive({ from: CUSTOMER, to: SUPPORT, text: 'Hi' });
		await until(isReached);
		sandbox.redeliver(uuid);
		await until(() => sandbox.callbacks[1]?.status !== undefined);
		expect(sandbox.callbacks[1]?.status).toBe(503);
		expect(node.executions).toEqual([]);

		node.beforeStart = async () => undefined;
		node.failures = 1;
		open();
		await until(() => sandbox.callbacks[0]?.status !== undefined);
		sandbox.redeliver(uuid);
		await until(() => sandbox.callbacks[2]?.status !== undefined);
		expect([sandbox.callbacks[0]?.status, sandbox.callbacks[2]?.status]).toEqual([500, 200]);
		expect(node.executions).toHaveLength(1);
	});

	it('do not start the workflow again although Plivo had hung up before it was answered', async () => {
		const node = await active();
		const { isReached, open } = holdStart(node);
		sandbox.receive({ from: CUSTOMER, to: SUPPORT, text: 'Hi' });
		await until(isReached);
		await hangUp();
		open();
		await items(node);
		await pass(60, 2);
		expect(tries()).toEqual([[1, undefined], [2, 200]]);
		expect(node.executions).toHaveLength(1);
	});
});

describe('a call that Plivo has given up by the time it is answered', () => {
	afterEach(() => void jest.restoreAllMocks());

	/** As where n8n may run only so many executions at once: the call is answered when it is the execution's turn. */
	async function waitingForItsTurn(): Promise<{ node: TriggerNode; turn: () => void; retry: () => Promise<number | undefined> }> {
		const node = await active();
		const turns: Array<() => void> = [];
		node.beforeStart = async () => await new Promise((resolve) => void turns.push(resolve));
		const uuid = sandbox.receive({ from: CUSTOMER, to: SUPPORT, text: 'Hi' });
		await until(() => turns.length === 1);
		await hangUp();
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_000);
		const retry = async () => {
			sandbox.redeliver(uuid);
			await until(() => sandbox.callbacks[1]?.status !== undefined || turns.length === 2);
			return sandbox.callbacks[1]?.status;
		};
		return { node, turn: () => turns.splice(0).forEach((open) => open()), retry };
	}

	it('starts the workflow once although it is not yet its turn when Plivo tries again', async () => {
		const { node, turn, retry } = await waitingForItsTurn();
		expect(await retry()).toBe(503);
		turn();
		await items(node);
		await delay(100);
		expect(node.executions).toHaveLength(1);
	});

	it('gives way to the next try where it has failed meanwhile', async () => {
		const { node, turn, retry } = await waitingForItsTurn();
		node.failures = 1;
		turn();
		await until(() => node.failures === 0);
		node.beforeStart = async () => undefined;
		expect(await retry()).toBe(200);
		expect(node.executions).toHaveLength(1);
	});

	it('starts the workflow once although its files are downloaded', async () => {
		const node = await active();
		const { isReached, open } = holdStart(node);
		const uuid = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
		const first = callsOf(sandbox, () => node.url())({ params: inboundSms({ MessageUUID: uuid }) });
		await until(isReached);
		// The second call waits for what becomes of the first one, however long that takes here, and Plivo doesn't wait so long.
		const still = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
		node.parameters = triggerParameters({ options: { downloadMedia: true } });
		const calls = node.calls;
		sandbox.receive({ from: CUSTOMER, to: SUPPORT, media: [picture(5)], messageUuid: uuid });
		await until(() => node.calls > calls);
		await hangUp();
		still.mockRestore();
		node.beforeStart = async () => undefined;
		node.failures = 1;
		open();
		expect((await first).status).toBe(500);
		expect((await items(node))[0]?.json.media).toMatchObject([{ binaryField: 'data' }]);

		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		sandbox.redeliver(uuid);
		await until(() => sandbox.callbacks[1]?.status !== undefined);
		now.mockRestore();
		expect(sandbox.callbacks[1]?.status).toBe(200);
		// as long as another download would take
		await delay(300);
		expect(node.executions).toHaveLength(1);
	});
});

describe('an answer by SMS', () => {
	it('is sent by Plivo, in the name of the number that was written to', async () => {
		const node = await active({ replyText: ' Danke & "bis bald" <3 👋 ' });
		const call = await receive({ text: 'Hi' });
		expect(call?.replyError).toBeUndefined();
		expect(sandbox.accepted).toMatchObject([
			{ authId: sandbox.account.authId, body: { src: SUPPORT, dst: CUSTOMER, text: 'Danke & "bis bald" <3 👋', type: 'sms' } },
		]);
		await receive({ text: 'Hi again' });
		expect(sandbox.accepted).toHaveLength(1);
		await receive({ from: '14155550999', media: [picture(5)] });
		expect(sandbox.accepted[1]?.body).toMatchObject({ dst: '14155550999' });
		await items(node, 3);
	});

	it.each([
		{ text: 'STOP', intent: 'optout' as const },
		{ text: 'Stop.', says: 'optout' },
		{ text: 'Stop by tomorrow?' },
		{ text: 'Yes', intent: 'optin' as const },
		{ text: 'HELP', intent: 'help' as const },
		{ from: 'MYBANK', text: 'Your code' },
	])('is not sent for %j', async ({ says, ...message }: { from?: string; text: string; intent?: 'optout' | 'optin' | 'help'; says?: string }) => {
		const node = await active({ replyText: 'Hi' });
		expect(await receive(message)).toMatchObject({ status: 200, answer: { body: expect.stringContaining('<Response/>') } });
		expect(await items(node)).toMatchObject([{ json: { text: message.text, intent: says ?? message.intent ?? null } }]);
		expect(sandbox.accepted).toEqual([]);
	});

	it('is sent once, although the webhook is called again', async () => {
		const node = await active({ replyText: 'Hi' });
		const call = await receive({ text: 'Hello' });
		sandbox.redeliver(String(call?.messageUuid));
		await until(() => sandbox.callbacks[1]?.status !== undefined);
		expect(sandbox.accepted).toHaveLength(1);
		expect(node.executions).toHaveLength(1);
	});

	it('is sent when Plivo comes again for it after a minute', async () => {
		const node = await active({ replyText: 'Hi' });
		const call = await receive({ text: 'Hello' });
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		sandbox.redeliver(String(call?.messageUuid));
		await until(() => sandbox.callbacks[1]?.status !== undefined);
		now.mockRestore();
		expect(sandbox.callbacks[1]?.answer?.body).toContain('>Hi</Message>');
		expect(node.executions).toHaveLength(1);
	});
});

describe('the statuses of a message that was sent', () => {
	/** Sends with the other node, whose status callback is this trigger's address. */
	async function send(node: TriggerNode, to: string, additionalFields: IDataObject = {}): Promise<string> {
		const parameters = sendParameters({ to, text: 'Hello', additionalFields: { url: node.url(), ...additionalFields } });
		await runNode(against(sandbox, { parameters }));
		return String(sandbox.accepted.at(-1)?.message_uuid[0]);
	}

	const statusTrigger = async (options: IDataObject = {}) => await active(options, { events: ['status'] });

	it.each(positionsOf('status-signature').flatMap((signature) => ['POST', 'GET'].map((method) => [method, signature] as const)))('come one by one, by %s, with status-signature=%s', async (method, signature) => {
		sandbox.variants['status-signature'] = signature;
		const node = await statusTrigger();
		const messageUuid = await send(node, CUSTOMER, { method });
		await items(node, 1);
		await sandbox.clock.advance(300);
		await items(node, 2);
		await sandbox.clock.advance(900);
		const all = await items(node, 3);
		const common = {
			event: 'status',
			messageUuid,
			parentMessageUuid: messageUuid,
			type: 'sms',
			from: `+${SUPPORT}`,
			to: `+${CUSTOMER}`,
			errorCode: null,
			errorMeaning: null,
			errorRemedy: null,
			units: 1,
			totalRate: 0.0014,
			totalAmount: 0.0014,
			mcc: '312',
			mnc: '650',
			part: null,
			messageTime: expect.stringMatching(/^2025-01-15T/),
			queuedTime: expect.stringMatching(/^2025-01-15T/),
			receivedAt: expect.stringMatching(TIME),
		};
		const time = expect.stringMatching(/^2025-01-15T/);
		expect(all.map(({ json }) => json)).toMatchObject([
			{ ...common, status: 'queued', isFinal: false, sequence: 1, sentTime: null, deliveredTime: null },
			{ ...common, status: 'sent', isFinal: false, sequence: 2, sentTime: time, deliveredTime: null },
			{ ...common, status: 'delivered', isFinal: true, sequence: 3, sentTime: time, deliveredTime: time },
		]);
		expect(sandbox.callbacks.map(({ status, method: by }) => [status, by])).toEqual(Array(3).fill([200, method]));
	});

	it.each([
		['12025550110', 'undelivered', '30', 'The message was flagged as spam.'],
		['12025550123', 'failed', '900', expect.any(String)],
	])('of %s end %s, with the reason and what to do', async (to, status, errorCode, errorMeaning) => {
		const node = await statusTrigger({ statuses: ['undelivered', 'failed'] });
		await send(node, to);
		await sandbox.clock.advance(1_200);
		expect((await items(node))[0]?.json).toMatchObject({
			status,
			isFinal: true,
			errorCode,
			errorMeaning,
			errorRemedy: expect.stringMatching(/\w{3,}/),
		});
		expect(node.executions).toHaveLength(1);
	});

	it('that come in another order keep their numbers and times', async () => {
		const node = await statusTrigger();
		node.failures = 1;
		await send(node, CUSTOMER);
		await until(() => sandbox.callbacks[0]?.status === 500);
		await sandbox.clock.advance(300);
		await items(node, 1);
		await sandbox.clock.advance(900);
		await items(node, 2);
		await sandbox.clock.advance(60_000);
		const [sent, delivered, queued] = (await items(node, 3)).map(({ json }) => json);
		expect([sent, delivered, queued]).toMatchObject([
			{ status: 'sent', sequence: 2 },
			{ status: 'delivered', sequence: 3 },
			{ status: 'queued', sequence: 1, sentTime: null },
		]);
		expect(Date.parse(String(delivered?.deliveredTime)) - Date.parse(String(delivered?.sentTime))).toBe(900);
		expect(sent?.sentTime).toBe(delivered?.sentTime);
		expect(new Set([sent, delivered, queued].map((json) => json?.queuedTime)).size).toBe(1);
	});

	it('are no duplicates of each other, as long as part, state or number differ', async () => {
		const node = await statusTrigger();
		const status = { From: SUPPORT, To: CUSTOMER, MessageUUID: 'in-parts', Status: 'sent', Sequence: '2', PartInfo: '1 of 2' };
		const further = [{ PartInfo: '2 of 2' }, { Sequence: '3' }, { Status: 'delivered' }, { MessageUUID: 'another' }];
		const plivo = callsOf(sandbox, () => node.url());
		for (const changes of [{}, ...further, {}, ...further]) {
			expect((await plivo({ params: { ...status, ...changes } })).status).toBe(200);
		}
		expect(await items(node, 5)).toHaveLength(5);
	});

	it('of an answer by SMS are not taken for messages', async () => {
		const node = await active({ replyText: 'Hi' });
		const messageUuid = await send(node, '14155550999');
		await sandbox.clock.advance(1_200);
		await until(() => sandbox.callbacks.length === 3 && sandbox.callbacks.every(({ status }) => status === 200));
		expect(node.executions).toEqual([]);
		expect(sandbox.accepted.map(({ message_uuid: [uuid] }) => uuid)).toEqual([messageUuid]);
	});
});
