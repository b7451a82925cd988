import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Fault } from '../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { holdWaits } from './heldWaits.mts';
import { Execution, failure, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, itemNamed, itemOf, MAY_HAVE_BEEN_SENT, messages, recipient, RETRY_ON_FAIL, sendParameters, SENDS, SENT_ALREADY } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** The fault meets the second of three messages: the first was accepted before it, the third comes after. */
function meetSecondMessage(fault: Fault, times = 1): void {
	sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
	sandbox.faults.add({ method: 'POST', path: SENDS, times, fault });
}

/** One at a time, so that it is certain which one the fault meets; sideBySide.test.mts has the others. */
function threeMessages(settings?: RunOptions['settings'], options = {}): RunOptions {
	const parameters = sendParameters({ options: { concurrency: 1, ...options } });
	return against(sandbox, { parameters, items: messages(3), settings });
}

/**
 * For each fault: how often Plivo takes each of the three messages over all tries together. 1 where it must arrive in
 * the end; for the message that the fault met, 0 or 1 according to whether Plivo took it, never 2.
 */
const table: Array<{ name: string; fault: Fault; recovers: boolean; accepted: number[] }> = [
	{ name: '429', fault: { kind: 'status', status: 429, error: 'too many requests' }, recovers: true, accepted: [1, 1, 1] },
	{ name: '429 with Retry-After', fault: { kind: 'status', status: 429, retryAfter: 1 }, recovers: true, accepted: [1, 1, 1] },
	{ name: '500, not taken', fault: { kind: 'status', status: 500 }, recovers: false, accepted: [1, 0, 0] },
	{ name: '500, taken', fault: { kind: 'statusAfter', status: 500 }, recovers: false, accepted: [1, 1, 0] },
	{ name: 'reset before acceptance', fault: { kind: 'resetBefore' }, recovers: false, accepted: [1, 0, 0] },
	{ name: 'reset after acceptance', fault: { kind: 'resetAfter' }, recovers: false, accepted: [1, 1, 0] },
	{ name: 'page of HTML with 202, taken', fault: { kind: 'notJsonAfter', status: 202 }, recovers: false, accepted: [1, 1, 0] },
	{ name: 'page of HTML with 502', fault: { kind: 'notJson', status: 502 }, recovers: false, accepted: [1, 0, 0] },
	{ name: 'redirect', fault: { kind: 'redirect', location: 'https://example.com/' }, recovers: false, accepted: [1, 0, 0] },
];

describe.each(table)('$name', ({ fault, recovers, accepted }) => {
	it('with Retry On Fail', async () => {
		meetSecondMessage(fault);
		const run = await runNode(threeMessages(RETRY_ON_FAIL));
		expect(run.status).toBe(recovers ? 'success' : 'error');
		expect(acceptedFor(sandbox, 3)).toEqual(accepted);
	});

	it('with a retried execution', async () => {
		meetSecondMessage(fault);
		const first = await runNode(threeMessages());
		expect(first.status).toBe(recovers ? 'success' : 'error');
		if (recovers) {
			expect(acceptedFor(sandbox, 3)).toEqual(accepted);
			return;
		}
		expect(itemOf(failure(first))).toBe(1);
		expect(failure(first).description).toMatch(MAY_HAVE_BEEN_SENT);
		expect(failure(first).description).toMatch(/Plivo has already accepted 1 message: 1st item \(\+14155550120\)\. Execute step and a new execution send to them again/);

		const second = await (await Execution.retryOf(first, threeMessages())).finish();
		expect(failure(second).message).toBe(`${SENT_ALREADY} ${itemNamed(1)}`);
		expect(failure(second).description).toContain(`That try ended with: ${failure(first).message.replace("This message may have been sent. Don't send it again. ", '').replace(` ${itemNamed(1)}`, '')}.`);
		expect(itemOf(failure(second))).toBe(1);
		expect(failure(second).description).toMatch(MAY_HAVE_BEEN_SENT);
		expect(acceptedFor(sandbox, 3)).toEqual(accepted);
	});

	it('with a retried execution that is set to send again', async () => {
		meetSecondMessage(fault);
		const first = await runNode(threeMessages());
		if (recovers) return;
		const second = await (
			await Execution.retryOf(first, threeMessages(undefined, { ifOutcomeUnknown: 'sendAgain' }))
		).finish();
		expect(second.status).toBe('success');
		expect(acceptedFor(sandbox, 3)).toEqual([1, (accepted[1] ?? 0) + 1, 1]);
		expect(output(second).map(({ json }) => json.to)).toEqual([[`+${recipient(0)}`], [`+${recipient(1)}`], [`+${recipient(2)}`]]);
		expect(nodeContext(second)).toEqual({});
	});
});

