import { gate } from '../../../sandbox/gate.mts';
import { until } from '../../../playground/until.mts';
import { expect, test } from './fixtures.mts';
import type { Machine } from './machine.mts';
import { SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 40;

// What n8n does with an execution whose worker dies while it sends.

/**
 * An execution of a webhook, and the worker that runs it. Ten messages were sent and answered, ten more were accepted by Plivo,
 * which holds back the answers, and the rest hasn't been sent.
 */
async function sending(setup: QueueSetup): Promise<{ sends: SendWorkflow; id: string; worker: Machine; answer: () => void }> {
	const { client, sandbox, workers } = setup;
	const sends = await SendWorkflow.create(setup, { messages: MESSAGES, options: { concurrency: 10 } });
	await sends.activate();
	const { opened, open } = gate();
	const rule = { method: 'POST', path: '/Message/' };
	sandbox.faults.add({ ...rule, times: 10, fault: { kind: 'slow', ms: 0 } });
	sandbox.faults.add({ ...rule, times: 'always', fault: { kind: 'slow', ms: 0, until: opened } });
	const answer = () => {
		sandbox.faults.clear();
		open();
	};
	await sends.call();
	await until('some are sent', () => sends.sent().length === 20);
	const [id = ''] = (await client.executions(sends.workflow.id)).ids;
	const ran = await setup.ranOn(id);
	const worker = workers.find(({ name }) => name === ran);
	if (worker === undefined) throw new Error(`${ran} runs it`);
	return { sends, id, worker, answer };
}

test('a worker that is stopped sends the rest first', async ({ setup }) => {
	const { client } = setup;
	const { sends, id, worker, answer } = await sending(setup);
	const stopping = worker.stop();
	answer();
	await stopping;
	const ended = await client.execution(id);
	expect(ended.status, ended.error).toBe('success');
	expect(sends.timesSent()).toEqual(Array(MESSAGES).fill(1));
	await worker.start();
});

test('an execution whose worker is killed while it sends fails; nothing runs it again, and Retry sends nothing', async ({ setup }) => {
	const { client } = setup;
	const { sends, id, worker, answer } = await sending(setup);
	await worker.stop('kill');
	answer();
	const killedAt = Date.now();
	const sent = sends.sent().length;
	const failed = await client.end(id);
	process.stdout.write(`    ${sent} of ${MESSAGES} were sent; failed after ${Math.round((Date.now() - killedAt) / 1_000)} s: ${failed.error}\n`);
	expect(failed.status).toBe('error');
	await worker.start();
	expect((await client.retry(failed)).status).toBe('error');
	expect(sends.sent().length).toBe(sent);
});

test('if the webhook process is killed too, it shows as crashed; only a manual Retry sends again, including what was already sent', async ({ setup }) => {
	const { client, webhooks: [webhook] } = setup;
	const { sends, id, worker, answer } = await sending(setup);
	await Promise.all([worker.stop('kill'), webhook.stop('kill')]);
	answer();
	const sent = sends.sent().length;
	await Promise.all([worker.start(), webhook.start()]);
	const crashed = await client.end(id);
	process.stdout.write(`    ${sent} of ${MESSAGES} were sent: ${crashed.error}\n`);
	expect(crashed.status).toBe('crashed');
	expect(sends.sent().length).toBe(sent);
	expect((await client.retry(crashed)).status).toBe('success');
	expect(sends.sent().length).toBe(sent + MESSAGES);
});
