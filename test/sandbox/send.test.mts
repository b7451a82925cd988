import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, sdk, sendOne, startOnManualClock, supportNumber } from './support.mts';

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const powerpack = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

it('answers 202 with exactly the keys of Plivo', async () => {
	const body = { src: '+14151234567', dst: '+14157654321', text: 'Hello' };
	const answer = await raw(sandbox, 'POST', '/Message/', { body });
	expect(answer.status).toBe(202);
	expect(answer.body).toEqual({ api_id: uuid, message: 'message(s) queued', message_uuid: [uuid] });
	expect(sandbox.accepted).toEqual([
		{ authId: sandbox.account.authId, body, message_uuid: [uuid], time: sandbox.clock.now() },
	]);
});

describe('with the official SDK', () => {
	it('sends to one number', async () => {
		const answer = await sdk(sandbox).messages.create('+1 (415) 123-4567', '+14157654321', 'Hello');
		expect(answer).toMatchObject({ message: 'message(s) queued', messageUuid: [uuid] });
		const record = await sdk(sandbox).messages.get(answer.messageUuid[0] as string);
		expect(record).toMatchObject({ fromNumber: '14151234567', toNumber: '14157654321', messageState: 'queued' });
	});

	it('sends to many, one message each, duplicates dropped', async () => {
		const many = ['14156667777', '+1 415-777-8888', '(1)415.888/9990', '14156667777'];
		const answer = await sdk(sandbox).messages.create(supportNumber, many, 'Hello');
		expect(answer.messageUuid).toEqual([uuid, uuid, uuid]);
		expect(answer).not.toHaveProperty('invalid_number');
		const list = await raw(sandbox, 'GET', '/Message/');
		expect(list.body.objects.map(({ to_number }) => to_number)).toEqual(['14158889990', '14157778888', '14156667777']);
	});

	it('sends from a powerpack, from a number of the country it goes to', async () => {
		const { messages } = sdk(sandbox);
		// Positional form, in which the powerpack comes last and the source is left out.
		const answer = await messages.create(undefined, '447400123456<14157654321', 'Hello', {}, powerpack);
		const [toUk, toUs] = await Promise.all(answer.messageUuid.map(async (id) => await messages.get(id)));
		expect(toUk).toMatchObject({ fromNumber: '447700900123', powerpackID: powerpack });
		expect(toUs).toMatchObject({ fromNumber: '14151234567', powerpackID: powerpack });
	});

	it('takes every option of an SMS', async () => {
		const options = {
			type: 'sms',
			url: 'https://example.com/status?x=1',
			method: 'GET',
			log: 'content_only',
			trackable: true,
			message_expiry: 300,
			dlt_entity_id: '1701163911553676710',
			dlt_template_id: '1707165121635805877',
			dlt_template_category: 'service_implicit',
		};
		const answer = await sdk(sandbox).messages.create(supportNumber, '14157654321', 'Hello', { ...options });
		expect(sandbox.accepted[0]?.body).toEqual({ ...options, src: supportNumber, dst: '14157654321', text: 'Hello' });
		const { body: record } = await raw(sandbox, 'GET', `/Message/${answer.messageUuid[0]}/`);
		expect(record).toMatchObject({
			log: 'content_only',
			to_number: '141XXXXX321',
			dlt_entity_id: options.dlt_entity_id,
			dlt_template_id: options.dlt_template_id,
			dlt_template_category: options.dlt_template_category,
		});
	});

	it('is told of a single invalid number', async () => {
		const sending = sdk(sandbox).messages.create(supportNumber, '111', 'Hello');
		await expect(sending).rejects.toThrow("'111' is not a valid phone number.");
		expect(sandbox.accepted).toEqual([]);
	});

	it('is told which of several numbers are invalid, and the others are sent', async () => {
		const answer = await sdk(sandbox).messages.create(supportNumber, ['14157654321', '+111', '4915'], 'Hello');
		expect(answer).toMatchObject({ messageUuid: [uuid], invalid_number: ['111', '4915'] });
		expect(sandbox.accepted[0]).toMatchObject({ invalid_number: ['111', '4915'] });
	});
});

it('takes 1,000 unique numbers and refuses one more', async () => {
	const numbers = Array.from({ length: 1_001 }, (_, index) => `1415666${String(index).padStart(4, '0')}`);
	const send = async (dst: string[]) =>
		await raw(sandbox, 'POST', '/Message/', { body: { src: supportNumber, dst: dst.join('<'), text: 'Hello' } });
	const fits = await send([...numbers.slice(0, 1_000), ...numbers.slice(0, 5)]);
	expect(fits.status).toBe(202);
	expect(sandbox.accepted[0]?.message_uuid).toHaveLength(1_000);
	const tooMany = await send(numbers);
	expect(tooMany).toMatchObject({ status: 400, body: { error: expect.stringContaining('1001') } });
});

it.each([
	['a'.repeat(160), 1],
	['a'.repeat(161), 2],
	['a'.repeat(153 * 2), 2],
	['€'.repeat(80), 1],
	['€'.repeat(81), 2],
	['a'.repeat(1_600), 11],
	['ü✓'.repeat(35), 1],
	['ü✓'.repeat(36), 2],
	['✓'.repeat(737), 11],
])('counts the units of a text (case %#)', async (text, units) => {
	const id = await sendOne(sandbox, { text });
	const { body: record } = await raw(sandbox, 'GET', `/Message/${id}/`);
	expect(record).toMatchObject({ units, total_rate: '0.00140', total_amount: (units * 0.0014).toFixed(5) });
});

it('shows a record with the types of Plivo, and without the text', async () => {
	const id = await sendOne(sandbox, { text: 'a text nobody should see' });
	const { body: record } = await raw(sandbox, 'GET', `/Message/${id}/`);
	expect(record).toMatchObject({
		api_id: uuid,
		error_code: null,
		units: 1,
		powerpack_id: 'null',
		message_time: '2025-01-15 17:30:00.000000+05:30',
		is_domestic: true,
		destination_country_iso2: 'US',
		resource_uri: `/v1/Account/${sandbox.account.authId}/Message/${id}/`,
	});
	expect(JSON.stringify(record)).not.toContain('nobody');
});

describe('a subaccount', () => {
	const branch = { src: '13125550142' };

	it('sends from its own number and sees only its own messages; the main account sees both', async () => {
		await sendOne(sandbox);
		const client = sdk(sandbox, sandbox.subaccount);
		const sent = await client.messages.create(branch.src, '14157654321', 'Hello');
		const own = await raw(sandbox, 'GET', '/Message/', { account: sandbox.subaccount });
		expect(own.body.objects.map(({ message_uuid }) => message_uuid)).toEqual(sent.messageUuid);
		const all = await raw(sandbox, 'GET', '/Message/');
		expect(all.body.objects).toHaveLength(2);
		const filtered = await raw(sandbox, 'GET', `/Message/?subaccount=${sandbox.subaccount.authId}`);
		expect(filtered.body.objects.map(({ message_uuid }) => message_uuid)).toEqual(sent.messageUuid);
	});

	it("can neither send from the main account's number nor read its messages", async () => {
		const id = await sendOne(sandbox);
		const account = sandbox.subaccount;
		expect(await raw(sandbox, 'GET', `/Message/${id}/`, { account })).toMatchObject({ status: 404 });
		const body = { src: supportNumber, dst: '14157654321', text: 'Hello' };
		expect(await raw(sandbox, 'POST', '/Message/', { account, body })).toMatchObject({ status: 400 });
	});
});