describe('a message of unknown outcome that is sent again, and refused then', () => {
	it('may still have been sent the first time, and is not sent again by the next retry', async () => {
		meetSecondMessage({ kind: 'statusAfter', status: 500 });
		const first = await runNode(threeMessages());
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'Insufficient Credit' } });
		const again = threeMessages(undefined, { ifOutcomeUnknown: 'sendAgain' });
		const second = await (await Execution.retryOf(first, again)).finish();
		expect(failure(second).message).toBe(`This message may have been sent. Don't send it again. Your Plivo account doesn't have enough credit ${itemNamed(1)}`);
		const third = await (await Execution.retryOf(second, threeMessages())).finish();
		expect(failure(third).message).toBe(`${SENT_ALREADY} ${itemNamed(1)}`);
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 0]);
	});
});

describe('a success that is not of Plivo', () => {
	it.each(['{"status":"ok"}', '{"message_uuid":null}'])('does not count as sent, and is not sent again: %s', async (answer) => {
		const calls: string[] = [];
		const server = createServer((request, response) => {
			calls.push(request.url ?? '');
			response.setHeader('content-type', 'application/json').end(answer);
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		const run = await runNode({
			parameters: sendParameters(),
			items: messages(1),
			settings: RETRY_ON_FAIL,
			credentials: { ...sandbox.account, baseUrl: `http://127.0.0.1:${port}` },
		});
		server.close();
		expect(failure(run).message).toBe(SENT_ALREADY);
		expect(failure(run).description).toContain("That try ended with: The response didn't come from Plivo.");
		expect(calls).toHaveLength(1);
	});
});

describe('400', () => {
	it('is refused again with Retry On Fail, and what went before is not sent again', async () => {
		meetSecondMessage({ kind: 'status', status: 400, error: 'src is not allowed' }, 99);
		const run = await runNode(threeMessages(RETRY_ON_FAIL));
		expect(failure(run).message).toBe(`'From' is not allowed ${itemNamed(1)}`);
		expect(acceptedFor(sandbox, 3)).toEqual([1, 0, 0]);
		expect(sandbox.requests.filter(({ method }) => method === 'POST')).toHaveLength(1 + 3);
	});

	it('lets the rest go out when the execution is retried after it was put right', async () => {
		meetSecondMessage({ kind: 'status', status: 400, error: 'src is not allowed' });
		const first = await runNode(threeMessages());
		const second = await (await Execution.retryOf(first, threeMessages())).finish();
		expect(second.status).toBe('success');
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 1]);
		expect(output(second)[0]?.json.message_uuid).toEqual(sandbox.accepted[0]?.message_uuid);
		expect(nodeContext(second)).toEqual({});
	});
});

describe('429 that does not end', () => {
	it('fails without a trace of doubt, and the retried execution sends the rest', async () => {
		meetSecondMessage({ kind: 'status', status: 429, error: 'too many requests', retryAfter: 60 });
		const first = await runNode(threeMessages());
		expect(failure(first).message).toBe(`Plivo got too many requests ${itemNamed(1)}`);
		expect(failure(first).description).not.toMatch(MAY_HAVE_BEEN_SENT);
		expect(acceptedFor(sandbox, 3)).toEqual([1, 0, 0]);

		await (await Execution.retryOf(first, threeMessages())).finish();
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 1]);
	});
});

