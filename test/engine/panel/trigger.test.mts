import type { FormParams } from '../../../sandbox/signature.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { until } from '../../until.mts';
import { openFileStore } from '../files.mts';
import { holdWaits } from '../heldWaits.mts';
import { MediaHost } from '../mediaHost.mts';
import { against, FROM, recipient } from '../sms.mts';
import { callsOf, inboundSms } from '../trigger/plivoCalls.mts';
import { TriggerNode } from '../trigger/triggerNode.mts';
import { WaitingNode } from '../waitingNode.mts';
import { actionPanel, triggerPanel } from './nodePanel.mts';
import { everything, EXAMPLE, UNTOUCHED, type Entries, type Panel } from './panel.mts';

let sandbox: Sandbox;
let panel: Panel;
let host: MediaHost;
let count = 0;
const started: Array<{ close(): unknown }> = [];
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
	panel = await triggerPanel();
	host = await MediaHost.start();
	host.serve = (_request, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('a picture of some bytes');
});
afterEach(async () => {
	for (const one of started.splice(0)) await one.close();
	sandbox.reset();
});
afterAll(async () => {
	host.close();
	await sandbox.close();
});

const BOTH: Entries = { 'Trigger On': ['Message Received', 'Delivery Status'], Registration: 'Manual' };

/** What a person has filled in, active. */
async function active(entries: Entries, waitingBaseUrl?: string): Promise<TriggerNode> {
	count += 1;
	const id = `panel-${count}`;
	const node = await TriggerNode.start(sandbox, { parameters: panel.fill(entries), workflowId: id, nodeId: id, waitingBaseUrl });
	started.push(node);
	await node.activate();
	return node;
}

const STATUSES = ['queued', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'rejected'];
const message = (changes: FormParams = {}) => inboundSms({ MessageUUID: `m${(count += 1)}`, ...changes });
const status = (Status: string): FormParams => ({ From: '14151234567', To: '14155550123', MessageUUID: `s${(count += 1)}`, Status, Units: '1', TotalRate: '0', TotalAmount: '0' });

/** Calls as Plivo does, each in its turn. @returns which of them have started the workflow, by their index */
async function starting(node: TriggerNode, params: FormParams[]): Promise<number[]> {
	const started: number[] = [];
	for (const [i, one] of params.entries()) {
		const before = node.executions.length;
		await callsOf(sandbox, () => node.url())({ params: one });
		if (node.executions.length > before) started.push(i);
	}
	return started;
}

describe('Trigger On', () => {
	it.each<[string[], Array<'message' | 'status' | 'other'>]>([
		[['Other'], ['other']],
		[['Message Received', 'Delivery Status', 'Other'], ['message', 'status', 'other']],
		[['Message Received'], ['message']],
		[['Delivery Status'], ['status']],
		[['Message Received', 'Delivery Status'], ['message', 'status']],
	])('%j starts the workflow by %j', async (labels, events) => {
		const node = await active({ 'Trigger On': labels, ...(events.includes('message') && { Registration: 'Manual' }) });
		await starting(node, [message(), status('sent'), { Template: 'approved' }]);
		expect(node.executions.map(([item]) => item?.json.event)).toEqual(events);
	});

	it('is a message, of the numbers that are picked, in a new node', () => {
		expect(panel.fill({})).toEqual({ events: ['message'], registration: 'automatic', numbers: [], options: {} });
		expect(panel.asksFor(panel.fill({}))).toEqual(['numbers']);
	});
});

describe('Registration', () => {
	const applicationOf = () => sandbox.snapshot().numbers['14151234567'];

	it('Automatic takes the numbers that were picked, Manual takes none', async () => {
		const before = applicationOf();
		await active({ Registration: 'Manual' });
		expect(applicationOf()).toEqual(before);
		await active({ Registration: 'Automatic', 'Number Names or IDs': ['14151234567'] });
		expect(applicationOf()).not.toEqual(before);
	});

	it.each<[Entries, boolean]>([
		[{}, false],
		[{ 'Take Over': UNTOUCHED }, true],
		[{ 'Take Over': true }, true],
		[{ 'Take Over': false }, false],
	])('takes a number of another workflow with %j: %s', async (options, takes) => {
		const entries = { Registration: 'Automatic', 'Number Names or IDs': ['14151234567'] };
		await active(entries);
		const first = applicationOf();
		await (takes ? active({ ...entries, Options: options }) : expect(active({ ...entries, Options: options })).rejects.toThrow());
		expect(JSON.stringify(applicationOf()) === JSON.stringify(first)).toBe(!takes);
	});
});

