import fc from 'fast-check';

import { runInOrder } from '../../../nodes/Plivo/sending/runInOrder';
import { VirtualTime } from '../virtualTime.mts';

interface Planned {
	recipients: string[];
	ms: number;
}

/** Does the planned tasks; returns when each began and ended. */
async function timesOf(plan: Planned[], concurrency: number, isOver: (begun: number) => boolean = () => false) {
	const time = new VirtualTime();
	const times = new Map<number, { from: number; to: number }>();
	const begun: number[] = [];
	let running = 0;
	let most = 0;
	const tasks = plan.map(({ recipients, ms }, index) => ({
		recipients,
		run: async () => {
			begun.push(index);
			most = Math.max(most, ++running);
			const from = time.now();
			await time.wait(ms);
			running -= 1;
			times.set(index, { from, to: time.now() });
		},
	}));
	await time.until(runInOrder(tasks, concurrency, () => isOver(begun.length), async () => await time.wait(0)));
	return { times, begun, most, end: time.now() };
}

const plans = fc.array(
	fc.record({
		recipients: fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 3 }),
		ms: fc.nat(50),
	}),
	{ maxLength: 40 },
);

describe('runInOrder', () => {
	it('does everything once, in order for each recipient, never more at a time than allowed', async () => {
		await fc.assert(
			fc.asyncProperty(plans, fc.integer({ min: 1, max: 10 }), async (plan, concurrency) => {
				const { times, begun, most } = await timesOf(plan, concurrency);
				expect([...begun].sort((a, b) => a - b)).toEqual(plan.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(concurrency);
				for (const recipient of ['a', 'b', 'c', 'd', 'e']) {
					const own = plan.flatMap(({ recipients }, index) => (recipients.includes(recipient) ? [index] : []));
					own.slice(1).forEach((index, i) => {
						expect(times.get(index)?.from).toBeGreaterThanOrEqual(times.get(own[i] ?? -1)?.to ?? Infinity);
					});
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('works side by side', async () => {
		const plan = Array.from({ length: 100 }, (_, i) => ({ recipients: [String(i)], ms: 50 }));
		const { begun, most, end } = await timesOf(plan, 10);
		expect(end).toBe(500);
		expect(most).toBe(10);
		expect(begun).toEqual(plan.map((_, index) => index));
	});

	it('takes up what had to wait before it goes on to later ones', async () => {
		const plan = ['a', 'a', 'b', 'c', 'd', 'e'].map((recipient) => ({ recipients: [recipient], ms: 10 }));
		expect((await timesOf(plan, 2)).begun).toEqual([0, 2, 1, 3, 4, 5]);
	});

	it('begins nothing more once it is over, and waits for what runs', async () => {
		const plan = Array.from({ length: 9 }, (_, i) => ({ recipients: [String(i)], ms: 10 * (i + 1) }));
		const { begun, times } = await timesOf(plan, 3, (count) => count >= 4);
		expect(begun).toEqual([0, 1, 2, 3]);
		expect(times.size).toBe(4);
	});

	it('has nothing to do with no tasks, or when it is over before it begins', async () => {
		expect((await timesOf([], 5)).begun).toEqual([]);
		expect((await timesOf([{ recipients: ['a'], ms: 1 }], 5, () => true)).begun).toEqual([]);
	});

	it.each([
		['for one recipient', () => 'a'],
		['each for another', String],
	])('looks a few times at each of 100,000 tasks, not at each for each: %s', async (_, recipient) => {
		const count = 100_000;
		let looks = 0;
		const run = async () => await Promise.resolve();
		const tasks = Array.from({ length: count }, (_, i) => ({ recipients: [recipient(i)], run }));
		const watched = new Proxy(tasks, {
			get: (target, key, receiver) => {
				looks += 1;
				return Reflect.get(target, key, receiver) as unknown;
			},
		});
		await runInOrder(watched, 10, () => false, async () => await Promise.resolve());
		expect(looks).toBeLessThan(10 * count);
	});
});
