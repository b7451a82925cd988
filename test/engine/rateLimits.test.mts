import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults.mts';
import { gate } from '../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { bytes, countReads, itemWith, openFileStore, storedFile } from './files.mts';
import { output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, messages, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

function sends(count: number, options = {}, settings?: RunOptions['settings']): RunOptions {
	return against(sandbox, { parameters: sendParameters({ options }), items: messages(count), settings });
}

/** Faults that meet the next requests, in the order in which they reach Plivo. */
function meet(...faults: Fault[]): void {
	for (const fault of faults) sandbox.faults.add({ method: 'POST', path: SENDS, fault });
}

const TEN = { concurrency: 10 };

describe('a rate limit that Plivo imposes', () => {
	it('holds back all that go side by side, and not one is turned away a second time', async () => {
		meet({ kind: 'status', status: 429, retryAfter: 1 });
		const run = await runNode(sends(40, TEN));
		expect(run.status).toBe('success');
		expect(acceptedFor(sandbox, 40)).toEqual(Array(40).fill(1));
		const [turnedAway] = sandbox.requests;
		const inThatSecond = sandbox.requests.filter(({ time }) => time < (turnedAway?.time ?? 0) + 1_000);
		expect(inThatSecond.length).toBeLessThanOrEqual(11);
		expect(sandbox.requests).toHaveLength(41);
	});

	it('of more than half a minute ends all tries, also when set to continue: nothing leaves before it is over', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 99, fault: { kind: 'status', status: 429, retryAfter: 60 } });
		const run = await runNode(sends(40, TEN, { onError: 'continueRegularOutput' }));
		expect(output(run).map(({ json }) => json.error)).toEqual(Array(40).fill('Plivo got too many requests'));
		expect(sandbox.requests.length).toBeLessThanOrEqual(10);

		sandbox.faults.clear();
		const reached = sandbox.requests.length;
		expect((await runNode(sends(2))).status).toBe('success');
		expect(sandbox.requests).toHaveLength(reached + 2);
	});

	it('holds back the next ones also when the message that met it is given up', async () => {
		// Two waits of sixteen seconds are more than its half a minute.
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 2, fault: { kind: 'status', status: 429, retryAfter: 16 } });
		const run = await runNode(sends(2, { concurrency: 1 }, { onError: 'continueRegularOutput' }));
		expect(output(run).map(({ json }) => json.error)).toEqual(['Plivo got too many requests', undefined]);
		const [second = 0, third = 0] = sandbox.requests.slice(1).map(({ time }) => time);
		expect(third - second).toBeGreaterThanOrEqual(16_000);
	});
});

describe('a rate limit of more than half a minute', () => {
	const lasting = () => sandbox.faults.add({ method: 'POST', path: SENDS, times: 'always', fault: { kind: 'status', status: 429, retryAfter: 60 } });

	it('ends a run at once, also where it would have to wait for its turn', async () => {
		await runNode(sends(290));
		meet({ kind: 'status', status: 429, retryAfter: 60 });
		const run = runNode(sends(300, TEN, { onError: 'continueRegularOutput' }));
		await until(() => sandbox.requests.length > 290);
		const other = runNode(sends(20));
		const errors = output(await run).filter(({ json }) => json.error === 'Plivo got too many requests');
		// Ten at most were on their way when Plivo asked for the wait. Had the others waited for their turn, they would have been sent.
		expect(errors.length).toBeGreaterThanOrEqual(290);
		expect((await other).status).toBe('success');
		expect(errors).toHaveLength(300 - (sandbox.accepted.length - 290 - 20));
	});

	it('is asked about once by each run that comes then, until it is over', async () => {
		lasting();
		await runNode(sends(40, TEN, { onError: 'continueRegularOutput' }));
		let reached = sandbox.requests.length;
		for (let i = 0; i < 3; i += 1) {
			await runNode(sends(40, TEN, { onError: 'continueRegularOutput' }));
			expect(sandbox.requests.length - reached).toBe(1);
			reached = sandbox.requests.length;
		}
		await runNode(sends(40, TEN, RETRY_ON_FAIL));
		expect(sandbox.requests.length - reached).toBe(3);
		sandbox.faults.clear();
		expect((await runNode(sends(40, TEN))).status).toBe('success');
		expect(acceptedFor(sandbox, 40)).toEqual(Array(40).fill(1));
	});
});

