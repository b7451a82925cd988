import type { Fault } from '../../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { RequestCount } from './requestCount.mts';
import { TriggerNode, triggerParameters } from './triggerNode.mts';

const NUMBERS = ['14151234567', '447700900123'];

let sandbox: Sandbox;
let node: TriggerNode;

beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});

beforeEach(async () => {
	node = await TriggerNode.start(sandbox, { parameters: triggerParameters({ numbers: NUMBERS }) });
});

afterEach(async () => {
	node.kill();
	await node.close();
	sandbox.reset();
});

afterAll(async () => await sandbox.close());

const KINDS: Array<[string, Fault]> = [
	['is refused', { kind: 'status', status: 400 }],
	['is refused, but done', { kind: 'statusAfter', status: 400 }],
];

const NETWORK: Array<[string, Fault]> = [
	['is lost on its way', { kind: 'resetBefore' }],
	['is done, and its answer lost', { kind: 'resetAfter' }],
	['meets a fault of the server', { kind: 'status', status: 503 }],
	['is done, and answered with a page', { kind: 'notJsonAfter', status: 200 }],
];

/** What Plivo holds besides our own applications: this must never change, whatever goes wrong. */
function foreign() {
	return sandbox.snapshot().applications.filter(({ app_name: name }) => !name.startsWith('n8n-'));
}

/** Every number is where it was, or on an application of ours. */
function strayNumbers(before: Record<string, string | null>): string[] {
	const { numbers, applications } = sandbox.snapshot();
	const ours = applications.filter(({ app_name: name }) => name.startsWith('n8n-')).map(({ app_id: id }) => `/${id}/`);
	return Object.keys(numbers).filter(
		(number) => numbers[number] !== before[number] && !ours.some((id) => numbers[number]?.endsWith(id)),
	);
}

const REQUESTS_OF_ACTIVATION = 14;

describe.each([...Array(REQUESTS_OF_ACTIVATION).keys()].map((index) => index + 1))('activation, request %i', (at) => {
	it.each(KINDS)('%s, once: nothing is left, or the workflow is active', async (_words, fault) => {
		const before = sandbox.snapshot();
		sandbox.faults.add({ path: new RequestCount(at, Infinity), fault });
		const failed = await node.activate().then(
			() => undefined,
			(error: Error) => error,
		);
		sandbox.faults.clear();
		if (failed === undefined) expect(await node.checkExists()).toBe(true);
		else expect(sandbox.snapshot()).toEqual(before);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it.each(KINDS)('%s, and so is every one after it, as if n8n had been killed: the next activation heals it', async (_words, fault) => {
		const before = sandbox.snapshot();
		sandbox.faults.add({ path: new RequestCount(at, Infinity), times: 1_000, fault });
		const failed = await node.activate({ tries: 5 }).then(
			() => undefined,
			(error: Error) => error.message,
		);
		expect(foreign()).toEqual(before.applications);
		expect(strayNumbers(before.numbers)).toEqual([]);
		sandbox.faults.clear();
		if (failed !== undefined) expect(failed).toMatch(/could not be registered|Could not ask Plivo/);
		node.staticData = {};
		await node.activate();
		expect(await node.checkExists()).toBe(true);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});

	it.each(KINDS)('%s, and so is every one after it: the next deactivation heals it', async (_words, fault) => {
		const before = sandbox.snapshot();
		sandbox.faults.add({ path: new RequestCount(at, Infinity), times: 1_000, fault });
		await node.activate().catch(() => undefined);
		sandbox.faults.clear();
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe.each([...Array(9).keys()].map((index) => index + 1))('deactivation, request %i', (at) => {
	it.each(KINDS)('%s, once or from there on: the next deactivation, or activation, heals it', async (_words, fault) => {
		const before = sandbox.snapshot();
		for (const times of [1, 1_000]) {
			for (const heal of [async () => await node.deactivate(), async () => (await node.activate(), await node.deactivate())]) {
				await node.activate();
				sandbox.faults.add({ path: new RequestCount(at, Infinity), times, fault });
				await node.deactivate();
				expect(foreign()).toEqual(before.applications);
				expect(strayNumbers(before.numbers)).toEqual([]);
				sandbox.faults.clear();
				await heal();
				expect(sandbox.snapshot()).toEqual(before);
			}
		}
	});
});

describe.each([...Array(REQUESTS_OF_ACTIVATION).keys()].map((index) => index + 1))('listening, request %i', (at) => {
	it.each(KINDS)('%s, from there on, while the workflow is active: its next check heals it', async (_words, fault) => {
		const before = sandbox.snapshot();
		await node.activate();
		const active = sandbox.snapshot();
		sandbox.faults.add({ path: new RequestCount(at, Infinity), times: 1_000, fault });
		await node.listen().then(
			async () => await node.stopListening(),
			() => undefined,
		);
		node.kill();
		sandbox.faults.clear();
		await node.activate();
		expect(sandbox.snapshot().numbers).toEqual(active.numbers);
		await node.listen();
		await node.stopListening();
		expect(sandbox.snapshot()).toEqual(active);
		await node.deactivate();
		expect(sandbox.snapshot()).toEqual(before);
	});
});

describe('one request in turn', () => {
	it.each(NETWORK)('%s: activation and deactivation get through all the same', async (_words, fault) => {
		const before = sandbox.snapshot();
		for (let at = 1; at <= REQUESTS_OF_ACTIVATION; at += 1) {
			sandbox.faults.add({ path: new RequestCount(at, Infinity), fault });
			await node.activate({ tries: 2 });
			expect(await node.checkExists()).toBe(true);
			sandbox.faults.clear();
			sandbox.faults.add({ path: new RequestCount(at, Infinity), fault });
			await node.deactivate();
			sandbox.faults.clear();
			expect(sandbox.snapshot()).toEqual(before);
		}
	});
});

it('says what could not be undone', async () => {
	sandbox.faults.add({ method: 'POST', path: `/Number/${NUMBERS[1]}/`, times: 9, fault: { kind: 'status', status: 400, error: 'no' } });
	sandbox.faults.add({ method: 'POST', path: `/Number/${NUMBERS[0]}/`, fault: { kind: 'slow', ms: 0 } });
	sandbox.faults.add({ method: 'POST', path: `/Number/${NUMBERS[0]}/`, times: 9, fault: { kind: 'status', status: 400, error: 'no' } });
	await expect(node.activate()).rejects.toThrow(
		/^\+447700900123 could not be registered: no\. .*Could not be undone: \+14151234567, which belongs to application 20468599130939380/,
	);
});
