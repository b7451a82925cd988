import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { templates, wabaId } from '../../../sandbox/templates.mts';
import { until } from '../../until.mts';
import { bytes, file, itemWith, openFileStore, storedFile } from '../files.mts';
import { holdWaits, isOfPace } from '../heldWaits.mts';
import { Execution, nodeContext, output, runNode, type RunOptions } from '../run.mts';
import { against, FROM, recipient, RETRY_ON_FAIL, SENDS } from '../sms.mts';
import { actionPanel } from './nodePanel.mts';
import { everything, EXAMPLE, UNTOUCHED, type Entries, type Panel } from './panel.mts';
import { MONDAY, OTHER, QUESTIONS } from './questionRows.mts';
import { ADDITIONAL, CALLBACK, CONTENT, SMS, SMS_TEXT } from './sendRows.mts';

let sandbox: Sandbox;
let panel: Panel;
let item: INodeExecutionData;
beforeAll(async () => {
	await openFileStore();
	sandbox = await startSandbox();
	panel = await actionPanel();
	const picture = { fileName: 'picture.png', mimeType: 'image/png' };
	item = itemWith({ data: await storedFile(bytes(10), picture), attachment_0: file('b.png', 'image/png', bytes(11)) });
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.reset();
	sandbox.openConversation(recipient(3));
});

const SEND: Entries = { Resource: 'Message', Operation: 'Send' };
const WAIT: Entries = { Resource: 'Message', Operation: 'Send and Wait' };

/** Runs what a person has filled in, and which n8n asks nothing more for. */
async function run(entries: Entries, more: Partial<RunOptions> = {}) {
	const parameters = panel.fill(entries);
	expect(panel.asksFor(parameters)).toEqual([]);
	return await runNode(against(sandbox, { parameters, inputs: [item], ...more }));
}

/** What left for Plivo, also where the sandbox knows no such number or template. */
const sent = () => sandbox.requests.filter(({ method, path }) => method === 'POST' && SENDS.test(path)).map(({ body }) => body as IDataObject);

describe('what Send says to Plivo for what a person enters', () => {
	it.each([...CONTENT, ...ADDITIONAL, ...CALLBACK])('$what', async ({ enter, leaves }) => {
		await run({ ...SEND, ...enter });
		expect(sent()).toEqual([leaves]);
	});
});

describe('what Send and Wait says to Plivo while it waits for a delivery', () => {
	const called = { url: expect.stringContaining('/webhook-waiting/1/node-1?'), method: 'POST' };

	it.each([...CONTENT, ...ADDITIONAL])('$what', async ({ enter, leaves }) => {
		await run({ ...WAIT, 'Wait For': 'Delivery', ...enter });
		expect(sent()).toEqual([{ ...leaves, ...called }]);
	});
});

describe('what a new node sends', () => {
	it('is an SMS from a number, and a WhatsApp template of the account', async () => {
		expect(panel.fill({})).toMatchObject({ resource: 'message', operation: 'send', messageType: 'sms', sender: 'number' });
		expect(panel.fill({ 'Message Type': 'WhatsApp' })).toMatchObject({ whatsappType: 'template', templateMode: 'account' });
	});

	it('asks for what it needs', () => {
		expect(panel.asksFor(panel.fill({}))).toEqual(['from', 'to', 'text']);
	});
});

describe('a template of the account', () => {
	const id = (name: string) => String(templates.find((template) => template.name === name)?.template_id);
	const account = (name: string, value: IDataObject): Entries => ({
		'Message Type': 'WhatsApp',
		From: { 'From List': FROM },
		To: EXAMPLE,
		'WhatsApp Message': 'Template',
		'Template From': 'Account',
		'WhatsApp Business Account ID': wabaId,
		'Include Unapproved': UNTOUCHED,
		Template: { 'By ID': id(name) },
		'Template Variables': { mappingMode: 'defineBelow', value } as never,
	});

	it.each([SEND, { ...WAIT, 'Wait For': 'Delivery' }])('goes out with its variables: %j', async (operation) => {
		await run({ ...operation, ...account('order_update', { 'body.1': 'Ann', 'body.2': '7' }) });
		expect(sent()).toMatchObject([
			{ template: { name: 'order_update', components: [{ type: 'body', parameters: [{ text: 'Ann' }, { text: '7' }] }] } },
		]);
	});
});