describe('Statuses', () => {
	it.each([
		['Delivered', 'delivered'],
		['Failed', 'failed'],
		['Queued', 'queued'],
		['Read', 'read'],
		['Rejected', 'rejected'],
		['Sent', 'sent'],
		['Undelivered', 'undelivered'],
	])('%s lets the status %s start the workflow, and no other', async (label, only) => {
		const node = await active({ ...BOTH, Options: { Statuses: [label] } });
		await starting(node, STATUSES.map(status));
		expect(node.executions.map(([item]) => item?.json.status)).toEqual([only]);
	});

	it('let all start it when none is chosen', async () => {
		const node = await active({ ...BOTH, Options: { Statuses: UNTOUCHED } });
		expect(await starting(node, STATUSES.map(status))).toHaveLength(STATUSES.length);
	});
});

describe('Message Types', () => {
	const types = ['sms', 'mms', 'whatsapp'];

	it.each([
		['SMS', 'sms'],
		['MMS', 'mms'],
		['WhatsApp', 'whatsapp'],
	])('%s lets a message of the type %s start the workflow, and no other', async (label, only) => {
		const node = await active({ ...BOTH, Options: { 'Message Types': [label] } });
		await starting(node, types.map((Type) => message({ Type })));
		expect(node.executions.map(([item]) => item?.json.type)).toEqual([only]);
	});

	it('let all start it when none is chosen', async () => {
		const node = await active({ ...BOTH, Options: { 'Message Types': UNTOUCHED } });
		expect(await starting(node, types.map((Type) => message({ Type })))).toHaveLength(3);
	});
});

describe('an option about messages', () => {
	it('From Numbers: the example lets one number and those of a country start the workflow', async () => {
		const node = await active({ ...BOTH, Options: { 'From Numbers': EXAMPLE } });
		const from = ['14155550123', '14155550124', '447700900123', '4915123456789'];
		expect(await starting(node, from.map((From) => message({ From })))).toEqual([0, 2]);
	});

	it('Keyword: the example lets messages start it that begin with one of the words', async () => {
		const node = await active({ ...BOTH, Options: { Keyword: EXAMPLE } });
		expect(await starting(node, ['YES', 'confirm it', 'no', 'Oh yes'].map((Text) => message({ Text })))).toEqual([0, 1]);
	});

	it('Reply Text: the example is sent back', async () => {
		const node = await active({ ...BOTH, Options: { 'Reply Text': EXAMPLE } });
		const { body } = await callsOf(sandbox, () => node.url())({ params: message() });
		expect(body).toContain('>Thank you, we got your message.</Message>');
	});

	it.each<[Entries, boolean]>([
		[{}, false],
		[{ 'Include Raw Data': UNTOUCHED }, false],
		[{ 'Include Raw Data': true }, true],
	])('%j: what came is added as it is: %s', async (options, isAdded) => {
		const node = await active({ ...BOTH, Options: options });
		await starting(node, [message()]);
		expect('raw' in (node.executions[0]?.[0]?.json ?? {})).toBe(isAdded);
	});

	it.each<[Entries, string[], RegExp | undefined]>([
		[{}, [], undefined],
		[{ 'Download Media': UNTOUCHED }, ['data'], undefined],
		[{ 'Download Media': true, 'Max Size (MB)': UNTOUCHED }, ['data'], undefined],
		[{ 'Download Media': true, 'Max Size (MB)': 0.00001 }, [], /larger|bytes/],
		[{ 'Download Media': false }, [], undefined],
	])('%j: the files are on the item: %j', async (options, fields, reason) => {
		const node = await active({ ...BOTH, Options: options });
		await starting(node, [message({ Type: 'mms', Media0: `${host.url}/a.png` })]);
		await until(() => node.executions.length > 0);
		const [item] = node.executions[0] ?? [];
		expect(Object.keys(item?.binary ?? {})).toEqual(fields);
		if (reason) expect(JSON.stringify(item?.json.media)).toMatch(reason);
	});
});

