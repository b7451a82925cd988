import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { Execution, failure, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { acceptedFor, against, recipient, RETRY_ON_FAIL, sendParameters, SENDS, SENT_ALREADY } from './sms.mts';

const INVALID = '14151111111';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

function broadcast(items: IDataObject[], options = {}, settings?: RunOptions['settings']): RunOptions {
	return against(sandbox, { parameters: sendParameters({ options: { broadcast: true, ...options } }), items, settings });
}

function sameTo(...to: Array<number | string>): IDataObject[] {
	return to.map((one) => ({ to: typeof one === 'number' ? recipient(one) : one, text: 'Hi' }));
}

function range(count: number): number[] {
	return Array.from({ length: count }, (_, i) => i);
}

describe('a retry of a broadcast', () => {
	it.each<Fault>([{ kind: 'slow', ms: 0 }, { kind: 'statusAfter', status: 500 }])(
		'sends to nobody again whose message went out, or may have, with another item (%j)',
		async (first) => {
			const items = [
				{ to: recipient(0), text: 'x' },
				{ to: recipient(1), text: 'y' },
				{ to: `${recipient(0)},${recipient(1)}`, text: 'x' },
			];
			sandbox.faults.add({ method: 'POST', path: SENDS, fault: first });
			sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
			sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400 } });
			const settings = { ...RETRY_ON_FAIL, onError: 'continueRegularOutput' } as const;
			const options = broadcast(items, { concurrency: 1 });
			const run = await runNode(first.kind === 'slow' ? { ...options, settings: RETRY_ON_FAIL } : { ...options, settings });
			expect(sandbox.accepted.map(({ body }) => [body.dst, body.text])).toEqual([
				[recipient(0), 'x'],
				[recipient(1), 'y'],
				[recipient(1), 'x'],
			]);
			// Nobody knows whether the first request reached a number of the third item too.
			const third = output(run)[2]?.json;
			if (first.kind === 'slow') expect(third?.to).toEqual([`+${recipient(0)}`, `+${recipient(1)}`]);
			else expect(third?.error).toBe(SENT_ALREADY);
		},
	);
});