describe('the options of Send', () => {
	const to = (options: Entries, more: Entries = {}): Entries => ({ ...SEND, ...SMS_TEXT, From: { 'From List': FROM }, To: '={{ $json.to }}', ...more, Options: options });
	const items = (count: number) => ({ inputs: undefined, items: Array.from({ length: count }, (_, i) => ({ to: recipient(i) })) });

	it('Broadcast: one request for all recipients', async () => {
		await run(to({ Broadcast: true }), items(3));
		expect(sent().map(({ dst }) => dst)).toEqual([[0, 1, 2].map(recipient).join('<')]);
	});

	it('Broadcast as it is when it is added: a request each', async () => {
		await run(to({ Broadcast: UNTOUCHED }), items(2));
		expect(sent()).toHaveLength(2);
	});

	it('Validate Only: nothing leaves, and the request is put out', async () => {
		const checked = output(await run(to({ 'Validate Only': true }), items(1)));
		expect(sent()).toEqual([]);
		expect(checked[0]?.json).toMatchObject({ request: { dst: recipient(0), text: 'Your order has been shipped' } });
	});

	it('Validate Only as it is when it is added: the message leaves', async () => {
		await run(to({ 'Validate Only': UNTOUCHED }), items(1));
		expect(sent()).toHaveLength(1);
	});

	it.each<[Entries[string], number]>([
		['Send Again', 2],
		['Stop', 1],
		[UNTOUCHED, 1],
	])('If Outcome Is Unknown, %p: sent %d times', async (label, times) => {
		sandbox.faults.add({ path: SENDS, fault: { kind: 'resetAfter' } });
		await run(to({ 'If Outcome Is Unknown': label }), { ...items(1), settings: RETRY_ON_FAIL });
		expect(sandbox.accepted).toHaveLength(times);
	});

	it.each<[Entries, number]>([
		[{ 'Requests at a Time': 2, 'Requests per 5 Seconds': UNTOUCHED }, 2],
		[{ 'Requests at a Time': UNTOUCHED }, 100],
	])('%j: no more are on their way', async (options, most) => {
		let open = (): void => undefined;
		const opened = new Promise<void>((resolve) => (open = resolve));
		for (let i = 0; i <= most; i += 1) sandbox.faults.add({ path: SENDS, fault: { kind: 'slow', ms: 0, until: opened } });
		const running = run(to(options), items(most + 1));
		await until(() => sent().length >= most);
		await delay(50);
		expect(sent()).toHaveLength(most);
		open();
		await running;
		expect(sent()).toHaveLength(most + 1);
	});

	it('Requests per 5 Seconds: the next one waits', async () => {
		const waits = holdWaits(1_000);
		const parameters = panel.fill(to({ 'Requests per 5 Seconds': 3 }));
		const execution = await Execution.of(against(sandbox, { parameters, ...items(4) }));
		const running = execution.finish();
		await until(() => sent().length >= 3 && waits.begun.some(isOfPace));
		expect(sent()).toHaveLength(3);
		execution.cancel();
		await running;
	});

	it.each<[Entries[string], number]>([
		['1 Hour', 3_600],
		['1 Day', 86_400],
		['7 Days', 604_800],
		[UNTOUCHED, 86_400],
	])('Link Expiry, %p: the link is good for %d seconds', async (label, seconds) => {
		const media = { 'Message Type': 'WhatsApp', From: { 'From List': FROM }, To: EXAMPLE, 'WhatsApp Message': 'Media', 'Media Source': 'File of the Item' };
		await run({ ...SEND, ...media, Options: { 'Link Expiry': label } });
		const [url = ''] = (sent()[0]?.media_urls ?? []) as string[];
		const [, claims = ''] = (new URL(url).searchParams.get('token') ?? '').split('.');
		const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number; exp: number };
		expect(exp - iat).toBe(seconds);
	});

	it('Fix Line Breaks as it is when it is added: a line break is an error', async () => {
		const template = { 'Template From': 'Fields', 'Template Name': EXAMPLE, 'Body Variables': [{ Text: 'A\nB' }] };
		const whatsapp = { 'Message Type': 'WhatsApp', From: { 'From List': FROM }, To: EXAMPLE, 'WhatsApp Message': 'Template' };
		await run({ ...SEND, ...whatsapp, ...template, Options: { 'Fix Line Breaks': UNTOUCHED } });
		expect(sent()).toEqual([]);
	});
});

