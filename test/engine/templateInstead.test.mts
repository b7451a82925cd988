import type { IDataObject } from 'n8n-workflow';

import { realClock } from '../../sandbox/clock.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { templates, wabaId } from '../../sandbox/templates.mts';
import { until } from '../until.mts';
import { bytes, itemWith, openFileStore, storedFile } from './files.mts';
import { Execution, failure, nodeContext, output, runNode } from './run.mts';
import { against, FROM, recipient, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';
import { call } from './trigger/plivoCalls.mts';
import { WaitingNode } from './waitingNode.mts';

const HOUR = 3_600_000;

let sandbox: Sandbox;
/** How far the sandbox's clock is behind. */
let behind = 0;
beforeAll(async () => {
	await openFileStore();
	const clock = realClock();
	sandbox = await startSandbox({ clock: { ...clock, now: () => clock.now() - behind }, limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});
afterAll(async () => await sandbox.close());
afterEach(() => jest.restoreAllMocks());
beforeEach(() => {
	behind = 0;
	sandbox.reset();
});

const [A, B, C] = [recipient(0), recipient(1), recipient(2)];
const WELCOME = { name: 'welcome', language: 'en_US' };

/** A text, and a template for those outside the 24 hours. */
function text(changes: IDataObject = {}): IDataObject {
	return sendParameters({
		...{ messageType: 'whatsapp', whatsappType: 'text', text: 'Hi', ifOutside24Hours: 'sendTemplate' },
		...{ templateMode: 'fields', templateName: 'welcome', templateLanguage: 'en_US', ...changes },
	});
}

/** A person writes by WhatsApp. @param ago in milliseconds */
function writes(from: string, ago = 0, to = FROM): void {
	behind = ago;
	sandbox.receive({ from, to, type: 'whatsapp', text: 'Hello' });
	behind = 0;
}

const run = async (parameters: IDataObject, items: IDataObject[] = [{ to: A }], settings = {}) => await runNode(against(sandbox, { parameters, items, settings }));
/** What was sent to whom, in order. */
const sent = () => sandbox.accepted.map(({ body }) => [body.dst, body.template === undefined ? 'text' : 'template']);
const lookUps = () => sandbox.requests.filter(({ method, path }) => method === 'GET' && SENDS.test(path)).map(({ query }) => query);

describe('Send Template Instead', () => {
	it('sends the message itself to a person who has just written, and says so, with whatsapp-in-list=at-once', async () => {
		writes(A);
		const [item] = output(await run(text()));
		expect(sandbox.accepted.map(({ body }) => body)).toEqual([{ src: FROM, dst: A, type: 'whatsapp', text: 'Hi' }]);
		expect(item?.json).toMatchObject({ to: [A], sent_as: 'text' });
	});

	// Then it can't know who has written. What it sends reaches everybody.
	it('sends the template to everybody, with whatsapp-in-list=never, and once', async () => {
		sandbox.variants['whatsapp-in-list'] = 'never';
		writes(A);
		const items = output(await run(text(), [{ to: A }, { to: B }], RETRY_ON_FAIL));
		expect([...sent()].sort()).toEqual([[A, 'template'], [B, 'template']]);
		expect(items.map(({ json }) => json.sent_as)).toEqual(['template', 'template']);
	});

	it('sends the template to a person who has not, and says so', async () => {
		const [item] = output(await run(text({ additionalFields: { url: 'https://example.com/', reference: '7' } })));
		expect(sandbox.accepted.map(({ body }) => body)).toEqual([
			{ src: FROM, dst: A, type: 'whatsapp', template: WELCOME, url: 'https://example.com/?reference=7' },
		]);
		expect(item?.json).toMatchObject({ to: [A], sent_as: 'template', reference: '7' });
	});

	it('asks once, for one message of that person to that number', async () => {
		await run(text());
		expect(lookUps()).toEqual([
			{
				message_direction: 'inbound',
				message_type: 'whatsapp',
				from_number: `+${A}`,
				to_number: `+${FROM}`,
				message_time__gte: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				limit: '1',
			},
		]);
	});

	it.each([
		['just now', 0, 'text'],
		['23 hours and 48 minutes ago', 23.8 * HOUR, 'text'],
		['23 hours, 59 minutes and 50 seconds ago', 24 * HOUR - 10_000, 'template'],
		['two days ago', 48 * HOUR, 'template'],
	])('of a person who wrote %s', async (_, ago, kind) => {
		writes(A, ago);
		await run(text());
		expect(sent()).toEqual([[A, kind]]);
	});

	it('does not count what was written by SMS, to another number, or by another person', async () => {
		sandbox.receive({ from: A, to: FROM, type: 'sms', text: 'Hello' });
		writes(A, 0, '14158889999');
		writes(B);
		await run(text());
		expect(sent()).toEqual([[A, 'template']]);
	});

	it('looks up each recipient of an item, and sends each what reaches them', async () => {
		writes(B);
		const [item] = output(await run(text(), [{ to: `${A},${B},${C}` }]));
		expect([...sent()].sort()).toEqual([[A, 'template'], [B, 'text'], [C, 'template']]);
		expect(item?.json).toMatchObject({ to: [A, B, C], sent_as: 'both', template_to: [A, C] });
		expect(item?.json.message_uuid).toHaveLength(3);
	});

	it('looks up a pair of numbers once for all items', async () => {
		writes(A);
		await run(text({ text: '={{ "Hi " + $itemIndex }}' }), [{ to: A }, { to: B }, { to: A }, { to: B }]);
		expect(lookUps()).toHaveLength(2);
		expect(sent().filter(([to]) => to === A)).toEqual([[A, 'text'], [A, 'text']]);
		expect(sent().filter(([to]) => to === B)).toEqual([[B, 'template'], [B, 'template']]);
	});

	it('shares no request in a broadcast', async () => {
		writes(B);
		const items = output(await run(text({ options: { broadcast: true } }), [{ to: A }, { to: B }, { to: A }]));
		expect([...sent()].sort()).toEqual([[A, 'template'], [B, 'text']]);
		expect(items.map(({ json }) => json.sent_as)).toEqual(['template', 'text', 'template']);
	});

	it('takes a template of the account, with its variables', async () => {
		const template = templates.find(({ name }) => name === 'order_update');
		const account = { templateMode: 'account', wabaId, template: { __rl: true, mode: 'id', value: template?.template_id } };
		const variables = (value: IDataObject) => ({ templateVariables: { mappingMode: 'defineBelow', value } });
		await run(text({ ...account, ...variables({ 'body.1': 'Ann', 'body.2': '7' }) }));
		expect(sandbox.accepted[0]?.body.template).toMatchObject({ name: 'order_update', components: [{ parameters: [{ text: 'Ann' }, { text: '7' }] }] });
	});

	it('links a file only where it is sent', async () => {
		const data = await storedFile(bytes(10), { fileName: 'picture.png', mimeType: 'image/png' });
		const parameters = text({ whatsappType: 'media', mediaSource: 'binary', binaryPropertyName: 'data', to: '={{ $itemIndex === 0 ? "14155550120" : "14155550121" }}' });
		writes(A);
		const items = output(await runNode(against(sandbox, { parameters, inputs: [itemWith({ data }), itemWith({ data })] })));
		const bodyTo = (number: string) => sandbox.accepted.find(({ body }) => body.dst === number)?.body;
		expect(bodyTo(A)).toMatchObject({ media_urls: [expect.stringContaining('/rest/binary-data/signed?token=')] });
		expect(bodyTo(B)).toEqual({ src: FROM, dst: B, type: 'whatsapp', template: WELCOME });
		expect(items.map(({ json }) => json.sent_as)).toEqual(['media', 'template']);
	});

	it.each([
		['text', { text: '={{ "" }}' }, "'Text' is empty"],
		['template', { templateName: '={{ "" }}' }, "'Template Name' is empty"],
		['option', { ifOutside24Hours: 'both' }, '\'If Outside the 24 Hours\' is "both", which isn\'t one of its options'],
	])('checks both before anything is sent or looked up: the %s', async (_, changes, message) => {
		writes(A);
		expect(failure(await run(text(changes))).message).toBe(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('shows both requests where they are only validated, and looks nothing up', async () => {
		const [item] = output(await run(text({ options: { validateOnly: true } })));
		expect(item?.json).toMatchObject({ request: { dst: A, text: 'Hi' }, template_request: { dst: A, template: WELCOME } });
		expect(sandbox.requests).toEqual([]);
	});

	it('looks nothing up where the message is sent anyway', async () => {
		const [item] = output(await run(text({ ifOutside24Hours: 'sendAnyway' })));
		expect([sent(), lookUps()]).toEqual([[[A, 'text']], []]);
		expect(item?.json).not.toHaveProperty('sent_as');
	});
});

describe('a look-up that fails', () => {
	const NOT_SENT = "This message was not sent, because n8n couldn't look up whether the person wrote within the last 24 hours: ";

	it('fails the message as not sent, and a retry sends it', async () => {
		sandbox.faults.add({ method: 'GET', path: SENDS, fault: { kind: 'status', status: 401, error: 'no' } });
		const first = await run(text());
		expect(failure(first).message).toBe(`${NOT_SENT}no`);
		expect(failure(first).description).not.toContain('may have sent');
		expect([sent(), nodeContext(first)]).toEqual([[], {}]);
		await (await Execution.retryOf(first, against(sandbox, { parameters: text(), items: [{ to: A }] }))).finish();
		expect(sent()).toEqual([[A, 'template']]);
	});

	it('fails only its own item where the node continues', async () => {
		sandbox.faults.add({ method: 'GET', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const items = output(await run(text({ options: { concurrency: 1 } }), [{ to: A }, { to: B }], { onError: 'continueRegularOutput' }));
		expect(items.map(({ json }) => json.error)).toEqual([`${NOT_SENT}no`, undefined]);
		expect(sent()).toEqual([[B, 'template']]);
	});
});

describe('a try after one that sent', () => {
	/** Holds back the look-up of B, which comes after A has been sent to, and has Plivo turn B's message down then. */
	async function retried(before: () => void, between: () => void) {
		before();
		let open = (): void => undefined;
		const opened = new Promise<void>((resolve) => (open = resolve));
		sandbox.faults.add({ method: 'GET', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'GET', path: SENDS, fault: { kind: 'slow', ms: 0, until: opened } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const running = run(text({ options: { concurrency: 1 } }), [{ to: A }, { to: B }], RETRY_ON_FAIL);
		await until(() => lookUps().length === 2);
		expect(sent()).toHaveLength(1);
		between();
		open();
		return output(await running);
	}

	it('does not send the text to a person who got the template and has written meanwhile', async () => {
		const items = await retried(() => undefined, () => writes(A));
		expect(sent()).toEqual([[A, 'template'], [B, 'template']]);
		expect(items.map(({ json }) => json.sent_as)).toEqual(['template', 'template']);
		expect(lookUps().map(({ from_number: from }) => from)).toEqual([`+${A}`, `+${B}`, `+${B}`]);
	});

	it('does not send the template to a person who got the text, whose 24 hours are over since', async () => {
		const { now } = Date;
		const later = () => jest.spyOn(Date, 'now').mockImplementation(() => now() + 25 * HOUR);
		const items = await retried(() => writes(A), later);
		expect(sent()).toEqual([[A, 'text'], [B, 'template']]);
		expect(items.map(({ json }) => json.sent_as)).toEqual(['text', 'template']);
	});

	it.each([false, true])('as a retry of the execution, sends only what is missing (Broadcast: %s)', async (broadcast) => {
		writes(A);
		const parameters = text({ options: { concurrency: 1, broadcast } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const options = against(sandbox, { parameters, items: [{ to: A }, { to: B }] });
		const first = await runNode(options);
		expect(sent()).toEqual([[A, 'text']]);
		// What A wrote is gone, so a look-up would find that A needs the template.
		sandbox.reset();
		const second = await (await Execution.retryOf(first, options)).finish();
		expect(sent()).toEqual([[B, 'template']]);
		expect(output(second).map(({ json }) => json.sent_as)).toEqual(['text', 'template']);
	});
});

describe('an agent that repeats a call', () => {
	it('gets the first result, though the other message would be sent now', async () => {
		const options = against(sandbox, { parameters: text(), items: [{ to: A }], asTool: true });
		const first = await runNode(options);
		expect(output(first)[0]?.json.sent_as).toBe('template');
		writes(A);
		const second = await (await Execution.of(options, first.data.executionData?.contextData)).finish();
		expect(output(second)[0]?.json).toMatchObject({ already_sent: true, sent_as: 'template' });
		expect(sent()).toEqual([[A, 'template']]);
	});
});

describe('Send and Wait for a delivery', () => {
	async function waiting() {
		const parameters = { ...text(), operation: 'sendAndWait', waitFor: 'delivery' };
		return await WaitingNode.start(against(sandbox, { parameters, items: [{ to: A }] }));
	}

	it.each([
		['template', () => undefined],
		['text', () => writes(A)],
	])('sends the %s, waits for it, and says which it was', async (kind, before) => {
		before();
		const node = await waiting();
		try {
			expect(sent()).toEqual([[A, kind]]);
			const { body, message_uuid: [uuid = ''] = [] } = sandbox.accepted[0] ?? {};
			const url = String(body?.url);
			expect(body).toMatchObject({ url: expect.stringContaining('/webhook-waiting/'), method: 'POST' });
			const params = { From: FROM, To: A, Type: 'whatsapp', MessageUUID: uuid, Status: 'delivered' };
			expect((await call({ url, to: node.at(url), token: sandbox.account.authToken, params })).status).toBe(200);
			expect(node.resumed).toMatchObject([{ delivered: true, message_uuid: uuid, sentAs: kind }]);
			const atTimeLimit = node.run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0]?.[0]?.json;
			expect(atTimeLimit).toMatchObject({ timedOut: true, sentAs: kind });
		} finally {
			node.close();
		}
	});
});
