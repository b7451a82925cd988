import fc from 'fast-check';
import type { IDataObject, IRun } from 'n8n-workflow';

import type { Fault } from '../../sandbox/faults.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { newProcess } from './newProcess.mts';
import { Execution, nodeContext, output, runNode, type RunOptions } from './run.mts';
import { against, recipient, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Messages of two texts to four numbers, so that items meet in requests as often as can be. */
const item = fc.record({
	text: fc.constantFrom('One', 'Two'),
	to: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }),
});

const fine: Fault = { kind: 'slow', ms: 0 };
const fault = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(fine) },
	{ weight: 3, arbitrary: fc.constant<Fault>({ kind: 'status', status: 400, error: 'no' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'status', status: 500 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'statusAfter', status: 500 }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'resetAfter' }) },
	{ weight: 1, arbitrary: fc.constant<Fault>({ kind: 'resetBefore' }) },
);

const scenario = fc.record({
	items: fc.array(item, { minLength: 1, maxLength: 6 }),
	faults: fc.array(fault, { maxLength: 8 }),
	/** An item whose fields are wrong at the first try only. */
	badAtFirst: fc.option(fc.nat({ max: 5 })),
	broadcast: fc.boolean(),
	concurrency: fc.constantFrom(1, 3),
	settings: fc.constantFrom<RunOptions['settings']>(
		{},
		RETRY_ON_FAIL,
		{ onError: 'continueRegularOutput' },
		{ ...RETRY_ON_FAIL, onError: 'continueRegularOutput' },
		{ onError: 'continueErrorOutput' },
	),
	retries: fc.nat({ max: 3 }),
});

/** How often Plivo has a text for a number. */
function taken(number: number, text: string): number {
	return sandbox.accepted.filter(({ body }) => body.text === text && String(body.dst).split('<').includes(recipient(number))).length;
}

/** The items that came out as sent, by their place. */
function sentItems(run: IRun): Map<number, IDataObject> {
	const all = output(run).filter(({ json }) => json.error === undefined);
	return new Map(all.map(({ json, pairedItem }) => [(pairedItem as { item: number }).item, json]));
}

describe('for any items, faults, retries and settings', () => {
	it('nobody gets a message of a broadcast twice, whoever is reported as sent to was in an accepted request, and nobody is lost', async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async ({ items, faults, badAtFirst, broadcast, concurrency, settings, retries }) => {
				sandbox.reset();
				newProcess();
				for (const one of faults) sandbox.faults.add({ method: 'POST', path: SENDS, fault: one });
				// A retry gets the items as they came in at first, so it is the workflow that somebody puts right.
				const options = (isFirst: boolean): RunOptions => {
					const to = isFirst ? `={{ $itemIndex === ${badAtFirst} ? "nobody" : $json.to }}` : '={{ $json.to }}';
					return against(sandbox, {
						parameters: sendParameters({ to, options: { broadcast, concurrency } }),
						items: items.map((one) => ({ text: one.text, to: one.to.map(recipient).join() })),
						settings,
					});
				};
				// Without a broadcast, items of the same text are messages of their own, and a number may get several.
				const limit = (number: number, text: string) =>
					broadcast ? 1 : items.filter((one) => one.text === text && one.to.includes(number)).length;
				const check = (run: IRun) => {
					for (const { text, to } of items) {
						for (const number of to) expect(taken(number, text)).toBeLessThanOrEqual(limit(number, text));
					}
					for (const [place, json] of sentItems(run)) {
						const { text = '', to = [] } = items[place] ?? {};
						expect(json.to).toEqual(to.map((number) => `+${recipient(number)}`));
						for (const number of to) expect(taken(number, text)).toBeGreaterThanOrEqual(1);
					}
				};

				let run = await runNode(options(true));
				check(run);
				for (let retry = 0; retry < retries && run.status === 'error'; retry++) {
					run = await (await Execution.retryOf(run, options(false))).finish();
					check(run);
				}
				if (run.status !== 'success' || output(run).length < items.length) return;
				expect(nodeContext(run)).toEqual({});
				if (sentItems(run).size < items.length) return;
				for (const { text, to } of items) for (const number of to) expect(taken(number, text)).toBe(limit(number, text));
			}),
			{ numRuns: 400 },
		);
	}, 300_000);
});