describe('asking whether such a rate limit is over', () => {
	const LIMITED: Fault = { kind: 'status', status: 429, retryAfter: 60 };
	const lasting = () => sandbox.faults.add({ method: 'POST', path: SENDS, times: 'always', fault: LIMITED });
	const askedByNextRun = async () => {
		const before = sandbox.requests.length;
		await runNode(sends(40, TEN, { onError: 'continueRegularOutput' }));
		return sandbox.requests.length - before;
	};

	it('is not over with a request that left before', async () => {
		const { opened, open } = gate();
		meet({ kind: 'slow', ms: 0, until: opened });
		lasting();
		const running = runNode(sends(10, { concurrency: 2 }, { onError: 'continueRegularOutput' }));
		await until(() => sandbox.requests.some(({ answer }) => answer?.status === 429));
		open();
		await running;
		expect(await askedByNextRun()).toBe(1);
	});

	it('is not over with a connection that broke', async () => {
		lasting();
		await runNode(sends(1, {}, { onError: 'continueRegularOutput' }));
		sandbox.faults.clear();
		meet({ kind: 'resetBefore' });
		await runNode(sends(1, {}, { onError: 'continueRegularOutput' }));
		lasting();
		expect(await askedByNextRun()).toBe(1);
		sandbox.faults.clear();
		expect((await runNode(sends(40, TEN))).status).toBe('success');
	});
});

describe('uploads that hang', () => {
	it('leave texts their way, and hold no more than ten files in memory', async () => {
		await openFileStore();
		const { opened, open } = gate();
		const isMedia = ({ path }: { path: string }) => path.endsWith('/Media/');
		sandbox.faults.add({ method: 'POST', path: /\/Media\/$/, times: 30, fault: { kind: 'slow', ms: 0, until: opened } });
		const reads = countReads();
		const picture = { fileName: 'picture.png', mimeType: 'image/png' };
		const inputOf = async (json: IDataObject, i: number) => ({ ...itemWith({ photo: await storedFile(bytes(100 + i), picture, '1') }), json });
		const inputs = await Promise.all(messages(30).map(inputOf));
		const mms = sendParameters({ messageType: 'mms', mediaSource: 'binary', binaryPropertyNames: 'photo', text: '' });
		const running = runNode(against(sandbox, { parameters: mms, inputs }));
		await until(() => sandbox.requests.filter(isMedia).length === 10);
		expect((await runNode(sends(40))).status).toBe('success');
		expect([sandbox.requests.filter(isMedia).length, reads()]).toEqual([10, 10]);
		open();
		expect((await running).status).toBe('success');
		expect(sandbox.accepted.filter(({ body }) => body.type === 'mms')).toHaveLength(30);
	});
});

describe('several workflows at once', () => {
	const LIMIT = 300;

	it('together keep to the limit of the account and to what it takes at a time, and all end well', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 1_000, fault: { kind: 'slow', ms: 150 } });
		const runs = await Promise.all(Array.from({ length: 8 }, async () => await runNode(sends(50))));
		expect(runs.map(({ status }) => status)).toEqual(Array(8).fill('success'));
		expect(sandbox.requests).toHaveLength(400);
		expect(acceptedFor(sandbox, 50)).toEqual(Array(50).fill(8));
		const times = sandbox.requests.map(({ time }) => time).sort((one, other) => one - other);
		times.slice(LIMIT).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(5_000));
		times.slice(100).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(150));
	});

	it('each keep to the rate that they have set', async () => {
		const [narrow, wide] = await Promise.all([runNode(sends(4, { requestsPer5Seconds: 2 })), runNode(sends(40))]);
		expect([narrow.status, wide.status]).toEqual(['success', 'success']);
		const [first = 0, ...others] = sandbox.requests.map(({ time }) => time);
		expect(others.filter((time) => time - first >= 5_000)).toHaveLength(2);
	});

	it('keep to the rate that a step has set also when n8n tries it again', async () => {
		meet({ kind: 'slow', ms: 0 }, { kind: 'slow', ms: 0 }, { kind: 'status', status: 400, error: 'no' });
		const run = await runNode(sends(5, { requestsPer5Seconds: 3 }, RETRY_ON_FAIL));
		expect(run.status).toBe('success');
		const times = sandbox.requests.map(({ time }) => time).sort((one, other) => one - other);
		expect(times).toHaveLength(6);
		times.slice(3).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(5_000));
	});

	it('of accounts that have nothing to do with each other do not wait for each other', async () => {
		const other = await startSandbox();
		try {
			sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 429, retryAfter: 3 } });
			const held = runNode(sends(2, { concurrency: 1 }));
			await until(() => sandbox.requests.length === 1);
			const run = await runNode(against(other, { parameters: sendParameters(), items: messages(2) }));
			expect(run.status).toBe('success');
			expect(sandbox.accepted).toEqual([]);
			expect((await held).status).toBe('success');
		} finally {
			await other.close();
		}
	});
});
