import fc from 'fast-check';

import { Pace } from '../../../nodes/Plivo/transport/pace';
import { VirtualTime } from '../delivery/virtualTime.mts';

const WINDOW = 5_000;

interface Journey {
	/** Milliseconds from leaving to arriving, and from there to the answer. */
	there: number;
	back: number;
}

/** Sends so many requests as a run does, so many at a time; returns when each arrived at Plivo, ascending. */
async function arrivals(journeys: Journey[], requests: number, concurrency: number): Promise<{ times: number[]; end: number }> {
	const time = new VirtualTime();
	const pace = new Pace({ requests, windowMs: WINDOW }, time.now);
	const times: number[] = [];
	const left = [...journeys];
	const worker = async () => {
		for (let journey = left.shift(); journey !== undefined; journey = left.shift()) {
			const { there, back } = journey;
			await pace.run(async () => {
				await time.wait(there);
				times.push(time.now());
				await time.wait(back);
			}, time.wait);
		}
	};
	await time.until(Promise.all(Array.from({ length: concurrency }, worker)));
	return { times: times.sort((a, b) => a - b), end: time.now() };
}

function mostInAnyWindow(times: number[]): number {
	return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + WINDOW).length));
}

describe('Pace', () => {
	it('never has more requests arrive in a window than the limit, however long each of them travels', async () => {
		const journey = fc.record({ there: fc.nat(3_000), back: fc.nat(3_000) });
		await fc.assert(
			fc.asyncProperty(
				fc.array(journey, { minLength: 1, maxLength: 60 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 20 }),
				async (journeys, limit, concurrency) => {
					const { times } = await arrivals(journeys, limit, concurrency);
					expect(times).toHaveLength(journeys.length);
					expect(mostInAnyWindow(times)).toBeLessThanOrEqual(limit);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('takes little more time than the limit imposes', async () => {
		const { end } = await arrivals(Array.from({ length: 1_000 }, () => ({ there: 25, back: 25 })), 300, 100);
		expect(end).toBeGreaterThan(15_000);
		expect(end).toBeLessThan(15_000 * 1.05);
	});

	it('lets all leave at once while the limit is far', async () => {
		const { end } = await arrivals(Array.from({ length: 300 }, () => ({ there: 25, back: 25 })), 300, 300);
		expect(end).toBe(50);
	});

	it('gives its place back when a request fails', async () => {
		const time = new VirtualTime();
		const pace = new Pace({ requests: 1, windowMs: WINDOW }, time.now);
		const fails = pace.run(async () => await Promise.reject(new Error('no')), time.wait);
		await expect(fails).rejects.toThrow('no');
		await time.until(pace.run(async () => {}, time.wait));
		expect(time.now()).toBeGreaterThanOrEqual(WINDOW);
	});

	it('holds back what waits already when Plivo asks for it', async () => {
		const time = new VirtualTime();
		const pace = new Pace({ requests: 1, windowMs: WINDOW }, time.now);
		await pace.run(async () => {}, time.wait);
		const second = pace.run(async () => time.now(), time.wait);
		pace.hold(12_000);
		expect(await time.until(second)).toBe(12_000);
	});

	it('waits no longer when everything shall end', async () => {
		const time = new VirtualTime();
		const pace = new Pace({ requests: 1, windowMs: WINDOW }, time.now);
		const cutShort = async () => await Promise.resolve(false);
		const never = pace.run(async () => await time.wait(1), time.wait);
		const whileUnderWay = pace.run(async () => time.now(), cutShort);
		expect(await whileUnderWay).toBe(0);
		await time.until(never);
		expect(await pace.run(async () => time.now(), cutShort)).toBe(1);
	});
});
