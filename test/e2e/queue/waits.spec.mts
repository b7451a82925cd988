import { gate } from '../../../sandbox/gate.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { NUMBER, PHONE, SILENT } from '../../../playground/numbers.mts';
import { CLOSED, listenForAnswers, press } from '../checks/chatAnswers.mts';
import { callWebhook } from '../checks/plivoCalls.mts';
import { until } from '../../../playground/until.mts';
import { answerOf, delivery, postAnswer, question, WaitingExecution } from '../checks/waitWorkflow.mts';
import { expect, test } from './fixtures.mts';

// Executions wait in the database, not in the process that began them.

test('the page with the question comes from the webhook process, and the answer continues the execution on a worker', async ({ setup }) => {
	const { proxy, webhooks: [webhook] } = setup;
	const waiting = await WaitingExecution.start(setup, question);
	await waiting.waits();
	const page = await n8nFetch(waiting.address);
	expect(await page.text()).toMatch(/May we ship &lt;order 42&gt;/);
	expect([proxy.calls.at(-1)?.path.slice(0, 17), proxy.calls.at(-1)?.port]).toEqual(['/webhook-waiting/', webhook.port]);
	expect((await waiting.current()).status).toBe('waiting');
	expect((await postAnswer(waiting.address, { answer: '0' })).ok).toBeTruthy();
	expect(answerOf(await waiting.result()).approved).toBe(true);
	expect(await webhook.log()).toContain(`Enqueued execution ${waiting.id} (`);
});

test('a button that is pressed in WhatsApp comes to a webhook process, and continues the execution on a worker', async ({ setup }) => {
	const { client, sandbox, webhooks: [webhook] } = setup;
	const trigger = await listenForAnswers(client, sandbox);
	sandbox.openConversation(SILENT);
	const asked = await WaitingExecution.start(setup, { ...question, messageType: 'whatsapp', answerWith: 'buttons' });
	await asked.waits();
	press(sandbox, asked.payloads[0]);
	const result = await asked.result();
	expect(answerOf(result).approved).toBe(true);
	expect(result.answered_by).toBe(`+${SILENT}`);
	expect(await webhook.log()).toContain(`Enqueued execution ${asked.id} (`);
	const before = sandbox.accepted.length;
	press(sandbox, asked.payloads[1]);
	await until('a second press is told', () => sandbox.accepted.length > before);
	expect(sandbox.accepted.at(-1)?.body.text).toBe(CLOSED);
	expect((await client.executions(trigger.id)).count).toBe(0);
	await client.deactivate(trigger.id);
	sandbox.setWhatsappWebhook(NUMBER, undefined);
});

test('a status that arrives while the worker stores the execution is rejected, and accepted when Plivo tries again', async ({ setup }) => {
	const { sandbox } = setup;
	// Plivo has the message, but the worker doesn't know yet.
	const answered = gate();
	sandbox.faults.add({ method: 'POST', path: '/Message/', fault: { kind: 'slow', ms: 0, until: answered.opened } });
	const waiting = await WaitingExecution.start(setup, { ...delivery, to: PHONE });
	const tries = () => sandbox.callbacks
		.filter(({ messageUuid, params }) => messageUuid === waiting.uuid && params.Status === 'delivered')
		.map(({ status, error }) => status ?? error);
	await until('the status has come', () => tries()[0] !== undefined);
	answered.open();
	const { status: state } = await waiting.result();
	expect(state).toBe('delivered');
	await until('Plivo has its answer', () => tries().includes(200));
	process.stdout.write(`    delivered: ${tries().join(', ')}\n`);
	expect(tries()[0]).not.toBe(200);
});

test('forged statuses end nothing', async ({ setup }) => {
	const waiting = await WaitingExecution.start(setup, delivery);
	await waiting.waits();
	expect(await waiting.tell('delivered', {}, 'made-up')).toBe(403);
	const other = waiting.address.replace(/signature=[^&]{8}/, 'signature=00000000');
	expect((await callWebhook(other, {}, 'Status=delivered')).status).toBe(401);
	expect((await waiting.current()).status).toBe('waiting');
	expect(await waiting.tell('delivered')).toBe(200);
	expect((await waiting.result()).delivered).toBe(true);
});

test('waiting continues on the other worker if the one that began it is killed', async ({ setup }) => {
	const { workers } = setup;
	const [parcel, asked] = [await WaitingExecution.start(setup, delivery), await WaitingExecution.start(setup, question)];
	await parcel.waits();
	await asked.waits();
	const began = await setup.ranOn(parcel.id);
	const killed = workers.find(({ name }) => name === began);
	const left = workers.find(({ name }) => name !== began);
	if (!killed || !left) throw new Error(`${began} began it`);
	await killed.stop('kill');
	expect(await parcel.tell('delivered')).toBe(200);
	expect((await parcel.result()).delivered).toBe(true);
	await asked.answer({ answer: '0' });
	expect(answerOf(await asked.result()).approved).toBe(true);
	for (const { id } of [parcel, asked]) {
		await until('the other worker has run it', async () => (await left.log()).includes(`Worker started execution ${id} (`));
	}
	await killed.start();
});