describe('broadcast', () => {
	it('is one too where an expression without braces says so', async () => {
		await runNode(broadcast(sameTo(0, 1), { broadcast: '=true' }));
		expect(sandbox.requests).toHaveLength(1);
	});

	it('sends one text to 1,000 recipients by one request, and each item has its answer', async () => {
		const run = await runNode(broadcast(sameTo(...range(1_000))));
		expect(run.status).toBe('success');
		expect(sandbox.requests).toHaveLength(1);
		expect(acceptedFor(sandbox, 1_000)).toEqual(Array(1_000).fill(1));
		const [sent] = sandbox.accepted;
		output(run).forEach(({ json, pairedItem }, item) => {
			expect(pairedItem).toEqual({ item });
			expect(json).toEqual({
				...(item === 0 && { message_uuid: sent?.message_uuid }),
				to: [`+${recipient(item)}`],
				api_id: expect.any(String),
				message: 'message(s) queued',
				rejected: false,
				broadcast: { item: 0, items: 1_000, recipients: 1_000, rejected: 0 },
				encoding: 'GSM-7',
				units: 1,
			});
		});
		expect(nodeContext(run)).toEqual({});
	});

	it('sends 2,001 recipients by three requests', async () => {
		const run = await runNode(broadcast(sameTo(...range(2_001))));
		expect(run.status).toBe('success');
		expect(sandbox.accepted.map(({ message_uuid }) => message_uuid.length).sort((a, b) => a - b)).toEqual([1, 1_000, 1_000]);
		expect(output(run).flatMap(({ json }, item) => (json.message_uuid === undefined ? [] : [item]))).toEqual([0, 1_000, 2_000]);
	});

	it('is off unless it is asked for', async () => {
		await runNode(against(sandbox, { parameters: sendParameters(), items: sameTo(0, 1) }));
		expect(sandbox.requests).toHaveLength(2);
	});

	it.each(positionsOf('uuid-order'))('says on each item whether its number was turned down, and sends once to who is named twice, with uuid-order=%s', async (order) => {
		sandbox.variants['uuid-order'] = order;
		const run = await runNode(broadcast(sameTo(0, INVALID, 1, 0, `${recipient(2)}, ${recipient(1)}`)));
		expect(sandbox.requests).toHaveLength(1);
		expect(sandbox.accepted[0]?.body.dst).toBe([recipient(0), INVALID, recipient(1), recipient(2)].join('<'));
		const first = { message_uuid: sandbox.accepted[0]?.message_uuid };
		const of = (json: IDataObject) => expect.objectContaining({ ...json, broadcast: { item: 0, items: 5, recipients: 4, rejected: 1 } });
		expect(output(run).map(({ json }) => json)).toEqual([
			of({ ...first, to: [`+${recipient(0)}`], rejected: false, duplicate_number: [`+${recipient(0)}`] }),
			of({ to: [`+${INVALID}`], rejected: true, invalid_number: [`+${INVALID}`] }),
			of({ to: [`+${recipient(1)}`], rejected: false, duplicate_number: [`+${recipient(1)}`] }),
			of({ to: [`+${recipient(0)}`], rejected: false, duplicate_number: [`+${recipient(0)}`] }),
			of({ to: [`+${recipient(2)}`, `+${recipient(1)}`], rejected: false, duplicate_number: [`+${recipient(1)}`] }),
		]);
	});

	// Then nobody can tell from the answer whose number it was, and the items say so.
	it('cannot say which number was turned down, with invalid-recipients=dropped, and sends nothing again', async () => {
		sandbox.variants['invalid-recipients'] = 'dropped';
		const options = broadcast(sameTo(0, INVALID, 1), {}, RETRY_ON_FAIL);
		const run = await runNode(options);
		expect(run.status).toBe('success');
		expect(sandbox.requests).toHaveLength(1);
		expect(output(run).map(({ json }) => json)).toMatchObject([
			{ to: [`+${recipient(0)}`], message_uuid: [expect.any(String), expect.any(String)], rejected: null, broadcast: { recipients: 3, rejected: 1 } },
			{ to: [`+${INVALID}`], rejected: null, broadcast: { recipients: 3, rejected: 1 } },
			{ to: [`+${recipient(1)}`], rejected: null, broadcast: { recipients: 3, rejected: 1 } },
		]);
	});

	it.each([
		['refused', 'reported', /^invalid phone numbers \(1st item, to \+14151111111\)$/],
		['refused', 'dropped', /^invalid phone numbers \(1st item, to \+14151111111\)$/],
		['accepted', 'reported', /^Plivo rejected the phone numbers \+14151111111 and \+14151111112 \(1st item\)$/],
		// An answer without any number could be a proxy's, so the message may have been sent for all the node knows.
		['accepted', 'dropped', /^This message may have been sent\. Don't send it again\. The response didn't come from Plivo/],
	] as const)('whose recipients are all invalid fails, and is sent once, with all-invalid=%s and invalid-recipients=%s', async (all, reported, message) => {
		Object.assign(sandbox.variants, { 'all-invalid': all, 'invalid-recipients': reported });
		const run = await runNode(broadcast(sameTo(INVALID, '14151111112')));
		expect(failure(run).message).toMatch(message);
		expect(failure(run).description).toContain(reported === 'dropped' && all === 'accepted' ? 'whether Plivo accepted these items: 2nd item (+14151111112).' : '2nd item (+14151111112)');
		expect(sandbox.requests).toHaveLength(1);
	});

	it('parts items that differ in anything else, and keeps the order for each recipient', async () => {
		const texts: Array<[number, string]> = [[0, 'One'], [1, 'Two'], [1, 'One'], [0, 'Two'], [2, 'One']];
		await runNode(broadcast(texts.map(([n, text]) => ({ to: recipient(n), text }))));
		const got = (n: number) =>
			sandbox.accepted.filter(({ body }) => body.dst.split('<').includes(recipient(n))).map(({ body }) => body.text);
		expect(got(0)).toEqual(['One', 'Two']);
		expect(got(1)).toEqual(['Two', 'One']);
		expect(got(2)).toEqual(['One']);
	});
});

