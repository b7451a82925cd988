import { setTimeout as delay } from 'node:timers/promises';
import type { ManualClock } from '../../sandbox/clock.mts';
import type { Fault } from '../../sandbox/faults.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { raw, sdk, startOnManualClock, supportNumber, withSandbox } from './support.mts';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const body = { src: supportNumber, dst: '14157654321', text: 'Hello' };

async function send(signal?: AbortSignal): Promise<{ status: number; headers: Headers; text: string }> {
	const { authId, authToken } = sandbox.account;
	const response = await fetch(`${sandbox.url}/v1/Account/${authId}/Message/`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
		...(signal === undefined ? {} : { signal }),
	});
	return { status: response.status, headers: response.headers, text: await response.text() };
}

function set(fault: Fault): void {
	sandbox.faults.add({ method: 'POST', path: /\/Message\/$/, fault });
}

/** The fault was used up, and what was sent was accepted or was not. */
async function expectAfterwards(accepted: number): Promise<void> {
	expect(sandbox.accepted).toHaveLength(accepted);
	expect(sandbox.requests.at(-1)?.body).toEqual(body);
	expect((await send()).status).toBe(202);
	expect(sandbox.accepted).toHaveLength(accepted + 1);
}

const codeOf = async (work: Promise<unknown>) =>
	await work.then(
		() => 'no error',
		(error: Error) => String((error.cause as { code?: string } | undefined)?.code ?? error.name),
	);

/** There is no answer a moment after the sandbox has got the request as far as it will. */
async function expectSilence(isHandled: () => boolean): Promise<void> {
	const caller = new AbortController();
	const answer = codeOf(send(caller.signal));
	await until(isHandled);
	await delay(100);
	caller.abort();
	expect(await answer).toBe('AbortError');
}

describe('nothing accepted', () => {
	it.each([
		[{ status: 429 }, 'too many requests', null],
		[{ status: 429, retryAfter: 7 }, 'too many requests', '7'],
		[{ status: 429, retryAfter: 'Wed, 15 Jan 2025 12:00:30 GMT' }, 'too many requests', 'Wed, 15 Jan 2025 12:00:30 GMT'],
		[{ status: 500 }, 'internal server error', null],
		[{ status: 503, error: 'Insufficient Credit' }, 'Insufficient Credit', null],
		[{ status: 403, error: 'geo-permission' }, 'geo-permission', null],
	])('status %j', async (fault, error, retryAfter) => {
		set({ kind: 'status', ...fault });
		const answer = await send();
		expect(answer.status).toBe(fault.status);
		expect(JSON.parse(answer.text)).toEqual({ api_id: expect.any(String), error });
		expect(answer.headers.get('retry-after')).toBe(retryAfter);
		await expectAfterwards(0);
	});

	it('resetBefore', async () => {
		set({ kind: 'resetBefore' });
		expect(await codeOf(send())).toBe('ECONNRESET');
		await expectAfterwards(0);
	});

	it('silentBefore', async () => {
		set({ kind: 'silentBefore' });
		await expectSilence(() => sandbox.requests.length === 1);
		await expectAfterwards(0);
	});

	it('notJson', async () => {
		set({ kind: 'notJson', status: 502 });
		const answer = await send();
		expect([answer.status, answer.headers.get('content-type')]).toEqual([502, expect.stringContaining('text/html')]);
		expect(() => JSON.parse(answer.text)).toThrow();
		await expectAfterwards(0);
	});

	it('redirect', async () => {
		set({ kind: 'redirect', location: 'https://elsewhere.example/' });
		const answer = await send();
		expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
		await expectAfterwards(0);
	});
});

