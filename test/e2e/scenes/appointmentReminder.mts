import assert from 'node:assert/strict';
import { NUMBER, SILENT } from '../../../playground/numbers.mts';
import { until } from '../../../playground/until.mts';
import type { Stage } from './stage.mts';
import { callForEach } from './subWorkflow.mts';
import { allOf, shortLimit } from './waiting.mts';

/** Messages to it are delivered. No other example uses this phone, so it gets no other messages. */
const REACHED = '14155550131';
/** Messages to it end undelivered, as spam (30). */
const REFUSES = '12025550110';
/** No other example uses this phone either. */
const UNTRIED = '14155550132';
/** Nor these. */
const [EARLY, NOON] = ['14155550133', '14155550134'];
/** A number of the account that isn't registered for WhatsApp. */
const NO_WHATSAPP = '18005550199';

/** appointment-reminder.json: people whom WhatsApp doesn't reach get an SMS, and no one else does. */
export async function appointmentReminder(stage: Stage): Promise<void> {
	const [all, byWhatsapp, turnedDown, refused, late] = await allOf<unknown>([
		remindAll(stage, [EARLY, NOON]),
		remind(stage, REACHED),
		remind(stage, UNTRIED, { from: { __rl: true, mode: 'number', value: NO_WHATSAPP } }),
		remind(stage, REFUSES),
		remind(stage, SILENT, { options: shortLimit }),
	]);
	assert.equal(byWhatsapp, 'Ann was reminded by WhatsApp.');
	assert.match(String(turnedDown), /^Ann was reminded by SMS\. WhatsApp: .* can't send WhatsApp messages/);
	assert.equal(refused, 'Ann was reminded by SMS. WhatsApp: The message was flagged as spam.');
	assert.equal(late, 'Ann was reminded by SMS. WhatsApp: not delivered within 30 minutes');
	assert.deepEqual(shown(stage, REACHED), [template(REACHED)]);
	assert.deepEqual(shown(stage, UNTRIED), [sms(UNTRIED)]);
	assert.deepEqual(all, ['Ann was reminded by WhatsApp.', 'Ann was reminded by WhatsApp.']);
	for (const phone of [EARLY, NOON]) assert.deepEqual(shown(stage, phone), [template(phone)]);
	for (const phone of [REFUSES, SILENT]) assert.deepEqual(shown(stage, phone), [template(phone), sms(phone)]);
}

/** @returns the output of the last node */
async function remind(stage: Stage, phone: string, changes: object = {}): Promise<unknown> {
	const appointment = JSON.parse(String(stage.parameter('Appointment', 'jsonOutput'))) as object;
	const copy = await stage.copy({
		Appointment: { jsonOutput: JSON.stringify({ ...appointment, phone: `+${phone}` }) },
		'Remind by WhatsApp': changes,
	});
	const ended = await copy.succeeds(await copy.start());
	return ended.output(ended.lastNode)[0]?.result;
}

/** Called as the note says, once for each appointment. @returns the output of the last node of each call */
async function remindAll(stage: Stage, phones: string[]): Promise<unknown[]> {
	const { client } = stage;
	const appointment = JSON.parse(String(stage.parameter('Appointment', 'jsonOutput'))) as object;
	const appointments = phones.map((phone) => ({ ...appointment, phone: `+${phone}` }));
	const called = await callForEach(await stage.copy({}), 'Appointment', appointments, false);
	await stage.succeeds(await called.start());
	await until('each is called', async () => (await client.executions(called.child.id)).count === phones.length);
	const { ids } = await client.executions(called.child.id);
	const ended = await Promise.all(ids.map(async (id) => await stage.succeeds(id)));
	return ended.map((execution) => execution.output(execution.lastNode)[0]?.result);
}

/** The messages that were sent to a phone, without the address for their statuses. */
function shown(stage: Stage, phone: string): object[] {
	return stage.sentTo(phone).map(({ url: _, method: __, ...rest }) => rest);
}

function template(dst: string): object {
	const parameters = ['Ann', 'Monday', '10:00'].map((text) => ({ type: 'text', text }));
	const filled = { name: 'appointment_reminder', language: 'en_US', components: [{ type: 'body', parameters }] };
	return { type: 'whatsapp', src: NUMBER, dst, template: filled };
}

function sms(dst: string): object {
	return { type: 'sms', src: NUMBER, dst, text: 'Hi Ann, this is to remind you of your appointment on Monday at 10:00.' };
}
