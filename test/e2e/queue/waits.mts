import assert from 'node:assert/strict';
import { gate } from '../../../sandbox/gate.mts';
import type { Check } from '../checks/checks.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { PHONE } from '../../../playground/numbers.mts';
import { callWebhook } from '../checks/plivoCalls.mts';
import { until } from '../../../playground/until.mts';
import { answerOf, delivery, postAnswer, question, WaitingExecution } from '../checks/waitWorkflow.mts';
import type { QueueSetup } from './setup.mts';

/** Checks that executions wait in the database, not in the process that began them. */
export function queueWaits(setup: QueueSetup): Check[] {
	const { sandbox, proxy, webhooks: [webhook], workers } = setup;
	const start = async (parameters: object) => await WaitingExecution.start(setup, parameters);

	return [
		[
			'the page with the question comes from the webhook process, and the answer continues the execution on a worker',
			async () => {
				const waiting = await start(question);
				await waiting.waits();
				const page = await n8nFetch(waiting.address);
				assert.match(await page.text(), /May we ship &lt;order 42&gt;/);
				assert.deepEqual([proxy.calls.at(-1)?.path.slice(0, 17), proxy.calls.at(-1)?.port], ['/webhook-waiting/', webhook.port]);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.ok((await postAnswer(waiting.address, { answer: 'approve' })).ok);
				assert.equal(answerOf(await waiting.result()).approved, true);
				assert.ok((await webhook.log()).includes(`Enqueued execution ${waiting.id} (`));
			},
		],
		[
			'a status that arrives while the worker stores the execution is rejected, and accepted when Plivo tries again',
			async () => {
				// Plivo has the message, but the worker doesn't know yet.
				const answered = gate();
				sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 0, until: answered.opened } });
				const waiting = await start({ ...delivery, to: PHONE });
				const tries = () => sandbox.callbacks
					.filter(({ messageUuid, params }) => messageUuid === waiting.uuid && params.Status === 'delivered')
					.map(({ status, error }) => status ?? error);
				await until('the status has come', () => tries()[0] !== undefined);
				answered.open();
				const { state } = await waiting.result();
				assert.equal(state, 'delivered');
				await until('Plivo has its answer', () => tries().includes(200));
				process.stdout.write(`    delivered: ${tries().join(', ')}\n`);
				assert.notEqual(tries()[0], 200);
			},
		],
		[
			'forged statuses end nothing',
			async () => {
				const waiting = await start(delivery);
				await waiting.waits();
				assert.equal(await waiting.tell('delivered', {}, 'made-up'), 403);
				const other = waiting.address.replace(/signature=[^&]{8}/, 'signature=00000000');
				assert.equal((await callWebhook(other, {}, 'Status=delivered')).status, 401);
				assert.equal((await waiting.current()).status, 'waiting');
				assert.equal(await waiting.tell('delivered'), 200);
				assert.equal((await waiting.result()).delivered, true);
			},
		],
		[
			'waiting continues on the other worker if the one that began it is killed',
			async () => {
				const [parcel, asked] = [await start(delivery), await start(question)];
				await parcel.waits();
				await asked.waits();
				const began = await setup.ranOn(parcel.id);
				const killed = workers.find(({ name }) => name === began);
				const left = workers.find(({ name }) => name !== began);
				assert.ok(killed && left, `${began} began it`);
				await killed.stop('kill');
				assert.equal(await parcel.tell('delivered'), 200);
				assert.equal((await parcel.result()).delivered, true);
				await asked.answer({ answer: 'approve' });
				assert.equal(answerOf(await asked.result()).approved, true);
				for (const { id } of [parcel, asked]) {
					await until('the other worker has run it', async () => (await left.log()).includes(`Worker started execution ${id} (`));
				}
				await killed.start();
			},
		],
	];
}