describe('accepted', () => {
	it('slow: answered properly, later, in real time', async () => {
		set({ kind: 'slow', ms: 250 });
		const start = Date.now();
		const answer = await send();
		expect(Date.now() - start).toBeGreaterThanOrEqual(245);
		expect(answer.status).toBe(202);
		await expectAfterwards(1);
	});

	it('resetAfter', async () => {
		set({ kind: 'resetAfter' });
		expect(await codeOf(send())).toBe('ECONNRESET');
		await expectAfterwards(1);
	});

	it('silentAfter', async () => {
		set({ kind: 'silentAfter' });
		await expectSilence(() => sandbox.accepted.length === 1);
		await expectAfterwards(1);
	});

	it('notJsonAfter', async () => {
		set({ kind: 'notJsonAfter', status: 202 });
		const answer = await send();
		expect([answer.status, answer.headers.get('content-type')]).toEqual([202, expect.stringContaining('text/html')]);
		expect(() => JSON.parse(answer.text)).toThrow();
		await expectAfterwards(1);
	});

	it('statusAfter', async () => {
		set({ kind: 'statusAfter', status: 500 });
		const answer = await send();
		expect(answer.status).toBe(500);
		expect(JSON.parse(answer.text)).toEqual({ api_id: expect.any(String), error: 'internal server error' });
		await expectAfterwards(1);
	});
});

describe('a rule', () => {
	const fault: Fault = { kind: 'status', status: 503 };
	const status = async (path: string) => (await raw(sandbox, 'GET', path)).status;

	it('applies once, or as often as it says', async () => {
		sandbox.faults.add({ fault });
		expect([await status('/Number/'), await status('/Number/')]).toEqual([503, 200]);
		sandbox.faults.add({ fault, times: 2 });
		expect([await status('/Number/'), await status('/Number/'), await status('/Number/')]).toEqual([503, 503, 200]);
	});

	it('applies to its method and path only', async () => {
		sandbox.faults.add({ method: 'POST', fault });
		sandbox.faults.add({ path: '/Powerpack/', fault });
		expect([await status('/Number/'), await status('/Powerpack/'), await status('/Powerpack/')]).toEqual([200, 503, 200]);
		expect((await send()).status).toBe(503);
	});

	it('comes one after the other, and is gone after clear()', async () => {
		sandbox.faults.add({ fault: { kind: 'status', status: 500 } });
		sandbox.faults.add({ fault });
		expect([await status('/Number/'), await status('/Number/'), await status('/Number/')]).toEqual([500, 503, 200]);
		sandbox.faults.add({ fault });
		sandbox.faults.clear();
		expect(await status('/Number/')).toBe(200);
	});
});

it('strikes before credentials are checked and requests are counted', async () => {
	await withSandbox(startOnManualClock({ limits: { listPerMinute: 20, requestsPer5Seconds: 1 } }), async (tight) => {
		const status = async (account = tight.account) => (await raw(tight, 'GET', '/Number/', { account })).status;
		tight.faults.add({ fault: { kind: 'status', status: 503 }, times: 2 });
		expect([await status({ ...tight.account, authToken: 'wrong' }), await status()]).toEqual([503, 503]);
		expect([await status(), await status()]).toEqual([200, 429]);
	});
});

it('shows the SDK a fault as the SDK knows it', async () => {
	set({ kind: 'status', status: 500 });
	await expect(sdk(sandbox).messages.create(supportNumber, '14157654321', 'Hello')).rejects.toThrow('internal server error');
});

it('ends at once even with connections left open', async () => {
	let open: Array<Promise<string>> = [];
	await withSandbox(startOnManualClock(), async (other) => {
		other.faults.add({ fault: { kind: 'silentBefore' } });
		other.faults.add({ fault: { kind: 'silentAfter' } });
		// Longer than any test may take.
		other.faults.add({ fault: { kind: 'slow', ms: 86_400_000 } });
		open = [1, 2, 3].map(async () => await codeOf(raw(other, 'GET', '/Number/')));
		await until(() => other.requests.length === 3);
	});
	expect(await Promise.all(open)).not.toContain('no error');
});
