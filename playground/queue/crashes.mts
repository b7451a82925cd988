import assert from 'node:assert/strict';
import type { Check } from '../checks/checks.mts';
import { until } from '../until.mts';
import type { Machine } from './machine.mts';
import { SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 20;

/** What n8n does with an execution whose worker dies while it sends. */
export function queueCrashes(setup: QueueSetup): Check[] {
	const { client, workers, webhooks: [webhook] } = setup;

	/** An execution of a webhook that sends slowly, some of it sent, and the worker that runs it. */
	async function sending(): Promise<{ sends: SendWorkflow; id: string; worker: Machine }> {
		const sends = await SendWorkflow.create(setup, { messages: MESSAGES, options: { requestsPer5Seconds: 10 } });
		await sends.activate();
		await sends.call();
		await until('some are sent', () => sends.sent().length >= 10);
		const [id = ''] = (await client.executions(sends.workflow.id)).ids;
		const ran = await setup.ranOn(id);
		const worker = workers.find(({ name }) => name === ran);
		assert.ok(worker);
		return { sends, id, worker };
	}

	return [
		[
			'a worker that is told to end sends the rest first',
			async () => {
				const { sends, id, worker } = await sending();
				await worker.stop();
				const ended = await client.execution(id);
				assert.equal(ended.status, 'success', ended.error);
				assert.deepEqual(sends.timesSent(), Array(MESSAGES).fill(1));
				await worker.start();
			},
		],
		[
			'an execution whose worker is killed while it sends fails; nobody runs it again, and Retry sends nothing',
			async () => {
				const { sends, id, worker } = await sending();
				await worker.stop('kill');
				const killedAt = Date.now();
				const sent = sends.sent().length;
				const failed = await client.end(id, 120_000);
				process.stdout.write(`    ${sent} of ${MESSAGES} were sent; failed after ${Math.round((Date.now() - killedAt) / 1_000)} s: ${failed.error}\n`);
				assert.equal(failed.status, 'error');
				await worker.start();
				assert.equal((await client.retry(failed)).status, 'error');
				assert.equal(sends.sent().length, sent);
			},
		],
		[
			'one whose webhook process is killed too shows as crashed; only Retry by hand sends again, what was sent as well',
			async () => {
				const { sends, id, worker } = await sending();
				await Promise.all([worker.stop('kill'), webhook.stop('kill')]);
				const sent = sends.sent().length;
				await Promise.all([worker.start(), webhook.start()]);
				const crashed = await client.end(id);
				process.stdout.write(`    ${sent} of ${MESSAGES} were sent: ${crashed.error}\n`);
				assert.equal(crashed.status, 'crashed');
				assert.equal(sends.sent().length, sent);
				assert.equal((await client.retry(crashed)).status, 'success');
				assert.equal(sends.sent().length, sent + MESSAGES);
			},
		],
	];
}