describe('refused connection', () => {
	async function freePort(): Promise<number> {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		return port;
	}

	it('is tried again until Plivo is there', async () => {
		const port = await freePort();
		const options: RunOptions = {
			parameters: sendParameters(),
			items: messages(2),
			credentials: { ...sandbox.account, baseUrl: `http://127.0.0.1:${port}` },
		};
		// The node's five tries wait for seconds, in which a slow machine need not have started anything.
		const waits = holdWaits(200);
		const running = runNode(options);
		await until(() => waits.begun.length > 0);
		const late = await startSandbox({ port });
		waits.release();
		try {
			expect((await running).status).toBe('success');
			expect(acceptedFor(late, 2)).toEqual([1, 1]);
		} finally {
			await late.close();
		}
	});

	it('fails in the end without a trace of doubt, and the retried execution sends', async () => {
		const first = await runNode({ ...threeMessages(), credentials: { ...sandbox.account, baseUrl: `http://127.0.0.1:${await freePort()}` } });
		expect(failure(first).message).toBe(`No connection to Plivo (ECONNREFUSED) ${itemNamed(0)}`);
		expect(failure(first).description).not.toMatch(MAY_HAVE_BEEN_SENT);
		expect(nodeContext(first)).toEqual({});

		await (await Execution.retryOf(first, threeMessages())).finish();
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 1]);
	});
});

describe('no answer', () => {
	it('ends after 30 seconds; the message that Plivo took is not sent again, by neither kind of retry', async () => {
		meetSecondMessage({ kind: 'silentAfter' });
		const first = await runNode(threeMessages(RETRY_ON_FAIL));
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 0]);
		// the error of the last try, which Retry On Fail made
		expect(failure(first).message).toBe(`${SENT_ALREADY} ${itemNamed(1)}`);

		const second = await (await Execution.retryOf(first, threeMessages())).finish();
		expect(failure(second).message).toBe(`${SENT_ALREADY} ${itemNamed(1)}`);
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 0]);
	});
});

describe('cancelled', () => {
	it('in flight: stops at once, and the message that Plivo took is not sent again', async () => {
		meetSecondMessage({ kind: 'silentAfter' });
		const execution = await Execution.of(threeMessages());
		const running = execution.finish();
		await until(() => sandbox.accepted.length === 2);
		execution.cancel();
		const ended = await running;
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 0]);

		// What n8n saves when Stop is pressed, and what the engine ends with once the node has noticed.
		expect(execution.saved.map(({ status }) => status)).toEqual(['canceled']);
		for (const saved of [...execution.saved, ended]) {
			await (await Execution.retryOf(saved, threeMessages())).finish();
			expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 0]);
		}
	});

	it('while it waits to try again: stops at once, sends nothing more, and the retried execution sends the rest', async () => {
		meetSecondMessage({ kind: 'status', status: 429, retryAfter: 12 });
		const execution = await Execution.of(threeMessages());
		const waits = holdWaits(12_000);
		const running = execution.finish();
		await until(() => waits.begun.includes(12_000));
		execution.cancel();
		// It would never end if it waited.
		const ended = await running;
		waits.release();
		expect(execution.saved[0]?.status).toBe('canceled');
		expect(acceptedFor(sandbox, 3)).toEqual([1, 0, 0]);

		await (await Execution.retryOf(ended, threeMessages())).finish();
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 1]);
	});
});

describe('what the execution keeps', () => {
	it('holds no text and no secret', async () => {
		meetSecondMessage({ kind: 'resetAfter' });
		const run = await runNode(threeMessages());
		const kept = JSON.stringify(nodeContext(run));
		expect(kept).toContain(recipient(0));
		expect(kept).not.toContain('Message 0');
		expect(JSON.stringify(run.data.executionData?.contextData)).not.toContain(sandbox.account.authToken);
	});
});
