import { setTimeout as delay } from 'node:timers/promises';

import {
	withNumberLock,
	activeUrl,
	isActive,
	withNodeLock,
	rememberWorkflow,
	setActive,
	workflowOf,
} from '../../../../nodes/Plivo/trigger/registration/inMemoryState';

const OWNER = { instance: 'aaaaaa', node: 'bbbbbbbb', kind: 'p' as const };

/** A task that ends when it is told to. */
function task() {
	const state = { isRunning: false, end: () => undefined as void, fail: () => undefined as void };
	const run = async () => {
		state.isRunning = true;
		await new Promise<void>((resolve, reject) => {
			state.end = resolve;
			state.fail = () => reject(new Error('failed'));
		});
	};
	return { state, run };
}

describe('alone', () => {
	it('gives what the task gives', async () => {
		expect(await withNumberLock('1', async () => 'given')).toBe('given');
		await expect(withNumberLock('1', async () => await Promise.reject(new Error('mine')))).rejects.toThrow('mine');
	});

	it('runs the tasks for a number one after another, in their order', async () => {
		const log: string[] = [];
		const tasks = [30, 0, 10].map(
			async (ms, index) =>
				await withNumberLock('1', async () => {
					log.push(`${index} begins`);
					await delay(ms);
					log.push(`${index} ends`);
				}),
		);
		await Promise.all(tasks);
		expect(log).toEqual(['0 begins', '0 ends', '1 begins', '1 ends', '2 begins', '2 ends']);
	});

	it('lets tasks for other numbers run side by side', async () => {
		const tasks = [task(), task(), task()];
		const [first, second, third] = tasks;
		const runs = [
			withNumberLock('1', first?.run ?? fail),
			withNumberLock('2', second?.run ?? fail),
			withNumberLock('3', third?.run ?? fail),
		];
		await delay(0);
		expect(tasks.map(({ state }) => state.isRunning)).toEqual([true, true, true]);
		for (const { state } of tasks) state.end();
		await Promise.all(runs);
	});

	it('goes on after one that failed, whose error is for its own caller only', async () => {
		const [first, second] = [task(), task()];
		const runs = [withNumberLock('1', first.run), withNumberLock('1', second.run), withNumberLock('1', async () => 'third')];
		const settled = Promise.allSettled(runs);
		await delay(0);
		expect([first.state.isRunning, second.state.isRunning]).toEqual([true, false]);
		first.state.fail();
		await delay(0);
		expect(second.state.isRunning).toBe(true);
		second.state.end();
		expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	});

	it('has one wait that comes after the first has ended, while the second runs', async () => {
		const [first, second, third] = [task(), task(), task()];
		const runs = [withNumberLock('1', first.run), withNumberLock('1', second.run)];
		await delay(0);
		first.state.end();
		await delay(0);
		runs.push(withNumberLock('1', third.run));
		await delay(0);
		expect([second.state.isRunning, third.state.isRunning]).toEqual([true, false]);
		second.state.end();
		await delay(0);
		expect(third.state.isRunning).toBe(true);
		third.state.end();
		await Promise.all(runs);
	});

	it('goes on after one that throws at once', async () => {
		const broken = (): never => {
			throw new Error('at once');
		};
		await expect(withNumberLock('1', broken)).rejects.toThrow('at once');
		expect(await withNumberLock('1', async () => 'next')).toBe('next');
	});

	it('keeps nothing of numbers that nobody works on', async () => {
		const sets: Array<Map<unknown, unknown>> = [];
		const set = jest.spyOn(Map.prototype, 'set').mockImplementation(function (this: Map<unknown, unknown>, key, value) {
			sets.push(this);
			set.mockRestore();
			this.set(key, value);
			return this;
		});
		const first = task();
		const running = withNumberLock('1', first.run);
		const [queues] = sets;
		expect(queues?.size).toBe(1);
		const rest = Promise.allSettled(
			Array.from({ length: 100 }, async (_, index) => {
				await withNumberLock(String(index % 10), async () => (index % 3 === 0 ? await Promise.reject(new Error()) : index));
			}),
		);
		expect(queues?.size).toBe(10);
		await delay(0);
		first.state.end();
		await running;
		await rest;
		expect(queues?.size).toBe(0);
	});
});

describe('oneByOne', () => {
	it('lets an end wait for a begin of the same owner, but not for a test of its node', async () => {
		const [begin, end, test] = [task(), task(), task()];
		const runs = [withNodeLock(OWNER, begin.run), withNodeLock(OWNER, end.run), withNodeLock({ ...OWNER, kind: 't' }, test.run)];
		await delay(0);
		expect([begin, end, test].map(({ state }) => state.isRunning)).toEqual([true, false, true]);
		begin.state.end();
		await delay(0);
		expect(end.state.isRunning).toBe(true);
		end.state.end();
		test.state.end();
		await Promise.all(runs);
	});
});

function fail(): never {
	throw new Error('no such task');
}

describe('what this process knows', () => {
	it('is whether an owner shall have its numbers: the workflow and a test of the same node are two', () => {
		expect(isActive(OWNER)).toBe(false);
		setActive(OWNER, 'https://a.example');
		setActive(OWNER, 'https://a.example');
		expect([isActive(OWNER), isActive({ ...OWNER, kind: 't' })]).toEqual([true, false]);
		expect([activeUrl(OWNER), activeUrl({ ...OWNER, kind: 't' })]).toEqual(['https://a.example', undefined]);
		expect([isActive({ ...OWNER, node: 'cccccccc' }), isActive({ ...OWNER, instance: 'cccccc' })]).toEqual([false, false]);
		setActive({ ...OWNER, kind: 't' }, undefined);
		expect(isActive(OWNER)).toBe(true);
		setActive(OWNER, undefined);
		expect(isActive(OWNER)).toBe(false);
	});

	it('is the name of a workflow, the latest it had', () => {
		expect(workflowOf(OWNER)).toBeUndefined();
		rememberWorkflow(OWNER, 'Old');
		rememberWorkflow({ ...OWNER, kind: 't' }, 'New');
		expect(workflowOf(OWNER)).toBe('New');
		expect(workflowOf({ ...OWNER, node: 'cccccccc' })).toBeUndefined();
	});
});
