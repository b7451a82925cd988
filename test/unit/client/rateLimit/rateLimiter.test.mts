import fc from 'fast-check';

import { RateLimiter, type Clock, type Requester } from '../../../../nodes/Plivo/client/rateLimit/rateLimiter';
import { VirtualTime } from '../../virtualTime.mts';

const WINDOW = 5_000;

interface Journey {
	/** Milliseconds from leaving to arriving, and from there to the answer. */
	there: number;
	back: number;
}

interface Arrivals {
	/** When each request arrived at Plivo, ascending. */
	times: number[];
	maxConcurrent: number;
	end: number;
}

/** Sends so many requests as several workflows do, each so many at a time. */
async function arrivals(workflows: Journey[][], requests: number, concurrency: number, maxConcurrent?: number): Promise<Arrivals> {
	const { time, clock } = virtual();
	const limiter = new RateLimiter({ requests, windowMs: WINDOW, maxConcurrent }, clock);
	const times: number[] = [];
	let underWay = 0;
	let most = 0;
	const workersOf = (journeys: Journey[]) => {
		const requester: Requester = {};
		const left = journeys.values();
		const worker = async () => {
			for (const { there, back } of left) {
				await limiter.run(async () => {
					most = Math.max(most, (underWay += 1));
					await time.wait(there);
					times.push(time.now());
					await time.wait(back);
					underWay -= 1;
				}, requester);
			}
		};
		return Array.from({ length: concurrency }, worker);
	};
	await time.until(Promise.all(workflows.flatMap(workersOf)));
	return { times: times.sort((a, b) => a - b), maxConcurrent: most, end: time.now() };
}

function virtual(): { time: VirtualTime; clock: Clock } {
	const time = new VirtualTime();
	return { time, clock: { now: time.now, sleep: time.wait } };
}

function mostInAnyWindow(times: number[]): number {
	return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + WINDOW).length));
}

const alike = (count: number, there: number, back = there): Journey[] => Array.from({ length: count }, () => ({ there, back }));