/** For each fault: whether it is got over, whether Plivo took the request, and whether the node can know. */
const table: Array<{ name: string; fault: Fault; recovers: boolean; taken: boolean; unknown: boolean }> = [
	{ name: '429', fault: { kind: 'status', status: 429, retryAfter: 0 }, recovers: true, taken: false, unknown: false },
	{ name: '400', fault: { kind: 'status', status: 400, error: 'no' }, recovers: false, taken: false, unknown: false },
	{ name: '500, not taken', fault: { kind: 'status', status: 500 }, recovers: false, taken: false, unknown: true },
	{ name: '500, taken', fault: { kind: 'statusAfter', status: 500 }, recovers: false, taken: true, unknown: true },
	{ name: 'reset before acceptance', fault: { kind: 'resetBefore' }, recovers: false, taken: false, unknown: true },
	{ name: 'reset after acceptance', fault: { kind: 'resetAfter' }, recovers: false, taken: true, unknown: true },
	{ name: 'page of HTML with 202, taken', fault: { kind: 'notJsonAfter', status: 202 }, recovers: false, taken: true, unknown: true },
];

describe.each(table)('$name meets the second of three requests of a broadcast', ({ fault, recovers, taken, unknown }) => {
	// One at a time, so that it is certain which one the fault meets. Items 0, 3, 6 are the first request, and so on.
	const items = range(9).map((i) => ({ to: recipient(i), text: ['One', 'Two', 'Three'][i % 3] }));
	const run = (settings?: RunOptions['settings'], options = {}) => broadcast(items, { concurrency: 1, ...options }, settings);
	const accepted = (first: number, second: number, third: number) => range(9).map((i) => [first, second, third][i % 3]);
	beforeEach(() => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault });
	});

	it('with Retry On Fail', async () => {
		const ended = await runNode(run(RETRY_ON_FAIL));
		expect(ended.status).toBe(unknown ? 'error' : 'success');
		expect(acceptedFor(sandbox, 9)).toEqual(unknown ? accepted(1, taken ? 1 : 0, 0) : accepted(1, 1, 1));
	});

	it('with a retried execution', async () => {
		const first = await runNode(run());
		if (recovers) {
			expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, 1, 1));
			return;
		}
		expect(failure(first).message).toMatch(/\(2nd item, to [^)]*\)$/);
		expect(failure(first).description).toContain('Plivo has already accepted 3 messages: 1st item (');
		expect(failure(first).description).toMatch(unknown ? /whether Plivo accepted these items: 5th item \([^)]*\) and 8th item \([^)]*\)\./ : /These items failed too: 5th item \([^)]*\) and 8th item \([^)]*\): /);
		expect(failure(first).description).toContain('3 items were not sent.');
		expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, taken ? 1 : 0, 0));

		const second = await (await Execution.retryOf(first, run())).finish();
		if (!unknown) {
			expect(second.status).toBe('success');
			expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, 1, 1));
			return;
		}
		expect(failure(second).message).toMatch(new RegExp(`^${SENT_ALREADY} \\(2nd item, to [^)]*\\)$`));
		expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, taken ? 1 : 0, 0));

		const third = await (await Execution.retryOf(second, run(undefined, { ifOutcomeUnknown: 'sendAgain' }))).finish();
		expect(third.status).toBe('success');
		expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, taken ? 2 : 1, 1));
		expect(output(third).map(({ json }) => json.to)).toEqual(range(9).map((i) => [`+${recipient(i)}`]));
	});

	it('when set to continue', async () => {
		const ended = await runNode(run({ onError: 'continueRegularOutput' }));
		const failed = output(ended).flatMap(({ json }, item) => (json.error === undefined ? [] : [item]));
		expect(failed).toEqual(recovers ? [] : [1, 4, 7]);
		expect(output(ended).map(({ pairedItem }) => pairedItem)).toEqual(range(9).map((item) => ({ item })));
		expect(acceptedFor(sandbox, 9)).toEqual(accepted(1, recovers || taken ? 1 : 0, 1));
	});
});

describe('what the execution keeps of a broadcast that failed', () => {
	it('grows with the recipients, not with their square', async () => {
		const items = [...sameTo(...range(1_000)), { to: INVALID, text: 'Another' }];
		const run = await runNode(broadcast(items, { concurrency: 1 }));
		expect(failure(run).message).toMatch(/\(1,001st item\)$/);
		expect(JSON.stringify(nodeContext(run)).length).toBeLessThan(1_000 * 350);
	});
});
