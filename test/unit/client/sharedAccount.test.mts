import { RateLimiter } from '../../../nodes/Plivo/client/rateLimit/rateLimiter';
import { withRetry, SEND_POLICY } from '../../../nodes/Plivo/client/retryPolicy';
import { PlivoRequestError } from '../../../nodes/Plivo/errors/plivoRequestError';
import { VirtualTime } from '../virtualTime.mts';

const LIMIT = { requests: 30, windowMs: 5_000 };
const LATENCY_MS = 50;

/**
 * n8n processes that know nothing of each other, such as workers, send to one account at the same time.
 *
 * @param countsRefused whether Plivo counts what it turns away, which nobody has said
 * @param retryAfterMs what Plivo says with it, if anything
 */
async function sendFromMany(processes: number, messages: number, countsRefused: boolean, retryAfterMs: number | undefined) {
	const time = new VirtualTime();
	const clock = { now: time.now, sleep: time.wait };
	let counted: number[] = [];
	const seen = { accepted: 0, turnedAway: 0, failed: 0 };
	const request = async (limiter: RateLimiter) => {
		await time.wait(LATENCY_MS);
		counted = counted.filter((at) => at > time.now() - LIMIT.windowMs);
		const isTaken = counted.length < LIMIT.requests;
		if (isTaken || countsRefused) counted.push(time.now());
		seen[isTaken ? 'accepted' : 'turnedAway'] += 1;
		if (isTaken) return { response: 'taken' };
		limiter.pauseFor(retryAfterMs ?? 500);
		return { failure: new PlivoRequestError('notSent', 'rateLimited', 'too many requests', 429, retryAfterMs) };
	};
	const startProcess = () => {
		const limiter = new RateLimiter({ ...LIMIT, maxConcurrent: 10 }, clock);
		const requester = {};
		let left = messages;
		const worker = async () => {
			while ((left -= 1) >= 0) {
				const once = async () => await limiter.run(async () => await request(limiter), requester);
				const result = await withRetry(once, SEND_POLICY, time.wait, Math.random, time.now);
				if ('failure' in result) seen.failed += 1;
			}
		};
		return Array.from({ length: 10 }, worker);
	};
	await time.until(Promise.all(Array.from({ length: processes }, startProcess).flat()));
	return { ...seen, imposedMs: Math.floor((processes * messages - 1) / LIMIT.requests) * LIMIT.windowMs, ms: time.now() };
}

describe('several n8n processes on one account', () => {
	const table = [[2, 60], [3, 60], [8, 20]].flatMap(([processes = 0, messages = 0]) =>
		[false, true].flatMap((counts) => [undefined, 1_000, 10_000].map((ms) => [processes, messages, counts, ms] as const)),
	);
	it.each(table)('%i of them with %i messages each all get through, where Plivo counts what it turns away: %s, Retry-After: %s', async (...row) => {
		const [processes, messages] = row;
		const { accepted, failed, ms, imposedMs } = await sendFromMany(...row);
		expect({ accepted, failed }).toEqual({ accepted: processes * messages, failed: 0 });
		expect(ms).toBeLessThan((imposedMs + (row[3] ?? 0)) * 2);
	});
});
