import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Check } from '../checks.mts';
import { flood } from '../plivoCalls.mts';
import { TriggerWorkflow, until } from '../triggerWorkflow.mts';
import type { QueueSetup } from './setup.mts';

const MESSAGES = 30;

/** How often messages that Plivo sends twice start a workflow twice, with one webhook process that is restarted, and with two. */
export function queueDuplicates(setup: QueueSetup): Check[] {
	const { sandbox, proxy, webhooks: [webhook, second] } = setup;
	let trigger: TriggerWorkflow;
	const countOf = async () => (await setup.client.executions(trigger.workflow.id)).count;
	const answersTo = (uuid: string) => sandbox.callbacks.filter(({ messageUuid, status }) => messageUuid === uuid && status === 200).length;

	/** Somebody writes that many messages; when all are answered, Plivo sends each of them once more. */
	async function sendTwice(messages: number): Promise<void> {
		const uuids = Array.from({ length: messages }, (_, i) => sandbox.receive({ from: '14155550123', to: '14158889999', text: `Message ${i}` }));
		for (const times of [1, 2]) {
			await until('all were answered', () => uuids.every((uuid) => answersTo(uuid) === times));
			// As Plivo's second try comes a minute later, what the first one left has long been stored.
			await delay(1_000);
			if (times === 1) for (const uuid of uuids) sandbox.redeliver(uuid);
		}
	}

	/** How many executions more than messages there are in the end. */
	async function startedTwice(messages: number, send: () => Promise<unknown>): Promise<number> {
		const before = await countOf();
		await send();
		await until('each has started the workflow', async () => (await countOf()) >= before + messages);
		let [count, last] = [await countOf(), -1];
		for (; count !== last; count = await countOf()) {
			last = count;
			await delay(1_500);
		}
		const twice = count - before - messages;
		process.stdout.write(`    ${twice} of ${messages} started it twice\n`);
		assert.ok(twice >= 0 && twice <= messages);
		return twice;
	}

	return [
		[
			'a message that came before the webhook process was restarted starts nothing afterwards',
			async () => {
				trigger = await TriggerWorkflow.create(setup, 'Queue duplicates check', {});
				await trigger.activate();
				const uuid = sandbox.receive({ from: '14155550123', to: '14158889999', text: 'Before the restart' });
				await trigger.expectExecutions(1);
				await webhook.stop();
				await webhook.start();
				sandbox.redeliver(uuid);
				await until('it was answered', () => answersTo(uuid) === 2);
				await trigger.expectExecutions(1);
			},
		],
		[
			'with two webhook processes, messages that Plivo sends again later',
			async () => {
				await second.start();
				proxy.webhooks.push(second.port);
				await startedTwice(MESSAGES, async () => await sendTwice(MESSAGES));
			},
		],
		[
			'with two webhook processes, messages that come twice at the same moment',
			async () => {
				const load = { messages: MESSAGES, perSecond: 10 };
				await startedTwice(MESSAGES, async () => await flood(trigger.messageUrl(), sandbox.account.authToken, load));
				proxy.webhooks.pop();
				await second.stop();
				await trigger.deactivate();
			},
		],
	];
}
