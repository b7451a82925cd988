import { expect, test } from './fixtures.mts';
import { limitIsFree, SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

// What happens with Plivo's limit for an account if several executions send at the same time.

const MESSAGES = 400;

// How often depends on the machine: one that sends fewer than the limit in five seconds gets none.
test(`twice ${MESSAGES} messages at the same time, each execution within Plivo's limit, all arrive once, however often they get 429`, async ({ setup }) => {
	await sendTogether(setup, {});
});

test('with half of it for each execution, there is no 429', async ({ setup }) => {
	expect(await sendTogether(setup, { requestsPer5Seconds: 150 })).toBe(0);
});

/** Starts two executions together. @returns how often Plivo answered that there were too many requests */
async function sendTogether(setup: QueueSetup, options: object): Promise<number> {
	const { client, sandbox } = setup;
	const refused = () => sandbox.requests.filter(({ path }) => path.endsWith('/Message/')).length - sandbox.accepted.length;
	await limitIsFree(setup);
	const before = refused();
	const startedAt = Date.now();
	const both = await Promise.all([1, 2].map(async () => await SendWorkflow.create(setup, { messages: MESSAGES, options })));
	const ids = await Promise.all(both.map((sends) => sends.start()));
	for (const id of ids) expect((await client.end(id)).status).toBe('success');
	for (const sends of both) expect(sends.timesSent()).toEqual(Array(MESSAGES).fill(1));
	const workers = await Promise.all(ids.map((id) => setup.ranOn(id)));
	const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
	process.stdout.write(`    on ${workers.join(', ')}: ${refused() - before} answers of 429, ${seconds} s\n`);
	return refused() - before;
}
