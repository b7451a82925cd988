import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { limitIsFree, SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 400;

/** What happens with Plivo's limit for an account if several executions send at the same time. */
export function queueLimits(setup: QueueSetup): Check[] {
	const { client, sandbox } = setup;

	/** Starts two executions together. @returns how often Plivo answered that there were too many requests */
	async function sendTogether(options: object): Promise<number> {
		const refused = () => sandbox.requests.filter(({ path }) => path.endsWith('/Message/')).length - sandbox.accepted.length;
		await limitIsFree(setup);
		const before = refused();
		const startedAt = Date.now();
		const both = await Promise.all([1, 2].map(async () => await SendWorkflow.create(setup, { messages: MESSAGES, options })));
		const ids = await Promise.all(both.map((sends) => sends.start()));
		for (const id of ids) assert.equal((await client.end(id)).status, 'success');
		for (const sends of both) assert.deepEqual(sends.timesSent(), Array(MESSAGES).fill(1));
		const workers = await Promise.all(ids.map((id) => setup.ranOn(id)));
		const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
		process.stdout.write(`    on ${workers.join(', ')}: ${refused() - before} answers of 429, ${seconds} s\n`);
		return refused() - before;
	}

	return [
		[
			// How often depends on the machine: one that sends fewer than the limit in five seconds gets none.
			`twice ${MESSAGES} messages at the same time, each execution within Plivo's limit, all arrive once, however often they get 429`,
			async () => void (await sendTogether({})),
		],
		[
			'with half of it for each execution, there is no 429',
			async () => assert.equal(await sendTogether({ requestsPer5Seconds: 150 }), 0),
		],
	];
}
