import fc from 'fast-check';
import { stringify } from 'flatted';
import { setTimeout as delay } from 'node:timers/promises';

import type { Fault } from '../../sandbox/faults.mts';
import { gate } from '../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { holdWaits, isOfPace } from './heldWaits.mts';
import { newProcess } from './newProcess.mts';
import { Execution, failure, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, itemNamed, itemOf, MAY_HAVE_BEEN_SENT, messages, recipient, RETRY_ON_FAIL, sendParameters, SENDS, SENT_ALREADY } from './sms.mts';

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

const slow: Fault = { kind: 'slow', ms: 100 };

describe('side by side', () => {
	it.each([
		['all that Plivo takes', {}, 100],
		['as many as the option says', { concurrency: 3 }, 3],
		['as many as the option says', { concurrency: 40 }, 40],
	])('sends %s at a time: %j', async (_, options, atATime) => {
		const { opened, open } = gate();
		sandbox.faults.add({ method: 'POST', path: SENDS, times: atATime, fault: { kind: 'slow', ms: 0, until: opened } });
		const running = runNode(sends(120, options));
		await until(() => sandbox.requests.length === atATime);
		// One more would come at once, as each of these did.
		await delay(100);
		expect(sandbox.requests).toHaveLength(atATime);
		open();
		expect((await running).status).toBe('success');
		expect(acceptedFor(sandbox, 120)).toEqual(Array(120).fill(1));
	});

	it('puts out in the order of the items, whatever the order of the answers', async () => {
		meet({ kind: 'slow', ms: 200 }, { kind: 'slow', ms: 100 }, { kind: 'slow', ms: 50 });
		const run = await runNode(sends(12));
		expect(output(run).map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
			Array.from({ length: 12 }, (_, item) => [[`+${recipient(item)}`], { item }]),
		);
		for (const { json } of output(run)) {
			const [to] = json.to as string[];
			expect(json.message_uuid).toEqual(sandbox.accepted.find(({ body }) => `+${String(body.dst)}` === to)?.message_uuid);
		}
	});

	it('keeps the order of the messages to one recipient, each after the answer to the one before', async () => {
		const items = Array.from({ length: 30 }, (_, i) => ({ to: recipient(i % 3), text: String(i) }));
		sandbox.faults.add({ method: 'POST', path: SENDS, times: 5, fault: { kind: 'slow', ms: 40 } });
		await runNode(against(sandbox, { parameters: sendParameters(), items }));
		for (const n of [0, 1, 2]) {
			const texts = sandbox.accepted.filter(({ body }) => body.dst === recipient(n)).map(({ body }) => Number(body.text));
			expect(texts).toEqual(Array.from({ length: 10 }, (_, i) => i * 3 + n));
		}
	});

	it('keeps to the rate that is set', async () => {
		const began = Date.now();
		const run = await runNode(sends(7, { requestsPer5Seconds: 3 }));
		expect(run.status).toBe('success');
		expect(Date.now() - began).toBeGreaterThan(10_000);
		const times = sandbox.requests.map(({ time }) => time);
		times.slice(3).forEach((time, i) => expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(5_000));
	});

	it("stays within Plivo's limit without being told", async () => {
		const run = await runNode(sends(310));
		expect(run.status).toBe('success');
		expect(sandbox.requests).toHaveLength(310);
		expect(sandbox.accepted).toHaveLength(310);
	});

	it.each([
		['concurrency', 0, "'Requests at a Time' is \"0\", which isn't a whole number from 1 to 100", 'Enter a whole number from 1 to 100.'],
		['concurrency', 101, "'Requests at a Time' is \"101\", which isn't a whole number from 1 to 100", 'Enter a whole number from 1 to 100.'],
		['concurrency', 'many', "'Requests at a Time' is \"many\", which isn't a whole number from 1 to 100", 'Enter a whole number from 1 to 100.'],
		['concurrency', 2.5, "'Requests at a Time' is \"2.5\", which isn't a whole number from 1 to 100", 'Enter a whole number from 1 to 100.'],
		['requestsPer5Seconds', 0.5, "'Requests per 5 Seconds' is \"0.5\", which isn't a whole number of 1 or more", 'Enter a whole number of 1 or more.'],
	])('refuses %s of %s before anything is sent', async (name, value, message, remedy) => {
		const run = await runNode(sends(3, { [name]: value }));
		expect(failure(run)).toMatchObject({ message, description: remedy });
		expect(sandbox.requests).toEqual([]);
	});
});