describe('a question of Send and Wait', () => {
	const ask = (entries: Entries): Entries => ({ ...WAIT, 'Wait For': 'Response', ...SMS, From: { 'From List': FROM }, Message: EXAMPLE, ...entries });
	const APPROVE = { id: 'approve', title: 'Approve' };

	it.each<[string, Entries, string, IDataObject[]]>([
		['as it is', {}, 'approval', [APPROVE]],
		['Approve Only', { 'Approval Options': { 'Type of Approval': 'Approve Only', 'Approve Button Label': 'Sure' } }, 'approval', [{ id: 'approve', title: 'Sure' }]],
		[
			'Approve and Disapprove',
			{ 'Approval Options': { 'Type of Approval': 'Approve and Disapprove', 'Disapprove Button Label': 'No way' } },
			'approval',
			[APPROVE, { id: 'disapprove', title: 'No way' }],
		],
		[
			'Approve and Disapprove as they are',
			{ 'Approval Options': { 'Type of Approval': 'Approve and Disapprove' } },
			'approval',
			[APPROVE, { id: 'disapprove', title: 'Decline' }],
		],
		['Approval', { 'Response Type': 'Approval' }, 'approval', [APPROVE]],
		['Choice', { 'Response Type': 'Choice', Choices: [{ Title: EXAMPLE, Description: EXAMPLE, ID: EXAMPLE }, { Title: 'Other' }] }, 'choice', [MONDAY, OTHER]],
		['Choice from an array', { 'Response Type': 'Choice', 'Choices From': 'Items of an Array', Choices: '["Mon", "Tue"]' }, 'choice', [{ id: 'Mon', title: 'Mon' }, { id: 'Tue', title: 'Tue' }]],
		['Free Text', { 'Response Type': 'Free Text' }, 'freeText', []],
	])('is asked as it was entered: %s', async (_, entries, responseType, choices) => {
		const waiting = await run(ask(entries));
		expect(sent()[0]?.text).toMatch(/^May we ship order 42 today\?\n\nhttp\S+$/);
		const question = { message: 'May we ship order 42 today?', responseType, choices };
		const messageUuid = sandbox.accepted[0]?.message_uuid[0];
		expect(nodeContext(waiting)).toEqual({ waiting: { run: '0', question, byButton: false, messageUuid, to: `+${recipient(3)}` } });
	});

	it.each(QUESTIONS)('goes to WhatsApp as it was entered: $what', async ({ enter, leaves, choices, template }) => {
		if (template !== undefined) sandbox.templates.push(template);
		const waiting = await run({ ...WAIT, 'Wait For': 'Response', 'Message Type': 'WhatsApp', From: { 'From List': FROM }, To: EXAMPLE, ...enter });
		expect(sent()).toEqual([{ src: FROM, dst: recipient(3), type: 'whatsapp', ...leaves }]);
		expect(nodeContext(waiting)).toMatchObject({ waiting: { question: { choices: choices.map((id) => ({ id })) } } });
	});

	it.each<[Entries, number]>([
		[{ 'Limit Type': 'After Time Interval', Amount: 2, Unit: 'Minutes' }, 120_000],
		[{ Amount: 2, Unit: 'Hours' }, 7_200_000],
		[{ Amount: 2, Unit: 'Days' }, 172_800_000],
		[{ Amount: UNTOUCHED, Unit: UNTOUCHED }, 3_600_000],
	])('is waited for no longer than Limit Wait Time says: %j', async (limit, ms) => {
		const before = Date.now();
		const { waitTill } = await run(ask({ Options: { 'Limit Wait Time': limit } }));
		expect(Number(waitTill) - ms).toBeGreaterThanOrEqual(before);
		expect(Number(waitTill) - ms).toBeLessThanOrEqual(Date.now());
	});

	it('is waited for until a date and time', async () => {
		const limit = { 'Limit Type': 'At Specified Time', 'Max Date and Time': '2099-01-31T14:30:00' };
		const { waitTill } = await run(ask({ Options: { 'Limit Wait Time': limit } }), { timezone: 'Asia/Kolkata' });
		expect(new Date(Number(waitTill)).toISOString()).toBe('2099-01-31T09:00:00.000Z');
	});

	it('is waited for 45 minutes when Limit Wait Time is added and left as it is', async () => {
		const { waitTill } = await run(ask({ Options: { 'Limit Wait Time': UNTOUCHED } }));
		expect(Math.round((Number(waitTill) - Date.now()) / 60_000)).toBe(45);
	});
});

describe('the rows above', () => {
	it('enter, choose or pick everything that Send and Send and Wait have', async () => {
		// Those of other tests: what is picked from a list
		const elsewhere = ['Powerpack > From List', 'Template > From List'];
		const fields = panel.description.properties.filter(({ name, displayOptions: { show = {} } = {} }) =>
			name === 'operation' ? show.resource?.includes('message') : show.operation?.some((value) => value === 'send' || value === 'sendAndWait'),
		);
		const others = ['Operation > Get', 'Operation > List', 'Operation > List Media', 'Operation > Report Conversion'];
		const known = new Set([...panel.used, ...elsewhere, ...others, 'Wait Until', 'Wait Until > Delivered', 'Wait Until > Read', 'Wait Until > Sent']);
		expect(everything(fields).filter((path) => !known.has(path))).toEqual([]);
	});
});