describe('RateLimiter', () => {
	it('never has more requests arrive in a window than the limit, nor more under way, however long each of them travels', async () => {
		const journey = fc.record({ there: fc.nat(3_000), back: fc.nat(3_000) });
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(journey, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 15 }),
				async (workflows, limit, concurrency, most) => {
					const { times, maxConcurrent } = await arrivals(workflows, limit, concurrency, most);
					expect(times).toHaveLength(workflows.flat().length);
					expect(mostInAnyWindow(times)).toBeLessThanOrEqual(limit);
					expect(maxConcurrent).toBeLessThanOrEqual(most);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('lets no request wait that could leave whatever the others meet', async () => {
		// The slowest way to Plivo and the quickest back, and the next one arrives as soon as it leaves: all of a window count.
		const { times } = await arrivals([[{ there: 700, back: 0 }, { there: 900, back: 0 }, { there: 0, back: 0 }]], 2, 3);
		expect(times).toEqual([700, 900, 700 + WINDOW + 10]);
	});

	it.each([50, 150, 300, 600])('takes what the limit imposes and a journey for each window, at %i ms and 100 at a time', async (latency) => {
		const { end } = await arrivals([alike(1_000, latency / 2)], 300, 100, 100);
		expect(end).toBe(3 * (WINDOW + 10 + latency) + latency);
	});

	it('lets all leave at once while the limit is far', async () => {
		expect((await arrivals([alike(300, 25)], 300, 300)).end).toBe(50);
	});

	it('shares the limit among workflows, which together take as long as one', async () => {
		const { end, times } = await arrivals(Array.from({ length: 20 }, () => alike(50, 75)), 300, 100, 100);
		expect(mostInAnyWindow(times)).toBe(300);
		expect(end).toBe((await arrivals([alike(1_000, 75)], 300, 100, 100)).end);
	});

	it('gives each workflow a turn, so that one message does not wait for a long list', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW, maxConcurrent: 1 }, clock);
		const order: string[] = [];
		const send = async (name: string, requester: Requester) => await limiter.run(async () => void order.push(name), requester);
		const [list, alert] = [{}, {}];
		await time.until(Promise.all([send('first', list), send('second', list), send('third', list), send('alert', alert)]));
		expect(order).toEqual(['first', 'second', 'alert', 'third']);
	});

	it('counts a request that failed like one that went well', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW }, clock);
		await expect(limiter.run(async () => await Promise.reject(new Error('no')), {})).rejects.toThrow('no');
		await time.until(limiter.run(async () => {}, {}));
		expect(time.now()).toBe(WINDOW + 10);
	});

	it('lets more leave while somebody waits who knows that Plivo allows the account more, for all, so that nobody starves', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW }, clock);
		const informed = { requests: 3 };
		const leftAt = async (requester: Requester) => await limiter.run(async () => time.now(), requester);
		const all = Promise.all([leftAt({}), leftAt({}), leftAt(informed), leftAt(informed), leftAt(informed)]);
		expect(await time.until(all)).toEqual([0, 0, 0, 5_010, 5_010]);
	});

	it('gives a message its turn beside a list under a raised limit', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 30, windowMs: WINDOW, maxConcurrent: 10 }, clock);
		const newsletter = { requests: 60 };
		let left = 1_200;
		const worker = async () => {
			while ((left -= 1) >= 0) await limiter.run(async () => await time.wait(100), newsletter);
		};
		const list = Array.from({ length: 10 }, worker);
		const alert = time.wait(6_000).then(async () => await limiter.run(async () => time.now(), {}));
		await time.until(Promise.all(list));
		expect(await alert).toBeLessThan(6_000 + 2 * WINDOW);
	});

	it('halves what leaves when Plivo turns a request away, of a raised limit too, and never stops wholly', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 30, windowMs: WINDOW }, clock);
		const leaving = async () => {
			const from = time.now();
			const all = Array.from({ length: 100 }, async () => await limiter.run(async () => time.now(), { requests: 100 }));
			return (await time.until(Promise.all(all))).filter((at) => at < from + WINDOW).length;
		};
		limiter.pauseFor(0);
		expect(await leaving()).toBe(50);
		for (let i = 0; i < 20; i += 1) {
			await time.until(time.wait(WINDOW));
			limiter.pauseFor(0);
		}
		await time.until(time.wait(WINDOW));
		expect(await leaving()).toBeGreaterThanOrEqual(5);
	});

	it('takes the time in which nothing may leave for no sign that Plivo takes more again', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 30, windowMs: WINDOW }, clock);
		limiter.pauseFor(25_000);
		const all = Array.from({ length: 100 }, async () => await limiter.run(async () => time.now(), {}));
		const leftAt = await time.until(Promise.all(all));
		expect(leftAt.filter((at) => at < 25_000 + WINDOW)).toEqual(Array(15).fill(25_000));
	});

	it('counts nothing that never left', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW }, clock);
		for (let i = 0; i < 9; i += 1) await limiter.run(async () => undefined, {}, () => false);
		expect(await limiter.run(async () => time.now(), {})).toBe(0);
	});

	it('holds back what waits already when Plivo has turned a request away', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW }, clock);
		await limiter.run(async () => {}, {});
		const second = limiter.run(async () => time.now(), {});
		limiter.pauseFor(12_000);
		expect(await time.until(second)).toBe(12_000);
	});

	it('waits no longer when everything shall end, and takes no place then', async () => {
		const { time, clock } = virtual();
		const limiter = new RateLimiter({ requests: 1, windowMs: WINDOW }, clock);
		const over = new AbortController();
		const first = limiter.run(async () => await time.wait(1), {});
		const asked = async () => await limiter.run(async () => time.now(), { signal: over.signal });
		const second = asked();
		const third = limiter.run(async () => time.now(), {});
		over.abort();
		expect([await second, await asked()]).toEqual([0, 0]);
		await time.until(first);
		expect(await time.until(third)).toBe(WINDOW + 11);
	});
});
