import { NUMBER, PHONE, SILENT } from '../../../playground/numbers.mts';
import type { Workflow } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { expect, test } from '../fixtures.mts';
import { Stage } from '../scenes/stage.mts';
import { CLOSED, isListening, listenForAnswers, press } from './chatAnswers.mts';
import { answerOf, question, WaitingExecution } from './waitWorkflow.mts';

// People answer a question of Send and Wait in WhatsApp, and a trigger on the number passes it on.

const inChat = { ...question, messageType: 'whatsapp', answerWith: 'buttons' };
const times = Array.from({ length: 5 }, (_, n) => ({ title: `Time ${n + 1}`, id: `t${n + 1}` }));

let trigger: Workflow;
let timesOut: WaitingExecution;

test.beforeAll(async ({ playground, sandbox }) => {
	const { client } = playground;
	trigger = await listenForAnswers(client, sandbox);
	sandbox.openConversation(SILENT);
	// n8n looks for waits that are due once a minute, so this is checked at the end.
	const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } };
	timesOut = await WaitingExecution.start(playground, { ...inChat, options: { limitWaitTime } });
});

test.afterAll(async ({ playground, sandbox }) => {
	sandbox.setWhatsappWebhook(NUMBER, undefined);
	await playground.client.deactivate(trigger.id);
});

test('a pressed button continues the workflow that asked, and only that', async ({ playground, sandbox }) => {
	const asked = await WaitingExecution.start(playground, inChat);
	await asked.waits();
	const uuid = press(sandbox, asked.payloads[1]);
	expect(await asked.result()).toMatchObject({ data: { approved: false }, timed_out: false, answered_by: `+${SILENT}`, message_uuid: asked.uuid, to: `+${SILENT}` });
	await answered(sandbox, uuid, 200);
	expect((await playground.client.executions(trigger.id)).count).toBe(0);
});

test('a row of a list chooses, even if it is pressed before n8n has begun to wait', async ({ playground, sandbox }) => {
	const asked = await WaitingExecution.start(playground, { ...inChat, responseType: 'choice', choices: { choices: times } });
	const uuid = press(sandbox, asked.payloads[3]);
	expect(answerOf(await asked.result())).toMatchObject({ choice: 't4', text: 'Time 4' });
	await until('Plivo has its confirmation', () => callsFor(sandbox, uuid).some(({ status }) => status === 200));
});

test('the quick replies of a template answer where no conversation is open', async ({ playground, sandbox }) => {
	const stranger = '12025550102';
	const { template_id: id } = sandbox.templates.find(({ name }) => name === 'delivery_day') ?? {};
	const asked = await WaitingExecution.start(playground, {
		...{ messageType: 'whatsapp', answerWith: 'templateButtons', responseType: 'choice', to: stranger, wabaId: sandbox.wabaId },
		template: { __rl: true, mode: 'id', value: id },
		templateVariables: { mappingMode: 'defineBelow', value: { 'body.1': 'Sam', 'body.2': 'A-1', 'body.3': 'Monday' } },
	});
	await asked.waits();
	press(sandbox, asked.payloads[1], stranger);
	expect(answerOf(await asked.result())).toMatchObject({ choice: 'Reschedule' });
});

test('an agent asks for approval in the chat, and uses its tool once somebody has approved', async ({ playground, sandbox }) => {
	const manager = '14155550124';
	sandbox.openConversation(manager);
	const asksInChat = { messageType: 'whatsapp', answerWith: 'buttons' };
	const stage = await Stage.of(playground, 'ai-agent-asks-first.json').copy({ 'Ask the Manager': asksInChat });
	const before = sandbox.accepted.length;
	const id = await stage.start();
	await until('the manager is asked', () => sandbox.accepted.length > before);
	const { body } = sandbox.accepted[before] ?? {};
	expect(body).toMatchObject({ type: 'whatsapp', dst: manager, interactive: { action: { buttons: [{ title: 'Send it' }, { title: "Don't" }] } } });
	const [, payload] = /"(n8n1\.[^"]+)"/.exec(JSON.stringify(body)) ?? [];
	press(sandbox, payload, manager);
	await stage.succeeds(id);
	expect(sandbox.accepted.slice(before + 1).map(({ body: { type, dst } }) => [type, dst])).toEqual([['sms', PHONE]]);
});

test('a press continues the workflow after n8n was killed and started again', async ({ playground, sandbox }) => {
	const asked = await WaitingExecution.start(playground, inChat);
	await asked.waits();
	await playground.restart('kill');
	await isListening(playground.client, trigger);
	press(sandbox, asked.payloads[0]);
	expect(answerOf(await asked.result()).approved).toBe(true);
});

test('a second press, one of somebody else, and a forged one continue nothing, and are told so', async ({ playground, sandbox }) => {
	const [first, other] = [await WaitingExecution.start(playground, inChat), await WaitingExecution.start(playground, inChat)];
	await first.waits();
	await other.waits();
	press(sandbox, first.payloads[0]);
	await first.result();

	const forged = other.payloads[0]?.replace(/(?<=^n8n1\.\d+\.\d+\.)./, (letter) => (letter === 'A' ? 'B' : 'A'));
	const sentBefore = sandbox.accepted.length;
	// A reply to the same person is sent at most once a minute, so each is another person's.
	const uuids = [press(sandbox, first.payloads[1]), press(sandbox, other.payloads[0], PHONE), press(sandbox, forged, '12025550103')];
	for (const uuid of uuids) await answered(sandbox, uuid, 200);
	await until('all are told', () => sandbox.accepted.length >= sentBefore + 3);
	const told = sandbox.accepted.slice(sentBefore).map(({ body }) => [body.dst, body.text]);
	expect(told.sort()).toEqual([SILENT, PHONE, '12025550103'].sort().map((person) => [person, CLOSED]));
	expect((await other.current()).status).toBe('waiting');
	press(sandbox, other.payloads[0]);
	expect(answerOf(await other.result()).approved).toBe(true);
});

test('a press after the time limit continues nothing', async ({ sandbox }) => {
	expect(await timesOut.result()).toMatchObject({ data: {}, timed_out: true });
	await answered(sandbox, press(sandbox, timesOut.payloads[0]), 200);
	expect(await timesOut.result()).toMatchObject({ data: {}, timed_out: true });
});

function callsFor(sandbox: Sandbox, uuid: string) {
	return sandbox.callbacks.filter(({ messageUuid }) => messageUuid === uuid);
}

/** Waits for the first answer that Plivo gets for a message. */
async function answered(sandbox: Sandbox, uuid: string, status: number): Promise<void> {
	await until('Plivo has an answer', () => callsFor(sandbox, uuid).some((call) => call.status !== undefined));
	expect(callsFor(sandbox, uuid)[0]?.status).toBe(status);
}
