import type { Snapshot } from '../../../sandbox/snapshot.mts';
import { forgeries } from '../checks/forgeries.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { PHONE, TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import { owner } from '../../../playground/owner.mts';
import { sendEachTwice } from '../checks/plivoCalls.mts';
import { expectBorrowing, expectBorrowingCalledOff } from '../checks/testListening.mts';
import { TriggerWorkflow } from '../checks/triggerWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { expect, test } from './fixtures.mts';
import { SendWorkflow } from './sendWorkflow.mts';

// The trigger works with a webhook process and workers as it does in a single process: one, which all tests use, and whose executions
// they count.

let trigger: TriggerWorkflow;
let expected: number;
/** Everything at Plivo, without the trigger and with it. */
let before: Snapshot;
let active: Snapshot;

test.beforeAll(async ({ setup }) => {
	before = setup.sandbox.snapshot();
	trigger = await TriggerWorkflow.create(setup, 'Queue trigger check', {});
	await trigger.activate();
	active = setup.sandbox.snapshot();
	expected = 0;
});

function receive(text: string): string {
	return trigger.sandbox.receive({ from: PHONE, to: TRIGGER_NUMBER, text });
}

test('activating the trigger, in the main process, routes the messages of its number to the proxy', async ({ setup }) => {
	const { proxy } = setup;
	expect(trigger.messageUrl()).toContain(`${proxy.url}/webhook/`);
});

test('a message arrives through the webhook process and runs on a worker', async ({ setup }) => {
	const { proxy, webhooks: [webhook] } = setup;
	const uuid = receive('Hello workers');
	const item = await trigger.newestItem((expected += 1));
	expect(item).toMatchObject({ message_uuid: uuid, from: `+${PHONE}`, to: `+${TRIGGER_NUMBER}`, text: 'Hello workers' });
	const answer = await trigger.answered(uuid);
	expect(answer?.contentType).toMatch(/^text\/xml/);
	expect(answer?.body).toMatch(/<Response\/>/);
	const { id } = await trigger.newest(expected);
	expect(proxy.calls.at(-1)?.port).toBe(webhook.port);
	expect(await webhook.log()).toContain(`Enqueued execution ${id} (`);
	expect(await setup.ranOn(id)).toMatch(/^worker-\d$/);
});

test('a hundred forged or mangled calls start nothing', async () => {
	await forgeries(trigger.messageUrl(), 100);
	await trigger.expectExecutions(expected);
});

test('60 messages, each sent twice at the same moment, start it 60 times; and none of them later', async ({ setup }) => {
	const { sandbox } = setup;
	const { texts, answers } = await sendEachTwice(trigger.messageUrl(), sandbox.account.authToken, { messages: 60, atATime: 5 });
	process.stdout.write(`    answers ${JSON.stringify(answers)}\n`);
	await trigger.expectExecutions((expected += texts.length));
	expect((await trigger.newestTexts(texts.length)).sort()).toEqual([...texts].sort());
	const uuid = receive('Sent again later');
	await trigger.expectExecutions((expected += 1));
	await trigger.comeAgain(uuid);
	await trigger.expectExecutions(expected);
});

test('delivery statuses of messages that a worker sent start a workflow', async ({ setup }) => {
	const { client, proxy } = setup;
	const statuses = await TriggerWorkflow.create(setup, 'Queue status check', { events: ['status'] });
	await client.activate(statuses.workflow.id);
	const url = `${proxy.url}/webhook/${String(statuses.workflow.nodes[0]?.webhookId)}/webhook`;
	await until('the webhook is there', async () => (await n8nFetch(url, { method: 'POST' })).status === 403);
	const sends = await SendWorkflow.create(setup, { messages: 5, additionalFields: { url } });
	expect((await sends.run()).status).toBe('success');
	await statuses.expectExecutions(15);
	const { ids } = await client.executions(statuses.workflow.id);
	const items = await Promise.all(ids.map(async (id) => (await client.end(id)).output('Next')[0]));
	const states = items.map((item) => String(item?.status)).sort();
	expect(states).toEqual([...Array(5).fill('delivered'), ...Array(5).fill('queued'), ...Array(5).fill('sent')]);
	await client.deactivate(statuses.workflow.id);
});

test("listening for a test event, in the main process, borrows the number and returns it, even if it's canceled", async () => {
	expected = await expectBorrowing(trigger, expected);
	await expectBorrowingCalledOff(trigger);
});

test('if the main process is killed while the trigger is active, nothing changes at Plivo', async ({ setup }) => {
	const { client, sandbox, main } = setup;
	await main.stop('kill');
	const uuid = receive('While the main process is away');
	await trigger.answered(uuid);
	expect(sandbox.snapshot()).toEqual(active);
	await main.start();
	await client.signIn(owner);
	await trigger.expectExecutions((expected += 1));
	receive('After it has come back');
	await trigger.expectExecutions((expected += 1));
	expect(sandbox.snapshot()).toEqual(active);
});

test('deactivating leaves everything at Plivo as it was', async ({ setup }) => {
	const { sandbox } = setup;
	await trigger.deactivate();
	await expect.poll(() => sandbox.snapshot()).toEqual(before);
});
