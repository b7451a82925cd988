import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../../sandbox/snapshot.mts';
import type { Check } from '../checks/checks.mts';
import { forgeries } from '../checks/forgeries.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { owner } from '../../../playground/owner.mts';
import { sendEachTwice } from '../checks/plivoCalls.mts';
import { expectBorrowing, expectBorrowingCalledOff } from '../checks/testListening.mts';
import { TriggerWorkflow } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { SendWorkflow } from './sendWorkflow.mts';
import type { QueueSetup } from './setup.mts';


/** Checks that the trigger works with a webhook process and workers as it does in a single process. */
export function queueTriggers(setup: QueueSetup): Check[] {
	const { client, sandbox, proxy, main, webhooks: [webhook] } = setup;
	let trigger: TriggerWorkflow;
	let before: Snapshot;
	let active: Snapshot;
	let expected = 0;
	const receive = (text: string) => sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
	const callsFor = (uuid: string) => sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid);

	async function expectNothingAgain(uuid: string): Promise<void> {
		await trigger.comeAgain(uuid);
		await trigger.expectExecutions(expected);
	}

	return [
		[
			'activating the trigger, in the main process, routes the messages of its number to the proxy',
			async () => {
				before = sandbox.snapshot();
				trigger = await TriggerWorkflow.create(setup, 'Queue trigger check', {});
				await trigger.activate();
				active = sandbox.snapshot();
				assert.ok(trigger.messageUrl().startsWith(`${proxy.url}/webhook/`));
			},
		],
		[
			'a message arrives through the webhook process and runs on a worker',
			async () => {
				const uuid = receive('Hello workers');
				const item = await trigger.newestItem((expected += 1));
				assert.deepEqual([item.messageUuid, item.from, item.to, item.text], [uuid, `+${PHONE}`, `+${TRIGGER_NUMBER}`, 'Hello workers']);
				await until('Plivo has its answer', () => callsFor(uuid).some(({ status }) => status === 200));
				const answer = callsFor(uuid).find(({ status }) => status === 200);
				assert.match(answer?.answer?.contentType ?? '', /^text\/xml/);
				assert.match(answer?.answer?.body ?? '', /<Response\/>/);
				const { id } = await trigger.newest(expected);
				assert.equal(proxy.calls.at(-1)?.port, webhook.port);
				assert.ok((await webhook.log()).includes(`Enqueued execution ${id} (`));
				assert.match(await setup.ranOn(id), /^worker-\d$/);
			},
		],
		[
			'a hundred forged or mangled calls start nothing',
			async () => {
				await forgeries(trigger.messageUrl(), 100);
				await trigger.expectExecutions(expected);
			},
		],
		[
			'60 messages, each sent twice at the same moment, start it 60 times; and none of them later',
			async () => {
				const { texts, answers } = await sendEachTwice(trigger.messageUrl(), sandbox.account.authToken, { messages: 60, atATime: 5 });
				process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
				await trigger.expectExecutions((expected += texts.length));
				assert.deepEqual((await trigger.newestTexts(texts.length)).sort(), [...texts].sort());
				const uuid = receive('Sent again later');
				await trigger.expectExecutions((expected += 1));
				await expectNothingAgain(uuid);
			},
		],
		[
			'delivery statuses of messages that a worker sent start a workflow',
			async () => {
				const statuses = await TriggerWorkflow.create(setup, 'Queue status check', { events: ['status'] });
				await client.activate(statuses.workflow.id);
				const url = `${proxy.url}/webhook/${String(statuses.workflow.nodes[0]?.webhookId)}/webhook`;
				await until('the webhook is there', async () => (await n8nFetch(url, { method: 'POST' })).status === 403);
				const sends = await SendWorkflow.create(setup, { messages: 5, additionalFields: { url } });
				assert.equal((await sends.run()).status, 'success');
				await statuses.expectExecutions(15);
				const { ids } = await client.executions(statuses.workflow.id);
				const items = await Promise.all(ids.map(async (id) => (await client.end(id)).output('Next')[0]));
				const states = items.map((item) => String(item?.status)).sort();
				assert.deepEqual(states, [...Array(5).fill('delivered'), ...Array(5).fill('queued'), ...Array(5).fill('sent')]);
				await client.deactivate(statuses.workflow.id);
			},
		],
		[
			"listening for a test event, in the main process, borrows the number and returns it, even if it's canceled",
			async () => {
				expected = await expectBorrowing(trigger, expected);
				await expectBorrowingCalledOff(trigger);
			},
		],
		[
			'if the main process is killed while the trigger is active, nothing changes at Plivo',
			async () => {
				await main.stop('kill');
				const uuid = receive('While the main process is away');
				await until('it was answered', () => callsFor(uuid).some(({ status }) => status === 200));
				assert.deepEqual(sandbox.snapshot(), active);
				await main.start();
				await client.signIn(owner);
				await trigger.expectExecutions((expected += 1));
				receive('After it has come back');
				await trigger.expectExecutions((expected += 1));
				assert.deepEqual(sandbox.snapshot(), active);
			},
		],
		[
			'deactivating leaves everything at Plivo as it was',
			async () => {
				await trigger.deactivate();
				await until('all at Plivo is as before', () => isDeepStrictEqual(sandbox.snapshot(), before));
			},
		],
	];
}
