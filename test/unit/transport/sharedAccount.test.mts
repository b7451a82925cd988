import { PlivoFault } from '../../../nodes/Plivo/transport/fault';
import { RateLimiter } from '../../../nodes/Plivo/transport/rateLimiter';
import { repeat, SEND_RULE } from '../../../nodes/Plivo/transport/retry';
import { VirtualTime } from '../delivery/virtualTime.mts';

const LIMIT = { requests: 30, windowMs: 5_000 };
const LATENCY_MS = 50;

/**
 * n8n processes that know nothing of each other, such as workers, send to one account at the same time.
 *
 * @param countsRefused whether Plivo counts what it turns away, which nobody has said
 */
async function sendFromMany(processes: number, messages: number, countsRefused: boolean) {
	const time = new VirtualTime();
	const clock = { now: time.now, sleep: time.wait };
	let counted: number[] = [];
	const seen = { accepted: 0, turnedAway: 0, failed: 0 };
	const request = async () => {
		await time.wait(LATENCY_MS);
		counted = counted.filter((at) => at > time.now() - LIMIT.windowMs);
		const isTaken = counted.length < LIMIT.requests;
		if (isTaken || countsRefused) counted.push(time.now());
		seen[isTaken ? 'accepted' : 'turnedAway'] += 1;
		return isTaken ? { answer: 'taken' } : { fault: new PlivoFault('notSent', 'rateLimited', 'too many requests', 429) };
	};
	const startProcess = () => {
		const limiter = new RateLimiter(LIMIT, 10, clock);
		const requester = {};
		let left = messages;
		const worker = async () => {
			while ((left -= 1) >= 0) {
				const result = await repeat(async () => await limiter.run(request, requester), SEND_RULE, async (ms) => {
					limiter.turnedAway(ms);
					await time.wait(ms);
				});
				if ('fault' in result) seen.failed += 1;
			}
		};
		return Array.from({ length: 10 }, worker);
	};
	await time.until(Promise.all(Array.from({ length: processes }, startProcess).flat()));
	return { ...seen, imposedMs: Math.floor((processes * messages - 1) / LIMIT.requests) * LIMIT.windowMs, ms: time.now() };
}

describe('several n8n processes on one account', () => {
	it.each([
		[2, 60, false],
		[2, 60, true],
		[3, 60, false],
		[3, 60, true],
		[8, 20, false],
		[8, 20, true],
	])('%i of them with %i messages each all get through, where Plivo counts what it turns away: %s', async (processes, messages, countsRefused) => {
		const { accepted, failed, ms, imposedMs } = await sendFromMany(processes, messages, countsRefused);
		expect({ accepted, failed }).toEqual({ accepted: processes * messages, failed: 0 });
		expect(ms).toBeLessThan(imposedMs * 2);
	});
});
