import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as n8n from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { isBeforeVersion2 } from '../../nodes/Plivo/sendAndWait/resumable';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { Execution, failure, NODE_NAME, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { against, FROM, recipient, SENT_ALREADY } from './sms.mts';

// What n8n does with an execution that waits is shown in a real one: test/e2e/checks/3-wait-*.spec.mts.
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const DAY = 86_400_000;

function waiting(parameters: IDataObject, more: Partial<RunOptions> = {}): RunOptions {
	const base = { resource: 'message', operation: 'sendAndWait', messageType: 'sms', sender: 'number', to: recipient(0) };
	const from = { __rl: true, mode: 'number', value: FROM };
	return against(sandbox, { parameters: { ...base, from, ...parameters }, ...more });
}

const delivery = { waitFor: 'delivery', text: 'On its way' };
const question = { message: 'May we ship?' };

/** What n8n puts out when time is up: what then goes into the node. */
function atTimeLimit({ data }: Awaited<ReturnType<typeof runNode>>) {
	return data.executionData?.nodeExecutionStack[0]?.data.main?.[0];
}

describe('waiting for a delivery', () => {
	it('has Plivo call the signed address of the execution, and waits a day', async () => {
		const before = Date.now();
		const run = await runNode(waiting(delivery));
		const after = Date.now();
		const [sent] = sandbox.accepted;
		expect(sent?.body).toEqual({ src: FROM, dst: recipient(0), type: 'sms', text: 'On its way', url: expect.any(String), method: 'POST' });
		expect(sent?.body.url).toMatch(/^http:\/\/127\.0\.0\.1:5678\/webhook-waiting\/1\/node-1\?run=0&signature=[0-9a-f]{64}$/);
		expect(run.status).toBe('waiting');
		expect(Number(run.waitTill) - DAY).toBeGreaterThanOrEqual(before);
		expect(Number(run.waitTill) - DAY).toBeLessThanOrEqual(after);
		expect(atTimeLimit(run)).toEqual([
			{
				json: { delivered: false, timed_out: true, status: 'unknown', is_final: false, error_code: null, error_meaning: null, error_remedy: null, message_uuid: sent?.message_uuid[0], to: `+${recipient(0)}` },
				pairedItem: { item: 0 },
			},
		]);
		expect(nodeContext(run)).toEqual({ waiting: { run: '0', address: sent?.body.url, messageUuid: sent?.message_uuid[0], signedByV3: '' } });
	});

	it('takes every kind of message', async () => {
		const place = { latitude: 1, longitude: 2, locationName: 'Shop', locationAddress: 'High Street 1' };
		await runNode(waiting({ ...delivery, messageType: 'whatsapp', whatsappType: 'location', ...place, waitUntil: 'read' }));
		expect(sandbox.accepted[0]?.body).toMatchObject({ type: 'whatsapp', location: { latitude: '1', longitude: '2' }, method: 'POST' });
		await runNode(waiting({ ...delivery, messageType: 'mms', mediaSource: 'url', mediaUrls: 'https://example.com/a.png' }));
		expect(sandbox.accepted[1]?.body).toMatchObject({ type: 'mms', media_urls: ['https://example.com/a.png'], method: 'POST' });
	});

	it('calls nobody else, whatever was left in a field that is not shown', async () => {
		const additionalFields = { url: 'https://example.com/', method: 'GET', message_expiry: 60 };
		await runNode(waiting({ ...delivery, additionalFields }));
		expect(sandbox.accepted[0]?.body).toMatchObject({ url: expect.stringMatching(/webhook-waiting/), method: 'POST', message_expiry: 60 });
	});
});

describe('waiting for a response', () => {
	it('sends the question with the link, and waits without end', async () => {
		const additionalFields = { url: 'https://example.com/', method: 'GET' };
		const run = await runNode(waiting({ ...question, additionalFields }));
		const { body, message_uuid: uuids } = sandbox.accepted[0] ?? {};
		expect(body).toEqual({ src: FROM, dst: recipient(0), type: 'sms', text: expect.any(String) });
		expect(body?.text).toMatch(/^May we ship\?\n\nhttp:\/\/127\.0\.0\.1:5678\/webhook-waiting\/1\/node-1\?run=0&signature=[0-9a-f]{64}$/);
		expect(run.status).toBe('waiting');
		expect(new Date(Number(run.waitTill)).getUTCFullYear()).toBe(3000);
		expect(atTimeLimit(run)).toEqual([
			{ json: { data: {}, timed_out: true, message_uuid: uuids?.[0], to: `+${recipient(0)}`, answered_by: null }, pairedItem: { item: 0 } },
		]);
	});

	it('keeps the question, as it came from the item', async () => {
		const parameters = { message: '={{ $json.ask }}', approvalOptions: { values: { approvalType: 'double', approveLabel: '={{ $json.yes }}' } } };
		const run = await runNode(waiting(parameters, { items: [{ ask: 'Ship?', yes: 'Sure' }] }));
		const question = { message: 'Ship?', responseType: 'approval', choices: [{ id: 'approve', title: 'Sure' }, { id: 'disapprove', title: 'Decline' }] };
		const [sent] = sandbox.accepted;
		expect(nodeContext(run)).toEqual({ waiting: { run: '0', question, byButton: false, to: `+${recipient(0)}`, messageUuid: sent?.message_uuid[0] } });
	});

	it('shows the question that was sent, also where an expression gives another one each time', async () => {
		const run = await runNode(waiting({ message: '={{ "Is the code " + Math.random() + " right?" }}' }));
		const [sent] = String(sandbox.accepted[0]?.body.text).split('\n');
		expect(sent).toMatch(/^Is the code 0\.\d+ right\?$/);
		expect(nodeContext(run)).toMatchObject({ waiting: { question: { message: sent } } });
	});

	it('waits no longer than it is told', async () => {
		const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'hours' } };
		const before = Date.now();
		const run = await runNode(waiting({ ...question, options: { limitWaitTime } }));
		expect(Number(run.waitTill) - 7_200_000).toBeGreaterThanOrEqual(before);
		expect(Number(run.waitTill) - 7_200_000).toBeLessThanOrEqual(Date.now());
	});
});

