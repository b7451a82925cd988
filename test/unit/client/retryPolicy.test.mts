import { delayBeforeRetry, LIST_POLICY, READ_POLICY, withRetry, SEND_POLICY, type RequestResult } from '../../../nodes/Plivo/client/retryPolicy';
import { PlivoRequestError } from '../../../nodes/Plivo/errors/plivoRequestError';

const rateLimited = (retryAfterMs?: number) => new PlivoRequestError('notSent', 'rateLimited', 'too many requests', 429, retryAfterMs);
const unreachable = new PlivoRequestError('notSent', 'unreachable', 'ECONNREFUSED');
const serverFault = new PlivoRequestError('unknown', 'serverError', 'HTTP 500', 500);
const refused = new PlivoRequestError('refused', 'refused', 'no', 400);
const lost = new PlivoRequestError('unknown', 'connectionLost', 'ECONNRESET');
const cancelled = new PlivoRequestError('notSent', 'cancelled', 'cancelled');
const noConnectionInTime = new PlivoRequestError('notSent', 'timedOut', 'no connection in time');
const proxyUnavailable = new PlivoRequestError('notSent', 'proxyUnavailable', 'HTTP 503', 503);

/** Nothing was sent, but what stands in the way will not go by itself. */
const lasting = (['insecure', 'handshakeFailed', 'notHttps', 'proxyLogin', 'proxyForbids', 'blocked'] as const).map(
	(kind) => new PlivoRequestError('notSent', kind, kind),
);

/** Runs against faults that come one after another, then an answer; counts the tries and the waiting. */
async function run(failures: PlivoRequestError[], rule = SEND_POLICY) {
	const waits: number[] = [];
	let tries = 0;
	const result: RequestResult<string> = await withRetry<string>(
		async () => {
			const failure = failures[tries++];
			return failure === undefined ? { response: 'taken' } : { failure };
		},
		rule,
		async (ms) => void waits.push(ms),
		() => 0,
	);
	return { result, tries, waits };
}

describe('withRetry', () => {
	it('sends again only what Plivo cannot have taken', async () => {
		expect(await run([rateLimited(), unreachable, proxyUnavailable])).toMatchObject({ result: { response: 'taken' }, tries: 4 });
		for (const failure of [serverFault, refused, lost, cancelled, noConnectionInTime, ...lasting]) {
			expect(await run([failure])).toMatchObject({ result: { failure }, tries: 1, waits: [] });
		}
	});

	it('reads again unless Plivo declined', async () => {
		expect(await run([serverFault, lost, rateLimited(), noConnectionInTime], READ_POLICY)).toMatchObject({ result: { response: 'taken' }, tries: 5 });
		for (const failure of [refused, ...lasting]) {
			expect(await run([failure], READ_POLICY)).toMatchObject({ result: { failure }, tries: 1 });
		}
	});

	it('waits longer each time, and as long as Plivo asks where it asks', async () => {
		expect((await run([unreachable, unreachable, unreachable])).waits).toEqual([500, 1000, 2000]);
		expect((await run([rateLimited(3000)])).waits).toEqual([3000]);
	});

	it('gives up after five tries', async () => {
		expect(await run(Array.from({ length: 9 }, () => unreachable))).toMatchObject({ result: { failure: unreachable }, tries: 5 });
	});

	it('lets patience, not the number of tries, end what Plivo turns away', async () => {
		const { tries, waits } = await run(Array.from({ length: 99 }, () => rateLimited()));
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
		expect(tries).toBe(6);
		expect(await run(Array.from({ length: 20 }, () => rateLimited(1000)))).toMatchObject({ result: { response: 'taken' }, tries: 21 });
		expect(await run([...Array.from({ length: 4 }, () => rateLimited(1000)), ...Array.from({ length: 4 }, () => unreachable)])).toMatchObject({ tries: 9 });
	});

	it('ends what Plivo turns away for ever, also where others have their turns between the tries', async () => {
		let clock = 0;
		let tries = 0;
		const attempt = async (): Promise<RequestResult<string>> => {
			tries += 1;
			clock += 20_000;
			return { failure: rateLimited(0) };
		};
		const result = await withRetry(attempt, SEND_POLICY, async () => undefined, () => 0, () => clock);
		expect(result).toMatchObject({ failure: { kind: 'rateLimited' } });
		expect(tries).toBe(8);
	});

	it.each([
		['the first try', [200_000, 0, 0]],
		['each try', [200_000, 200_000, 200_000, 200_000, 0]],
	])('counts no time in which %s waited for its turn', async (_, turns) => {
		let clock = 0;
		let tries = 0;
		const attempt = async (): Promise<RequestResult<string>> => {
			clock += turns[tries] ?? 0;
			tries += 1;
			return tries < turns.length ? { failure: rateLimited(0) } : { response: 'taken' };
		};
		expect(await withRetry(attempt, SEND_POLICY, async () => undefined, () => 0, () => clock)).toEqual({ response: 'taken' });
	});

	it('waits where Plivo asks for no time at all', async () => {
		expect((await run([rateLimited(0), rateLimited(0)])).waits).toEqual([500, 500]);
	});

	it('does not wait longer than its patience', async () => {
		expect(await run([rateLimited(31_000)])).toMatchObject({ tries: 1, waits: [] });
		expect(await run([rateLimited(20_000), rateLimited(20_000)])).toMatchObject({ tries: 2, waits: [20_000] });
	});

	it('sits out a minute for lists', async () => {
		const failures = Array.from({ length: 8 }, () => rateLimited());
		const { result, waits } = await run(failures, LIST_POLICY);
		expect(result).toEqual({ response: 'taken' });
		expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(60_000);
	});
});

describe('delayBeforeRetry', () => {
	it('varies by up to a half, so that not all come back at once', () => {
		expect(delayBeforeRetry(unreachable, 2, 0)).toBe(1000);
		expect(delayBeforeRetry(unreachable, 2, 1)).toBe(500);
	});
});
