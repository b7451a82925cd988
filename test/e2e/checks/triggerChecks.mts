import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../../../sandbox/snapshot.mts';
import type { Check } from './checks.mts';
import { forgeries } from './forgeries.mts';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import type { Playground } from '../../../playground/playground.mts';
import { callWebhook, sendEachTwice } from './plivoCalls.mts';
import { flood } from './strangers.mts';
import { expectBorrowing, expectBorrowingCalledOff } from './testListening.mts';
import { triggerName, TriggerWorkflow } from './triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';

/** Checks that the trigger works in a real n8n as described. */
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

	async function restart(): Promise<void> {
		await playground.restart('stop');
		// An unsigned call shows whether n8n knows the webhook.
		await until('n8n has activated it', async () => (await callWebhook(trigger.messageUrl(TRIGGER_NUMBER), {})).status === 403);
	}

	return [
		[
			'activating the trigger routes the messages of its number to it',
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
				await until('Plivo has its answer', () => callsFor(uuid).some(({ status }) => status === 200));
				const answer = callsFor(uuid).find(({ status }) => status === 200);
				assert.match(answer?.answer?.contentType ?? '', /^text\/xml/);
				assert.match(answer?.answer?.body ?? '', /<Response\/>/);
			},
		],
		[
			'listening for a test event borrows the number and returns it to the active workflow',
			async () => {
				expected = await expectBorrowing(trigger, expected);
			},
		],
		['the same for canceled listening', async () => await expectBorrowingCalledOff(trigger)],
		[
			'200 forged or mangled calls start nothing, and each is answered',
			async () => {
				await forgeries(trigger.messageUrl(TRIGGER_NUMBER), 200);
				await trigger.expectExecutions(expected);
			},
		],
		[
			"40 messages during a flood of calls that aren't Plivo's, some of 8 MB: none is lost, and each starts the workflow once",
			async () => {
				let isOver = false;
				const strangers = flood(trigger.messageUrl(TRIGGER_NUMBER), () => isOver);
				const texts = Array.from({ length: 40 }, (_, i) => `Beside a flood ${i}`);
				try {
					for (const text of texts) {
						const uuid = receive(text);
						await until(`"${text}" was taken`, () => callsFor(uuid).some(({ status }) => status === 200));
					}
				} finally {
					isOver = true;
				}
				const answers = await strangers;
				process.stdout.write(`    strangers were answered ${JSON.stringify(answers)}\n`);
				assert.deepEqual(Object.keys(answers).filter((status) => Number(status) < 400), []);
				await trigger.expectExecutions((expected += texts.length));
				assert.deepEqual((await trigger.newestTexts(texts.length)).sort(), [...texts].sort());
			},
		],
		[
			'60 messages, each sent twice at the same moment, start it once each, whatever Plivo has to send again',
			async () => {
				const { texts, answers } = await sendEachTwice(trigger.messageUrl(TRIGGER_NUMBER), authToken, { messages: 60, atATime: 5 });
				process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
				await trigger.expectExecutions((expected += texts.length));
				assert.deepEqual((await trigger.newestTexts(texts.length)).sort(), [...texts].sort());
			},
		],
		[
			'after a restart of n8n, a message that it already has starts nothing, and a new one starts the workflow',
			async () => {
				const uuid = receive('Before the restart');
				await trigger.expectExecutions((expected += 1));
				await until('Plivo has its answer', () => callsFor(uuid).some(({ status }) => status === 200));
				await restart();
				await trigger.comeAgain(uuid);
				receive('After the restart');
				await trigger.expectExecutions((expected += 1));
				assert.deepEqual(sandbox.snapshot(), active);
			},
		],
		[
			'if n8n is killed while it listens, the next test returns the number to the active workflow',
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
			'if n8n is killed while it listens, activating again returns it too',
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
