import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, startOnManualClock, withSandbox } from './support.mts';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function statuses(count: number, path: string, account = sandbox.account): Promise<number[]> {
	const found = new Set<number>();
	for (let index = 0; index < count; index += 1) found.add((await raw(sandbox, 'GET', path, { account })).status);
	return [...found];
}

it('answers 20 list requests in any minute', async () => {
	expect(await statuses(10, '/Message/')).toEqual([200]);
	await sandbox.clock.advance(40_000);
	expect(await statuses(10, '/Message/')).toEqual([200]);
	const refused = await raw(sandbox, 'GET', '/Message/');
	expect(refused).toMatchObject({ status: 429, body: { api_id: expect.any(String), error: 'too many requests' } });
	expect(refused.headers.get('retry-after')).toBeNull();

	await sandbox.clock.advance(19_999);
	expect(await statuses(1, '/Message/')).toEqual([429]);
	await sandbox.clock.advance(1);
	expect(await statuses(10, '/Message/')).toEqual([200]);
	expect(await statuses(1, '/Message/')).toEqual([429]);
});

it('limits neither other requests nor other accounts by it', async () => {
	await statuses(20, '/Message/');
	expect(await statuses(1, '/Message/')).toEqual([429]);
	expect(await statuses(1, '/Number/')).toEqual([200]);
	expect(await statuses(1, '/Message/', sandbox.subaccount)).toEqual([200]);
});

it('answers 300 requests of any kind in any 5 seconds', async () => {
	expect(await statuses(300, '/Powerpack/')).toEqual([200]);
	expect(await statuses(1, '/Number/')).toEqual([429]);
	await sandbox.clock.advance(4_999);
	expect(await statuses(1, '/Number/')).toEqual([429]);
	await sandbox.clock.advance(1);
	expect(await statuses(1, '/Number/')).toEqual([200]);
});

it('takes other limits', async () => {
	await withSandbox(startOnManualClock({ limits: { listPerMinute: 1, requestsPer5Seconds: 3 } }), async (tight) => {
		const status = async (path: string) => (await raw(tight, 'GET', path)).status;
		expect([await status('/Message/'), await status('/Message/')]).toEqual([200, 429]);
		expect([await status('/Number/'), await status('/Number/')]).toEqual([200, 429]);
	});
});