describe('a wait that nobody can compute once the message is sent', () => {
	// The node's context has a record only after it.
	const resumeAmount = `={{ $node[${JSON.stringify(NODE_NAME)}].context.sends === undefined ? 5 : 0 }}`;
	const parameters = { ...question, options: { limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit: 'minutes' } } } };

	it('says that Plivo has the message, and waits for nothing', async () => {
		const run = await runNode(waiting(parameters));
		expect(sandbox.accepted).toHaveLength(1);
		expect(run.waitTill).toBeUndefined();
		const { message, description } = failure(run);
		expect(message).toBe('\'Limit Wait Time, Amount\' is "0", which isn\'t a number above 0');
		expect(description).toMatch(/Plivo has already accepted 1 message: 1st item \(\+\d+\)\. Execute step and a new execution send to them again; retrying this failed execution, under Executions, doesn't\.$/);
	});

	it('leaves no record where the execution goes on', async () => {
		const run = await runNode(waiting(parameters, { settings: { onError: 'continueRegularOutput' } }));
		expect(output(run)[0]?.json).toMatchObject({ message: expect.stringMatching(/Plivo has already accepted 1 message: .* send to them again\.$/) });
		expect(nodeContext(run)).toEqual({});
	});
});

describe('what is wrong is said before anything is sent', () => {
	const cases: Array<[string, IDataObject, string]> = [
		['several recipients', { ...delivery, to: `${recipient(0)}, ${recipient(1)}` }, "'To' contains 2 numbers, but the node can only wait for one message"],
		['a question without words', { message: ' ' }, "'Message' is empty"],
		['a question by MMS', { ...question, messageType: 'mms' }, "'Message Type' is MMS, but a question has no files"],
		[
			'a question that is too long with its link',
			{ message: 'x'.repeat(1_590) },
			"'Message, with its link' has 1,719 characters (12 SMS units), but Plivo accepts up to 1,600",
		],
		[
			'the same by WhatsApp',
			{ message: 'x'.repeat(4_090), messageType: 'whatsapp' },
			"'Message, with its link' is 4,219 characters long; the limit is 4,096",
		],
		['waiting for an SMS to be read', { ...delivery, waitUntil: 'read' }, "'Wait Until' is Read, which only WhatsApp reports"],
		['a state that there is not', { ...delivery, waitUntil: 'seen' }, '\'Wait Until\' is "seen", which isn\'t one of its options'],
		[
			'a time that has passed',
			{ ...delivery, options: { limitWaitTime: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' } } } },
			"'Limit Wait Time' ends before the message is sent",
		],
	];

	it.each(cases)('%s', async (_, parameters, message) => {
		const run = await runNode(waiting(parameters));
		expect(failure(run).message).toBe(message);
		expect(run.waitTill).toBeUndefined();
		expect(sandbox.requests).toEqual([]);
	});

	it('several items, also when set to continue', async () => {
		const run = await runNode(waiting(delivery, { items: [{}, {}] }));
		expect(failure(run).message).toBe('Send and Wait takes one item, but got 2');
		expect(failure(run).description).toMatch(/Loop Over Items/);
		const continued = await runNode(waiting(delivery, { items: [{}, {}], settings: { onError: 'continueRegularOutput' } }));
		expect(output(continued).map(({ json }) => json.error)).toEqual(Array(2).fill('Send and Wait takes one item, but got 2'));
		expect(continued.waitTill).toBeUndefined();
		expect(sandbox.requests).toEqual([]);
	});

	it('an n8n that Plivo cannot reach', async () => {
		const options = waiting(delivery);
		const run = await runNode({ ...options, credentials: { ...options.credentials, baseUrl: 'https://api.plivo.com' } });
		expect(failure(run).message).toBe("This n8n can't be reached from the internet at http://127.0.0.1:5678");
		expect(failure(run).description).toMatch(/WEBHOOK_URL/);
	});
});

describe('is refused before anything is sent', () => {
	it.each([delivery, question])('in a sub-workflow of an n8n that would give its parent something else (%j)', async (parameters) => {
		const run = await runNode(waiting(parameters, { mode: 'integrated' }));
		if (!isBeforeVersion2(n8n)) {
			expect(run.status).toBe('waiting');
			return;
		}
		expect(failure(run).message).toBe('In a sub-workflow, Send and Wait needs n8n 2.0 or newer');
		expect(failure(run).description).toContain('Update n8n');
		expect(sandbox.requests).toEqual([]);
	});

	it('in a node whose name n8n loses', async () => {
		const run = await runNode(waiting(question, { settings: { name: '__proto__' } }));
		expect(failure(run).message).toBe(`n8n can't continue from a node that is named "__proto__"`);
		expect(sandbox.requests).toEqual([]);
	});

	it.each([
		['/n8n', undefined, '/n8n'],
		['/a/b', undefined, '/a/b'],
		['/n8n', 'wait', '/n8n'],
	])('under the path %s (%s)', async (servedUnder, waitingEndpoint, path) => {
		for (const parameters of [delivery, question]) {
			const run = await runNode(waiting(parameters, { servedUnder, ...(waitingEndpoint !== undefined && { waitingEndpoint }) }));
			expect(failure(run).message).toBe(`Send and Wait doesn't work while n8n's address has a path, such as ${path}`);
			expect(failure(run).description).toContain('WEBHOOK_URL');
		}
		expect(sandbox.requests).toEqual([]);
	});
});

it('an endpoint of its own is no path that n8n is served under', async () => {
	const run = await runNode(waiting(question, { waitingEndpoint: 'n8n/webhook-waiting' }));
	expect(run.status).toBe('waiting');
	expect(sandbox.accepted[0]?.body.text).toContain('http://127.0.0.1:5678/n8n/webhook-waiting/1/node-1');
});

describe('a fault', () => {
	it('of unknown outcome is not waited for, and not sent again by a retry', async () => {
		sandbox.faults.add({ method: 'POST', fault: { kind: 'resetAfter' } });
		const first = await runNode(waiting(delivery, { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } }));
		expect(failure(first).message).toBe(SENT_ALREADY);
		const second = await (await Execution.retryOf(first, waiting(delivery))).finish();
		expect(failure(second).message).toBe(SENT_ALREADY);
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('that passes is got over, and then it waits', async () => {
		sandbox.faults.add({ method: 'POST', fault: { kind: 'status', status: 429, retryAfter: 0 } });
		const run = await runNode(waiting(question));
		expect(run.status).toBe('waiting');
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('is a success of Plivo that has sent to nobody: nothing would ever come to be waited for', async () => {
		const answer = { message: 'message(s) queued', message_uuid: [], invalid_number: [recipient(0)], api_id: 'a1' };
		const server = createServer((request, response) => {
			request.resume();
			response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const turnedDown = `Plivo rejected the phone number +${recipient(0)}`;
		for (const parameters of [delivery, question]) {
			const options = waiting(parameters);
			const there = { ...options, credentials: { ...options.credentials, baseUrl } };
			const run = await runNode(there);
			expect(run.waitTill).toBeUndefined();
			expect(failure(run).message).toBe(turnedDown);
			const continued = await runNode({ ...there, settings: { onError: 'continueRegularOutput' } });
			expect(continued.waitTill).toBeUndefined();
			expect(output(continued).map(({ json }) => json.error)).toEqual([turnedDown]);
		}
		server.closeAllConnections();
		server.close();
	});

	it('comes out as an item when set to continue, and nothing waits', async () => {
		sandbox.faults.add({ method: 'POST', fault: { kind: 'status', status: 400, error: 'no' } });
		const run = await runNode(waiting(question, { settings: { onError: 'continueRegularOutput' } }));
		expect(output(run)).toMatchObject([{ json: { error: 'no' } }]);
		expect(run.waitTill).toBeUndefined();
	});
});
