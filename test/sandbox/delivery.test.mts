import { type ManualClock, realClock, type SandboxClock } from '../../sandbox/clock.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { raw, sendOne, sendWhatsApp, startOnManualClock, withSandbox } from './support.mts';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function stateOf(id: string): Promise<unknown[]> {
	const { body } = await raw(sandbox, 'GET', `/Message/${id}/`);
	return [body['message_state'], body['error_code']];
}

it('goes from queued to sent to delivered', async () => {
	const id = await sendOne(sandbox);
	expect(await stateOf(id)).toEqual(['queued', null]);
	await sandbox.clock.advance(299);
	expect(await stateOf(id)).toEqual(['queued', null]);
	await sandbox.clock.advance(1);
	expect(await stateOf(id)).toEqual(['sent', null]);
	await sandbox.clock.advance(899);
	expect(await stateOf(id)).toEqual(['sent', null]);
	await sandbox.clock.advance(1);
	expect(await stateOf(id)).toEqual(['delivered', '000']);
});

it.each([
	['12025550110', 'undelivered', '30'],
	['12025550111', 'undelivered', '50'],
	['12025550112', 'undelivered', '80'],
	['12025550113', 'undelivered', '200'],
])('sends to %s and ends %s with error code %s', async (dst, state, code) => {
	const id = await sendOne(sandbox, { dst });
	await sandbox.clock.advance(300);
	expect(await stateOf(id)).toEqual(['sent', null]);
	await sandbox.clock.advance(900);
	expect(await stateOf(id)).toEqual([state, code]);
});

it.each([
	['12025550120', '90'],
	['12025550122', '450'],
	['12025550123', '900'],
])('never sends to %s and fails with error code %s', async (dst, code) => {
	const id = await sendOne(sandbox, { dst });
	await sandbox.clock.advance(300);
	expect(await stateOf(id)).toEqual(['failed', code]);
	await sandbox.clock.advance(60_000);
	expect(await stateOf(id)).toEqual(['failed', code]);
	const { body } = await raw(sandbox, 'GET', `/Message/${id}/`);
	expect(body).toMatchObject({ error_message: expect.any(String) });
	expect(body).not.toHaveProperty('message_sent_time');
});

it.each([
	[60, 60_000],
	[undefined, 10_800_000],
])('lets a message expire in the queue (message_expiry %s)', async (message_expiry, expiresAfterMs) => {
	const id = await sendOne(sandbox, { dst: '12025550121', message_expiry });
	await sandbox.clock.advance(expiresAfterMs - 1);
	expect(await stateOf(id)).toEqual(['queued', null]);
	await sandbox.clock.advance(1);
	expect(await stateOf(id)).toEqual(['failed', '420']);
});

it('leaves messages to 12025550101 sent', async () => {
	const id = await sendOne(sandbox, { dst: '12025550101' });
	await sandbox.clock.advance(24 * 3_600_000);
	expect(await stateOf(id)).toEqual(['sent', null]);
});

it('fails a message from a sender ID to the US, where a phone number is needed', async () => {
	const toUs = await sendOne(sandbox, { src: 'SENDERID' });
	const toUk = await sendOne(sandbox, { src: 'SENDERID', dst: '447400123456' });
	await sandbox.clock.advance(1_200);
	expect(await stateOf(toUs)).toEqual(['failed', '40']);
	expect(await stateOf(toUk)).toEqual(['delivered', '000']);
});

const dlt = { dlt_entity_id: '1701163911553676710', dlt_template_id: '1707165121635805877' };
const wrong = ['failed', '160'];
const right = ['delivered', '000'];

it.each<[string, Record<string, unknown>, string[]]>([
	['both are numbers', dlt, right],
	['neither is there', {}, right],
	['both are empty', { dlt_entity_id: '', dlt_template_id: '' }, right],
	['only the category is there', { dlt_template_category: 'service_implicit' }, right],
	['the entity ID has a letter', { ...dlt, dlt_entity_id: '170116391155367671O' }, wrong],
	['the template ID has a blank', { ...dlt, dlt_template_id: '1707165121635805877 ' }, wrong],
	['the template ID is in exponential form', { ...dlt, dlt_template_id: '1.7071651216358E+18' }, wrong],
	['the digits are not those of ASCII', { ...dlt, dlt_template_id: '१७०७१६५१२१६३५८०५८७७' }, wrong],
	['the entity ID is alone', { dlt_entity_id: dlt.dlt_entity_id }, wrong],
	['the template ID is alone', { dlt_template_id: dlt.dlt_template_id }, wrong],
	['the template ID is empty', { ...dlt, dlt_template_id: '' }, wrong],
	['they are wrong, and the message goes elsewhere', { dlt_entity_id: 'x', dst: '447400123456' }, right],
])('judges the DLT IDs of an SMS to India: %s', async (_case, changes, end) => {
	const id = await sendOne(sandbox, { dst: '919876543210', ...changes });
	await sandbox.clock.advance(1_200);
	expect(await stateOf(id)).toEqual(end);
});

it('leaves a WhatsApp message to India alone, which has nothing to do with DLT', async () => {
	const id = await sendWhatsApp(sandbox, { dst: '919876543210', template: { name: 'welcome', language: 'en_US' }, dlt_entity_id: 'x' });
	await sandbox.clock.advance(1_200);
	expect(await stateOf(id)).toEqual(right);
});

it('goes through its states in their order, also on a machine whose timers are late and fire in another', async () => {
	const late: Array<() => void> = [];
	const clock: SandboxClock = {
		...realClock(),
		setTimeout: (callback) => late.push(callback),
		clearTimeout: () => undefined,
	};
	await withSandbox(startSandbox({ clock }), async (slow) => {
		slow.openConversation('14157654321');
		const id = await sendWhatsApp(slow, { dst: '14157654321', text: 'Hello' });
		for (let last = late.pop(); last !== undefined; last = late.pop()) last();
		expect((await raw(slow, 'GET', `/Message/${id}/`)).body['message_state']).toBe('read');
	});
});

it('runs by itself on the real clock, in the time it is given', async () => {
	await withSandbox(startSandbox({ timing: { sentAfterMs: 5, deliveredAfterMs: 20 } }), async (real) => {
		const id = await sendOne(real);
		await until(async () => (await raw(real, 'GET', `/Message/${id}/`)).body['message_state'] === 'delivered');
	});
});
