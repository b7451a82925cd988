import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { Execution, failure, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, messages, recipient, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const CONTINUE = { onError: 'continueRegularOutput' } as const;

function sends(items: IDataObject[], options: IDataObject = {}, settings?: RunOptions['settings'], changes: IDataObject = {}): RunOptions {
	return against(sandbox, { parameters: sendParameters({ options: { concurrency: 1, ...options }, ...changes }), items, settings });
}

/** A stand-in for Plivo that answers each send with a success of these words. */
async function answering<T>(body: unknown, run: (baseUrl: string) => Promise<T>): Promise<T> {
	const server = createServer((request, response) => {
		request.resume();
		response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

describe('a success of Plivo that reached nobody', () => {
	it.each([
		{ invalid_number: [recipient(0)] },
		{ message_uuid: [], invalid_number: [recipient(0)] },
		{ message_uuid: [''], invalid_number: recipient(0) },
	])('fails: %j', async (answer) => {
		await answering({ api_id: 'a', message: 'message(s) queued', ...answer }, async (baseUrl) => {
			for (const broadcast of [false, true]) {
				const options = sends(messages(1), { broadcast });
				const run = await runNode({ ...options, credentials: { ...options.credentials, baseUrl } });
				expect(failure(run).message).toBe(`Plivo turned down the phone number ${recipient(0)}`);
				expect(failure(run).description).toContain('country code');
				expect(failure(run).description).not.toContain('may have sent');
				expect(nodeContext(run)).toEqual({});
			}
		});
	});
});

describe('what stays in the execution of a node that is set to continue', () => {
	const refuseSecond = () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 9, fault: { kind: 'status', status: 400, error: 'no' } });
	};

	it.each([{}, RETRY_ON_FAIL])('is nothing when one of its items has failed (%j)', async (settings) => {
		refuseSecond();
		const run = await runNode(sends(messages(2), {}, { ...settings, ...CONTINUE }));
		expect(output(run).map(({ json }) => json.error)).toEqual([undefined, 'no']);
		expect(nodeContext(run)).toEqual({});
	});

	it('is what each try of Retry On Fail needs, and nothing after the last one', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 3, fault: { kind: 'status', status: 400, error: 'no' } });
		// The first item that comes out decides whether n8n runs the node again: one that is refused each time.
		const items = [{ to: 'nobody', text: 'Hi' }, ...messages(2)];
		const run = await runNode(sends(items, {}, { ...RETRY_ON_FAIL, ...CONTINUE }));
		expect(output(run)[0]?.json.error).toBeTruthy();
		expect(acceptedFor(sandbox, 2)).toEqual([1, 1]);
		expect(nodeContext(run)).toEqual({});
	});

	it('says of what had not left when it was cancelled that a retry does not send it', async () => {
		const execution = await Execution.of(sends(messages(20), { requestsPer5Seconds: 5 }, CONTINUE));
		const running = execution.finish();
		while (sandbox.accepted.length < 5) await new Promise((resolve) => setTimeout(resolve, 5));
		execution.cancel();
		const ended = await running;
		const last = output(ended).at(-1)?.json;
		expect(last?.error).toBe('This message was not sent, because the execution was cancelled');
		expect(last?.message).toContain('A retry of this execution does not send it');
	});
});

describe('recipients that are changed before a retry', () => {
	it('get nothing of what had been sent, and the item and the output panel say so', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const changed = sends(messages(2), {}, undefined, { to: `={{ $itemIndex === 0 ? "${recipient(7)}" : $json.to }}` });
		const second = await (await Execution.retryOf(first, changed)).finish();
		expect(second.status).toBe('success');
		expect(sandbox.accepted.map(({ body }) => body.dst)).toEqual([recipient(0), recipient(1)]);
		expect(output(second).map(({ json }) => [json.to, json.not_sent_to])).toEqual([
			[[recipient(0)], [recipient(7)]],
			[[recipient(1)], undefined],
		]);
		const [hint, ...others] = second.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? [];
		expect(others).toEqual([]);
		expect(hint?.message).toMatch(/^Item 0 had already been sent when 'To' was changed/);
	});

	it('are not spoken of where they only are written in another way', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const second = await (await Execution.retryOf(first, sends(messages(2), {}, undefined, { to: '=+{{ $json.to }}' }))).finish();
		expect(second.data.resultData.runData['Plivo Messaging']?.at(-1)?.hints ?? []).toEqual([]);
		expect(acceptedFor(sandbox, 2)).toEqual([1, 1]);
	});

	it('take nothing away from an item whose fields are wrong now: it had been sent', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const first = await runNode(sends(messages(2)));
		const broken = sends(messages(2), {}, undefined, { to: '={{ $itemIndex === 0 ? "nobody" : $json.to }}' });
		const second = await (await Execution.retryOf(first, broken)).finish();
		expect(second.status).toBe('success');
		expect(output(second)[0]?.json.message_uuid).toEqual(sandbox.accepted[0]?.message_uuid);
	});
});

describe('blank rows of a sheet', () => {
	it('are counted, and the Filter node is named', async () => {
		const rows = [...messages(3), { to: '', text: 'Hi' }, { to: '', text: 'Hi' }, { text: 'Hi' }];
		const run = await runNode(sends(rows));
		expect(failure(run).message).toBe("'To' is empty [item 3]");
		expect(failure(run).description).toContain('3 of the 6 items have this problem; the others are 4, 5.');
		expect(failure(run).description).toContain('Filter node');
		expect(sandbox.requests).toHaveLength(0);
	});
});
