import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { Snapshot } from '../../../sandbox/snapshot.mts';
import { expect, test } from '../fixtures.mts';
import { forgeries } from './forgeries.mts';
import { callWebhook, sendEachTwice } from './plivoCalls.mts';
import { flood } from './strangers.mts';
import { expectBorrowing, expectBorrowingCalledOff } from './testListening.mts';
import { triggerName, TriggerWorkflow } from './triggerWorkflow.mts';

// The trigger works in a real n8n as described: one, which all tests use, and whose executions they count.

let trigger: TriggerWorkflow;
let expected: number;
/** Everything at Plivo, without the trigger and with it. */
let before: Snapshot;
let active: Snapshot;

test.beforeAll(async ({ playground, sandbox }) => {
	before = sandbox.snapshot();
	trigger = await TriggerWorkflow.create(playground, 'Trigger check', {});
	await trigger.activate();
	active = sandbox.snapshot();
	expected = 0;
});

function receive(text: string): string {
	return trigger.sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
}

test('activating the trigger routes the messages of its number to it', () => {
	expect(trigger.messageUrl()).toContain('/webhook/');
	expect(active).not.toEqual(before);
});

test('a message starts the workflow, and Plivo gets an empty document', async () => {
	const uuid = receive('Hello n8n');
	const item = await trigger.newestItem((expected += 1));
	expect(item).toMatchObject({ event: 'message', message_uuid: uuid, from: `+${PHONE}`, to: `+${TRIGGER_NUMBER}`, text: 'Hello n8n' });
	const answer = await trigger.answered(uuid);
	expect(answer?.contentType).toMatch(/^text\/xml/);
	expect(answer?.body).toMatch(/<Response\/>/);
});

test('listening for a test event borrows the number and returns it to the active workflow', async () => {
	expected = await expectBorrowing(trigger, expected);
});

test('the same for canceled listening', async () => {
	await expectBorrowingCalledOff(trigger);
});

test('200 forged or mangled calls start nothing, and each is answered', async () => {
	await forgeries(trigger.messageUrl(), 200);
	await trigger.expectExecutions(expected);
});

test("40 messages during a flood of calls that aren't Plivo's, some of 8 MB: none is lost, and each starts the workflow once", async () => {
	let isOver = false;
	const strangers = flood(trigger.messageUrl(), () => isOver);
	const texts = Array.from({ length: 40 }, (_, i) => `Beside a flood ${i}`);
	try {
		for (const text of texts) await trigger.answered(receive(text));
	} finally {
		isOver = true;
	}
	const answers = await strangers;
	process.stdout.write(`    strangers were answered ${JSON.stringify(answers)}\n`);
	expect(Object.keys(answers).filter((status) => Number(status) < 400)).toEqual([]);
	await trigger.expectExecutions((expected += texts.length));
	expect((await trigger.newestTexts(texts.length)).sort()).toEqual([...texts].sort());
});

test('60 messages, each sent twice at the same moment, start it once each, whatever Plivo has to send again', async ({ sandbox }) => {
	const { texts, answers } = await sendEachTwice(trigger.messageUrl(), sandbox.account.authToken, { messages: 60, atATime: 5 });
	process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
	await trigger.expectExecutions((expected += texts.length));
	expect((await trigger.newestTexts(texts.length)).sort()).toEqual([...texts].sort());
});

test('after a restart of n8n, a message that it already has starts nothing, and a new one starts the workflow', async ({ playground, sandbox }) => {
	const uuid = receive('Before the restart');
	await trigger.expectExecutions((expected += 1));
	await trigger.answered(uuid);
	await playground.restart('stop');
	// An unsigned call shows whether n8n knows the webhook.
	await until('n8n has activated it', async () => (await callWebhook(trigger.messageUrl(), {})).status === 403);
	await trigger.comeAgain(uuid);
	receive('After the restart');
	await trigger.expectExecutions((expected += 1));
	expect(sandbox.snapshot()).toEqual(active);
});

test('if n8n is killed while it listens, the next test returns the number to the active workflow', async ({ playground, sandbox }) => {
	await trigger.client.listen(trigger.workflow.id, triggerName);
	expect(trigger.messageUrl()).toMatch(/\/webhook-test\//);
	await playground.restart('kill');
	await trigger.client.listen(trigger.workflow.id, triggerName);
	await trigger.client.stopListening(trigger.workflow.id);
	await expect.poll(() => sandbox.snapshot()).toEqual(active);
});

test('if n8n is killed while it listens, activating again returns it too', async ({ playground, sandbox }) => {
	await trigger.client.listen(trigger.workflow.id, triggerName);
	await playground.restart('kill');
	await trigger.client.deactivate(trigger.workflow.id);
	await expect.poll(() => sandbox.snapshot()).toEqual(before);
	await trigger.activate();
});

test('deactivating leaves everything at Plivo as it was', async ({ sandbox }) => {
	await trigger.deactivate();
	await expect.poll(() => sandbox.snapshot()).toEqual(before);
});