describe('Gather Messages (Seconds)', () => {
	it.each<[Entries, number]>([
		[{ 'Gather Messages (Seconds)': UNTOUCHED }, 5_000],
		[{ 'Gather Messages (Seconds)': 2 }, 2_000],
	])('%j: the workflow starts once, when the sender has been quiet for %d milliseconds', async (options, ms) => {
		const node = await active({ ...BOTH, Options: options });
		const held = holdWaits(1_000);
		const calls: Array<Promise<unknown>> = [];
		for (const Text of ['Hi', 'there']) {
			calls.push(callsOf(sandbox, () => node.url())({ params: message({ Text }) }));
			await until(() => held.begun.filter((begun) => begun === ms).length === calls.length);
		}
		expect(node.executions).toEqual([]);
		held.release();
		await Promise.all(calls);
		expect(node.executions.map(([item]) => item?.json.text)).toEqual(['Hi\nthere']);
	});

	it.each<Entries>([{}, { 'Gather Messages (Seconds)': 0 }])('%j: each message starts it at once', async (options) => {
		const node = await active({ ...BOTH, Options: options });
		holdWaits(1_000);
		expect(await starting(node, [message(), message()])).toEqual([0, 1]);
	});
});

describe('an answer to a question of Send and Wait', () => {
	/** Answers a question by its button, so many times. @returns the trigger, and what Plivo was told to send then */
	async function answered(options: Entries, times: number) {
		sandbox.openConversation(recipient(0));
		const question: Entries = { Operation: 'Send and Wait', 'Message Type': 'WhatsApp', From: { 'From List': FROM }, To: recipient(0), 'Answer With': 'WhatsApp Buttons', Message: EXAMPLE };
		const waiting = await WaitingNode.start(against(sandbox, { parameters: (await actionPanel()).fill(question) }));
		started.push(waiting);
		const [, payload = ''] = /"(n8n1\.[^"]+)"/.exec(JSON.stringify(sandbox.accepted[0]?.body)) ?? [];
		const node = await active({ ...BOTH, Options: options }, waiting.waitingBaseUrl);
		const press = () => message({ From: recipient(0), To: FROM, Type: 'whatsapp', 'Button[Text]': 'Approve', 'Button[Payload]': payload });
		await starting(node, Array.from({ length: times }, press));
		expect(waiting.resumed).toHaveLength(1);
		return { node, replies: () => sandbox.accepted.slice(1).map(({ body }) => body.text) };
	}

	it.each<[string, Entries, string[]]>([
		['without a Closed Question Reply', {}, []],
		['with one as it is when it is added', { 'Closed Question Reply': UNTOUCHED }, []],
		['with the example', { 'Closed Question Reply': EXAMPLE }, ['This question is closed.']],
	])('that comes too late, %s', async (_, options, replies) => {
		const answer = await answered(options, 2);
		// The node sends it after it has answered Plivo.
		await until(() => answer.replies().length >= replies.length);
		expect(answer.replies()).toEqual(replies);
	});

	it.each<[Entries, number]>([
		[{}, 0],
		[{ 'Start on Answers': UNTOUCHED }, 0],
		[{ 'Start on Answers': true }, 1],
	])('%j: starts the workflow of the trigger %d times', async (options, times) => {
		expect((await answered(options, 1)).node.executions).toHaveLength(times);
	});
});

describe('Ignore Duplicates', () => {
	it.each<[Entries, number]>([
		[{}, 1],
		[{ 'Ignore Duplicates': UNTOUCHED }, 1],
		[{ 'Ignore Duplicates': false }, 2],
	])('%j: a message that comes twice starts the workflow %d times', async (options, times) => {
		const node = await active({ ...BOTH, Options: options });
		const twice = message();
		expect(await starting(node, [twice, twice])).toHaveLength(times);
	});
});

describe('Verify Signature', () => {
	it.each<[Entries, number]>([
		[{}, 403],
		[{ 'Verify Signature': UNTOUCHED }, 403],
		[{ 'Verify Signature': true }, 403],
		[{ 'Verify Signature': false }, 200],
	])('%j: what nobody signed is answered with %d', async (options, expected) => {
		const node = await active({ ...BOTH, Options: options });
		expect((await callsOf(sandbox, () => node.url())({ token: undefined, params: message() })).status).toBe(expected);
	});

	it('switched off, is warned of', () => {
		expect(panel.labels({ ...BOTH, Options: { 'Verify Signature': false } })).toContain('unverifiedNotice');
		expect(panel.labels({ ...BOTH, Options: { 'Verify Signature': true } })).not.toContain('unverifiedNotice');
		expect(panel.labels(BOTH)).not.toContain('unverifiedNotice');
	});
});

describe('the rows above', () => {
	it('enter and choose everything that the trigger has', () => {
		expect(everything(panel.description.properties).filter((path) => !panel.used.has(path))).toEqual([]);
	});
});
