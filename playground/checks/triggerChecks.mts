import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../sandbox/snapshot.mts';
import type { Check } from './checks.mts';
import { forgeries } from './forgeries.mts';
import { PHONE, TRIGGER_NUMBER } from '../numbers.mts';
import type { Playground } from '../playground.mts';
import { callWebhook, flood } from './plivoCalls.mts';
import { expectBorrowing, expectBorrowingCalledOff } from './testListening.mts';
import { triggerName, TriggerWorkflow } from './triggerWorkflow.mts';
import { until } from '../until.mts';

const PLIVOS_PATIENCE_MS = 8_000;

/** That the trigger does in a real n8n what it says. */
export function triggerChecks(playground: Playground): Check[] {
	const { sandbox } = playground;
	if (sandbox === undefined) return [];
	const { authToken } = sandbox.account;
	let trigger: TriggerWorkflow;
	let before: Snapshot;
	let active: Snapshot;
	const receive = (text: string) => sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
	const callsFor = (uuid: string) => sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid);
	let expected = 0;

	async function restart(env?: Record<string, string>): Promise<void> {
		await playground.restart('stop', env);
		// An unsigned call tells whether n8n knows the webhook.
		await until('n8n has activated it', async () => (await callWebhook(trigger.messageUrl(TRIGGER_NUMBER), {})).status === 403);
	}

	async function expectFlood(load: { messages: number; perSecond: number }): Promise<void> {
		const { answers, slowest } = await flood(trigger.messageUrl(TRIGGER_NUMBER), authToken, load);
		process.stdout.write(`    slowest answer ${Math.round(slowest)} ms, answers ${JSON.stringify(answers)}\n`);
		expected += load.messages;
		await trigger.expectExecutions(expected, 60_000);
		assert.ok(slowest < PLIVOS_PATIENCE_MS);
		// 503 has Plivo come again, to a twin of a message that n8n is still busy with.
		const { 200: taken = 0, 503: later = 0 } = answers;
		assert.ok(taken >= load.messages);
		assert.equal(taken + later, load.messages * 2);
	}

	return [
		[
			'activating the trigger brings the messages of its number here',
			async () => {
				before = sandbox.snapshot();
				trigger = await TriggerWorkflow.create(playground, 'Trigger check', {});
				await trigger.activate();
				active = sandbox.snapshot();
			},
		],
		[
			'a message starts the workflow, and Plivo gets an empty document',
			async () => {
				const uuid = receive('Hello n8n');
				const item = await trigger.newestItem((expected += 1));
				assert.deepEqual(
					[item.event, item.messageUuid, item.from, item.to, item.text],
					['message', uuid, `+${PHONE}`, `+${TRIGGER_NUMBER}`, 'Hello n8n'],
				);
				const [answer] = callsFor(uuid);
				assert.equal(answer?.status, 200);
				assert.match(answer?.answer?.contentType ?? '', /^text\/xml/);
				assert.match(answer?.answer?.body ?? '', /<Response\/>/);
			},
		],
		[
			'listening for a test event borrows the number and gives it back to the active workflow',
			async () => {
				expected = await expectBorrowing(trigger, expected);
			},
		],
		['so does listening that is called off', async () => await expectBorrowingCalledOff(trigger)],
		[
			'a thousand forged or mangled calls start nothing, and are answered at once',
			async () => {
				const url = trigger.messageUrl(TRIGGER_NUMBER);
				const slowest = await forgeries(url, 1_000);
				process.stdout.write(`    slowest answer ${Math.round(slowest)} ms\n`);
				assert.ok(slowest < PLIVOS_PATIENCE_MS);
				await trigger.expectExecutions(expected);
			},
		],
		[
			'60 messages at 5 a second, each sent twice, start it 60 times',
			async () => await expectFlood({ messages: 60, perSecond: 5 }),
		],
		[
			'500 messages at 50 a second, each sent twice, start it 500 times',
			async () => {
				// n8n 2.41 makes an isolate for each call of a webhook, which by itself takes two cores more time than there is.
				await restart({ N8N_EXPRESSION_ENGINE: 'legacy' });
				// An n8n that has just started is busy with itself.
				await expectFlood({ messages: 30, perSecond: 3 });
				await expectFlood({ messages: 500, perSecond: 50 });
			},
		],
		[
			'after a restart of n8n a message that it already has starts nothing, and a new one does',
			async () => {
				const uuid = receive('Before the restart');
				await trigger.expectExecutions((expected += 1));
				await restart();
				sandbox.redeliver(uuid);
				await until('it was answered', () => callsFor(uuid).length === 2 && callsFor(uuid)[1]?.status === 200);
				receive('After the restart');
				await trigger.expectExecutions((expected += 1));
				assert.deepEqual(sandbox.snapshot(), active);
			},
		],
		[
			'n8n is killed while it listens: the next test gives the number back to the active workflow',
			async () => {
				await trigger.client.listen(trigger.workflow.id, triggerName);
				assert.match(trigger.messageUrl(TRIGGER_NUMBER), /\/webhook-test\//);
				await playground.restart('kill');
				await trigger.client.listen(trigger.workflow.id, triggerName);
				await trigger.client.stopListening(trigger.workflow.id);
				await until('all is as before', () => isDeepStrictEqual(sandbox.snapshot(), active));
			},
		],
		[
			'n8n is killed while it listens: activating again gives it back too',
			async () => {
				await trigger.client.listen(trigger.workflow.id, triggerName);
				await playground.restart('kill');
				await trigger.client.deactivate(trigger.workflow.id);
				await until('all is as before', () => isDeepStrictEqual(sandbox.snapshot(), before));
				await trigger.activate();
			},
		],
		[
			'deactivating leaves everything at Plivo as it was',
			async () => {
				await trigger.deactivate();
				await until('all is as before', () => isDeepStrictEqual(sandbox.snapshot(), before));
			},
		],
	];
}
