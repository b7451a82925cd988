import { setTimeout as delay } from 'node:timers/promises';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { sendEachTwice } from '../checks/plivoCalls.mts';
import { TriggerWorkflow } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { workflowNode } from '../checks/workflowNode.mts';
import { expect, test } from './fixtures.mts';
import type { Machine } from './machine.mts';
import type { Proxy } from './proxy.mts';

const MESSAGES = 30;
const EVERY_MS = 100;

const removeDuplicates = workflowNode('Next', 'n8n-nodes-base.removeDuplicates', {
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json.message_uuid }}',
	},
});

// How often messages that Plivo sends twice start a workflow twice: with one restarted webhook process, and with two.

let trigger: TriggerWorkflow;

test.beforeAll(async ({ setup }) => {
	trigger = await TriggerWorkflow.create(setup, 'Queue duplicates check', {}, [removeDuplicates]);
	await trigger.activate();
});

test.afterAll(async () => {
	await trigger.deactivate();
});

function receive(text: string): string {
	return trigger.sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
}

async function executions(): Promise<number> {
	return (await trigger.client.executions(trigger.workflow.id)).count;
}

function serveFrom(proxy: Proxy, ...processes: Machine[]): void {
	proxy.webhooks.splice(0, Infinity, ...processes.map(({ port }) => port));
}

/** @returns how many messages started the workflow twice, and how many of these passed Remove Duplicates twice */
async function cameTwice(send: () => Promise<unknown>): Promise<[number, number]> {
	const before = await executions();
	await send();
	await until('each has started the workflow', async () => (await executions()) >= before + MESSAGES);
	let [count, last] = [await executions(), -1];
	for (; count !== last; count = await executions()) {
		last = count;
		await delay(1_500);
	}
	const { client } = trigger;
	const { ids } = await client.executions(trigger.workflow.id);
	const outputs = await Promise.all(ids.slice(0, count - before).map(async (id) => (await client.end(id)).output('Next').length));
	const left = outputs.reduce((sum, one) => sum + one, 0);
	const twice: [number, number] = [count - before - MESSAGES, left - MESSAGES];
	process.stdout.write(`    ${twice[0]} of ${MESSAGES} started it twice, ${twice[1]} with Remove Duplicates\n`);
	expect(Math.min(...twice), 'fewer than once').toBeGreaterThanOrEqual(0);
	expect(twice[0], 'more than twice').toBeLessThanOrEqual(MESSAGES);
	return twice;
}

test('a message that arrived before the webhook process was restarted starts nothing afterward', async ({ setup }) => {
	const { webhooks: [webhook] } = setup;
	const uuid = receive('Before the restart');
	await trigger.expectExecutions(1);
	await webhook.stop();
	await webhook.start();
	await trigger.comeAgain(uuid);
	await trigger.expectExecutions(1);
});

test('messages that reach a second webhook process a moment later start few executions', async ({ setup }) => {
	const { sandbox, proxy, webhooks: [webhook, second] } = setup;
	const answersTo = (uuid: string) => sandbox.callbacks.filter(({ messageUuid, status }) => messageUuid === uuid && status === 200).length;
	const before = await executions();
	await second.start();
	serveFrom(proxy, second);
	receive('For the second one, which by this knows of the first message only');
	await trigger.expectExecutions(before + 1);
	serveFrom(proxy, webhook);
	const [twice] = await cameTwice(async () => {
		const uuids: string[] = [];
		for (let i = 0; i < MESSAGES; i += 1, await delay(EVERY_MS)) uuids.push(receive(`Message ${i}`));
		await until('all were answered', () => uuids.every((uuid) => answersTo(uuid) >= 1));
		await delay(1_000);
		serveFrom(proxy, second);
		await Promise.all(uuids.map(async (uuid, i) => {
			await delay(i * EVERY_MS);
			await trigger.comeAgain(uuid);
		}));
	});
	expect(twice).toBeLessThan(MESSAGES / 2);
	serveFrom(proxy, webhook);
	await second.stop();
});

test('messages that reach two webhook processes at the same moment are counted', async ({ setup }) => {
	const { sandbox, proxy, webhooks: [webhook, second] } = setup;
	await second.start();
	serveFrom(proxy, webhook, second);
	const load = { messages: MESSAGES, atATime: 3 };
	await cameTwice(async () => await sendEachTwice(trigger.messageUrl(), sandbox.account.authToken, load));
	serveFrom(proxy, webhook);
	await second.stop();
});