describe('while it checks thousands of items', () => {
	it('lets n8n do other things', async () => {
		let turns = 0;
		const counting = setInterval(() => (turns += 1), 0);
		// As if each item took ten milliseconds to check, whatever it takes here.
		let now = performance.now();
		const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 10));
		try {
			// the last one is wrong, so that nothing is sent and all the time is that of checking
			const run = await runNode(against(sandbox, { parameters: sendParameters(), items: [...messages(1_000), { to: 'nobody', text: 'Hi' }] }));
			expect(failure(run).message).toMatch(/\(1,001st item\)$/);
			expect(turns).toBeGreaterThan(50);
		} finally {
			clock.mockRestore();
			clearInterval(counting);
		}
	});
});

/** For each fault: whether it is got over, whether Plivo took the message, and whether the node can know. */
const table: Array<{ name: string; fault: Fault; recovers: boolean; taken: boolean; unknown: boolean }> = [
	{ name: '429', fault: { kind: 'status', status: 429 }, recovers: true, taken: false, unknown: false },
	{ name: '429 with Retry-After', fault: { kind: 'status', status: 429, retryAfter: 1 }, recovers: true, taken: false, unknown: false },
	{ name: '400', fault: { kind: 'status', status: 400, error: 'no' }, recovers: false, taken: false, unknown: false },
	{ name: '500, not taken', fault: { kind: 'status', status: 500 }, recovers: false, taken: false, unknown: true },
	{ name: '500, taken', fault: { kind: 'statusAfter', status: 500 }, recovers: false, taken: true, unknown: true },
	{ name: 'reset before acceptance', fault: { kind: 'resetBefore' }, recovers: false, taken: false, unknown: true },
	{ name: 'reset after acceptance', fault: { kind: 'resetAfter' }, recovers: false, taken: true, unknown: true },
	{ name: 'page of HTML with 202, taken', fault: { kind: 'notJsonAfter', status: 202 }, recovers: false, taken: true, unknown: true },
	{ name: 'page of HTML with 502', fault: { kind: 'notJson', status: 502 }, recovers: false, taken: false, unknown: true },
	{ name: 'redirect', fault: { kind: 'redirect', location: 'https://example.com/' }, recovers: false, taken: false, unknown: true },
];

/** 40 items, 10 at a time; the fault meets one of those that are under way, the others are answered a little later. */
const COUNT = 40;
const TEN = { concurrency: 10 };

describe.each(table)('$name, many items side by side', ({ fault, recovers, taken, unknown }) => {
	const meetOne = () => meet(slow, slow, slow, fault, slow, slow, slow);
	const acceptedAll = () => acceptedFor(sandbox, COUNT);

	it('with Retry On Fail', async () => {
		meetOne();
		const run = await runNode(sends(COUNT, TEN, RETRY_ON_FAIL));
		expect(Math.max(...acceptedAll())).toBe(1);
		if (recovers || !unknown) {
			expect(run.status).toBe('success');
			expect(acceptedAll()).toEqual(Array(COUNT).fill(1));
			expect(nodeContext(run)).toEqual({});
			return;
		}
		// What is not known holds back all the rest: the second try finds an item that may have been sent.
		expect(failure(run).message).toMatch(/^This message may have been sent already\. Don't send it again \(\d\w\w item, to \+\d+\)$/);
		expect(failure(run).description).toMatch(MAY_HAVE_BEEN_SENT);
	});

	it('with a retried execution', async () => {
		meetOne();
		const first = await runNode(sends(COUNT, TEN));
		if (recovers) {
			expect(first.status).toBe('success');
			expect(acceptedAll()).toEqual(Array(COUNT).fill(1));
			return;
		}
		const met = itemOf(failure(first));
		const before = acceptedAll();
		expect(failure(first).message).toContain(itemNamed(met));
		expect(before[met]).toBe(taken ? 1 : 0);
		// Those under way are awaited, and no other one leaves.
		const reached = sandbox.requests.length;
		expect(reached).toBeLessThan(20);
		const known = before.filter(Boolean).length - (taken ? 1 : 0);
		expect(failure(first).description).toContain(`Plivo has already accepted ${known} message${known === 1 ? "" : "s"}: `);
		expect(failure(first).description).toContain(`${COUNT - known - 1} items were not sent.`);
		if (unknown) expect(failure(first).description).toMatch(MAY_HAVE_BEEN_SENT);
		else expect(failure(first).description).not.toMatch(MAY_HAVE_BEEN_SENT);

		const second = await (await Execution.retryOf(first, sends(COUNT, TEN))).finish();
		if (!unknown) {
			expect(second.status).toBe('success');
			expect(acceptedAll()).toEqual(Array(COUNT).fill(1));
			return;
		}
		expect(failure(second).message).toBe(`${SENT_ALREADY} ${itemNamed(met)}`);
		expect(acceptedAll()).toEqual(before);

		const third = await (await Execution.retryOf(second, sends(COUNT, { ...TEN, ifOutcomeUnknown: 'sendAgain' }))).finish();
		expect(third.status).toBe('success');
		expect(acceptedAll()).toEqual(Array.from({ length: COUNT }, (_, item) => (item === met && taken ? 2 : 1)));
		expect(nodeContext(third)).toEqual({});
	});

	it('when set to continue', async () => {
		meetOne();
		const run = await runNode(sends(COUNT, TEN, { onError: 'continueRegularOutput' }));
		const results = output(run);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual(Array.from({ length: COUNT }, (_, item) => ({ item })));
		const failed = results.flatMap(({ json }, item) => (json.error === undefined ? [] : [item]));
		expect(failed).toHaveLength(recovers ? 0 : 1);
		expect(acceptedAll()).toEqual(Array.from({ length: COUNT }, (_, item) => (failed.includes(item) && !taken ? 0 : 1)));
		for (const item of failed) {
			if (unknown) expect(results[item]?.json.message).toMatch(MAY_HAVE_BEEN_SENT);
			else expect(results[item]?.json.message ?? '').not.toMatch(MAY_HAVE_BEEN_SENT);
		}
	});
});

describe('several faults at the same time', () => {
	it('are all named, those of unknown outcome apart', async () => {
		meet({ kind: 'status', status: 400, error: 'no' }, { kind: 'resetAfter' }, { kind: 'status', status: 400, error: 'no' });
		const run = await runNode(sends(3));
		const { message, description } = failure(run);
		const [first, ...others] = [0, 1, 2];
		expect(message).toContain(itemNamed(first));
		expect(description).toMatch(MAY_HAVE_BEEN_SENT);
		for (const item of others) expect(description).toMatch(new RegExp(`items[^.]*: [^.]*${item + 1}(?:nd|rd) item`));
		expect(acceptedFor(sandbox, 3).filter(Boolean)).toHaveLength(1);
	});

	it('hold back those that wait to try again', async () => {
		// one is turned away and waits twelve seconds; another is refused meanwhile
		meet({ kind: 'status', status: 429, retryAfter: 12 }, { kind: 'slow', ms: 300 });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const waits = holdWaits(12_000);
		// It would never end if it waited.
		const run = await runNode(sends(3));
		waits.release();
		expect(waits.begun).toContain(12_000);
		expect(failure(run).message).toMatch(/^no \(\d\w\w item, to \+\d+\)$/);
		expect(failure(run).description).toContain('Plivo has already accepted 1 message: ');
		expect(failure(run).description).toContain('1 item was not sent.');
		expect(acceptedFor(sandbox, 3).filter(Boolean)).toHaveLength(1);

		newProcess();
		expect((await (await Execution.retryOf(run, sends(3))).finish()).status).toBe('success');
		expect(acceptedFor(sandbox, 3)).toEqual([1, 1, 1]);
	});
});

describe('cancelled', () => {
	it('while it is paced: stops at once, and the retried execution sends the rest, each once', async () => {
		const execution = await Execution.of(sends(20, { requestsPer5Seconds: 5 }));
		const waits = holdWaits(1_000);
		const running = execution.finish();
		await until(() => execution.acceptedSoFar() === 5 && waits.begun.some(isOfPace));
		execution.cancel();
		// It would never end if it waited.
		const ended = await running;
		waits.release();
		expect(sandbox.accepted).toHaveLength(5);

		for (const saved of [...execution.saved, ended]) expect(Object.keys(sentOf(saved))).toHaveLength(5);
		await (await Execution.retryOf(ended, sends(20))).finish();
		expect(acceptedFor(sandbox, 20)).toEqual(Array(20).fill(1));
	});

	it('when set to continue: what had not left says so', async () => {
		const execution = await Execution.of(sends(20, { requestsPer5Seconds: 5 }, { onError: 'continueRegularOutput' }));
		const waits = holdWaits(1_000);
		const running = execution.finish();
		await until(() => execution.acceptedSoFar() === 5 && waits.begun.some(isOfPace));
		execution.cancel();
		await running;
		waits.release();
		expect(sandbox.accepted).toHaveLength(5);
	});

	function sentOf(run: Awaited<ReturnType<typeof runNode>>): Record<string, unknown> {
		const sends = nodeContext(run).sends as Record<string, { requests: Record<string, unknown> }>;
		return sends['0']?.requests ?? {};
	}
});

describe('what the execution keeps of many messages when the last one fails', () => {
	const REFUSED = { to: '+1 415 111 1111', text: 'Hi' };

	it('is less than 300 bytes each, without a text, and nothing after success', async () => {
		const items = [...messages(300), REFUSED];
		const run = await runNode(against(sandbox, { parameters: sendParameters(), items }));
		expect(failure(run).message).toMatch(/\(301st item\)$/);
		const kept = stringify(nodeContext(run));
		expect(kept.length / 300).toBeLessThan(300);
		expect(kept).not.toContain('Message 7');

		newProcess();
		const changed = against(sandbox, { parameters: sendParameters({ to: `={{ $json.to.replace('+1 415 111 1111', '${recipient(300)}') }}` }) });
		const retried = await (await Execution.retryOf(run, changed)).finish();
		expect(retried.status).toBe('success');
		expect(nodeContext(retried)).toEqual({});
		expect(acceptedFor(sandbox, 301)).toEqual(Array(301).fill(1));
	});
});

describe('for any items, faults and settings', () => {
	it('takes no message twice, keeps the order for each recipient, and pairs what comes out', async () => {
		await fc.assert(fc.asyncProperty(scenarios, check), { numRuns: 60 });
	});

	const fault = fc.constantFrom<Fault>(
		{ kind: 'slow', ms: 0 },
		{ kind: 'slow', ms: 15 },
		{ kind: 'slow', ms: 5 },
		{ kind: 'status', status: 429, retryAfter: 0 },
		{ kind: 'status', status: 400, error: 'no' },
		{ kind: 'status', status: 500 },
		{ kind: 'statusAfter', status: 500 },
		{ kind: 'resetBefore' },
		{ kind: 'resetAfter' },
	);
	const scenarios = fc.record({
		to: fc.array(fc.nat(4), { minLength: 1, maxLength: 15 }),
		faults: fc.array(fault, { maxLength: 20 }),
		concurrency: fc.integer({ min: 1, max: 12 }),
		continues: fc.boolean(),
		retryOnFail: fc.boolean(),
	});
	type Scenario = typeof scenarios extends fc.Arbitrary<infer T> ? T : never;

	async function check({ to, faults, concurrency, continues, retryOnFail }: Scenario): Promise<void> {
		sandbox.reset();
		newProcess();
		meet(...faults);
		const options = against(sandbox, {
			parameters: sendParameters({ options: { concurrency } }),
			items: to.map((n, i) => ({ to: recipient(n), text: `Text ${i}` })),
			settings: { ...(retryOnFail && RETRY_ON_FAIL), ...(continues && { onError: 'continueRegularOutput' }) },
		});
		const sent = (item: number) => sandbox.accepted.filter(({ body }) => body.text === `Text ${item}`);
		const run = await runNode(options);

		to.forEach((_, item) => expect(sent(item).length).toBeLessThanOrEqual(1));
		// With a second try, what was refused in the first goes out later.
		if (!retryOnFail) {
			for (const n of new Set(to)) {
				const texts = sandbox.accepted.filter(({ body }) => body.dst === recipient(n)).map(({ body }) => String(body.text));
				expect(texts.map((text) => Number(text.slice(5)))).toEqual(texts.map((text) => Number(text.slice(5))).sort((a, b) => a - b));
			}
		}
		const results = output(run);
		if (run.status === 'success') expect(results.map(({ pairedItem }) => pairedItem)).toEqual(to.map((_, item) => ({ item })));
		results.forEach(({ json }, item) => {
			if (json.error !== undefined) return;
			expect(json.to).toEqual([`+${recipient(to[item] ?? -1)}`]);
			expect(json.message_uuid).toEqual(sent(item)[0]?.message_uuid);
		});

		// Whoever retries the execution finds everything sent once, except what nobody can know.
		sandbox.faults.clear();
		const uuids = sandbox.accepted.map(({ message_uuid }) => message_uuid);
		const retried = await (await Execution.retryOf(run, { ...options, settings: { onError: 'continueRegularOutput' } })).finish();
		expect(sandbox.accepted.slice(0, uuids.length).map(({ message_uuid }) => message_uuid)).toEqual(uuids);
		if (run.status === 'success') return;
		output(retried).forEach(({ json }, item) => {
			expect(sent(item).length).toBeLessThanOrEqual(1);
			if (json.error === undefined) expect(json.message_uuid).toEqual(sent(item)[0]?.message_uuid);
			else expect(json.error).toBe(SENT_ALREADY);
		});
	}
});
