import type { ManualClock } from '../../sandbox/clock.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { raw, sdk, sendOne, startOnManualClock } from './support.mts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const powerpack = '5a9b7b6e-3c33-4c34-9d5b-6f0f3a6f1f22';

let sandbox: Sandbox<ManualClock>;
beforeEach(async () => {
	sandbox = await startOnManualClock({ limits: { listPerMinute: 10_000, requestsPer5Seconds: 10_000 } });
});
afterEach(async () => await sandbox.close());

async function listed(query: Record<string, string | number> = {}): Promise<unknown[]> {
	const search = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]));
	const { status, body } = await raw(sandbox, 'GET', `/Message/?${search}`);
	expect(status).toBe(200);
	return body.objects.map(({ message_uuid }) => message_uuid);
}

it('pages by twenty, newest first, with relative links that keep the filters and no total_count', async () => {
	const sent: string[] = [];
	for (let index = 0; index < 45; index += 1) sent.unshift(await sendOne(sandbox));
	const pages: unknown[] = [];
	const found: unknown[] = [];
	let path: string | null = '/Message/?from_number=%2B14151234567&message_time__gte=2025-01-15%2011:00';
	while (path !== null) {
		const { body } = await raw(sandbox, 'GET', path);
		expect(Object.keys(body.meta).sort()).toEqual(['limit', 'next', 'offset', 'previous']);
		pages.push({ offset: body.meta['offset'], previous: body.meta['previous'] !== null, count: body.objects.length });
		found.push(...body.objects.map(({ message_uuid }) => message_uuid));
		const next = body.meta['next'] as string | null;
		if (next !== null) expect(next).toContain('from_number=%2B14151234567');
		path = next === null ? null : next.replace(`/v1/Account/${sandbox.account.authId}`, '');
	}
	expect(pages).toEqual([
		{ offset: 0, previous: false, count: 20 },
		{ offset: 20, previous: true, count: 20 },
		{ offset: 40, previous: true, count: 5 },
	]);
	expect(found).toEqual(sent);
});

it("has the shape of Plivo's sample", async () => {
	await sendOne(sandbox);
	const last = await sendOne(sandbox);
	await sendOne(sandbox);
	const { body } = await raw(sandbox, 'GET', '/Message/?limit=1&offset=1');
	const base = `/v1/Account/${sandbox.account.authId}/Message/`;
	expect(body).toEqual({
		api_id: expect.any(String),
		meta: { limit: 1, next: `${base}?limit=1&offset=2`, offset: 1, previous: `${base}?limit=1&offset=0` },
		objects: [expect.objectContaining({ message_uuid: last })],
	});
	// Every key of the samples in Plivo's reference of the message list.
	expect(Object.keys(body.objects[0] ?? {})).toEqual(
		expect.arrayContaining(
			`carrier_fees error_code from_number mcc message_direction message_state message_time message_type message_uuid
			mnc powerpack_id resource_uri to_number total_amount total_rate tendlc_campaign_id tendlc_registration_status
			destination_country_iso2 units is_domestic replaced_sender dlt_entity_id dlt_template_id dlt_template_category
			conversation_id conversation_origin conversation_expiry_time requester_ip`.split(/\s+/),
		),
	);
});

it('filters by what a record shows', async () => {
	const toUs = await sendOne(sandbox);
	const toUk = await sendOne(sandbox, { src: 'SENDERID', dst: '447400123456' });
	const failed = await sendOne(sandbox, { dst: '12025550120' });
	const mms = await sendOne(sandbox, { type: 'mms', media_urls: ['https://example.com/a.png'] });
	const pooled = await sendOne(sandbox, { src: undefined, powerpack_uuid: powerpack, dst: '14156667777' });
	await sandbox.clock.advance(minute);
	const late = await sendOne(sandbox, { dst: '14158881111' });

	expect(await listed({ message_state: 'queued' })).toEqual([late]);
	expect(await listed({ message_state: 'failed' })).toEqual([failed]);
	expect(await listed({ error_code: '90' })).toEqual([failed]);
	expect(await listed({ error_code: '000' })).toEqual([pooled, mms, toUk, toUs]);
	expect(await listed({ error_code: '0' })).toEqual([pooled, mms, toUk, toUs]);
	expect(await listed({ error_code: '090' })).toEqual([failed]);
	expect(await listed({ error_code: 'null' })).toEqual([]);
	expect(await listed({ error_code: '' })).toEqual([]);
	expect(await listed({ message_type: 'mms' })).toEqual([mms]);
	expect(await listed({ message_type: 'whatsapp' })).toEqual([]);
	expect(await listed({ powerpack_id: powerpack })).toEqual([pooled]);
	expect(await listed({ from_number: 'SENDERID' })).toEqual([toUk]);
	expect(await listed({ from_number: '+14158889999' })).toEqual([pooled]);
	expect(await listed({ to_number: '+447400123456' })).toEqual([toUk]);
	expect(await listed({ destination_country_iso2: 'GB' })).toEqual([toUk]);
	expect(await listed({ message_direction: 'inbound' })).toEqual([]);
	expect(await listed({ message_direction: 'outbound', limit: 2, offset: 1 })).toEqual([pooled, mms]);
	expect(await listed({ tendlc_registration_status: 'x' })).toEqual([]);
	expect(await listed({ tendlc_campaign_id: 'x' })).toEqual([]);
	expect(await listed({ conversation_id: 'x' })).toEqual([]);
	expect(await listed({ conversation_origin: 'utility' })).toEqual([]);
});

describe('by time', () => {
	let first: string;
	let second: string;
	let third: string;

	// At 12:00:00, 12:00:00.000001 and 12:30:15.250 UTC on 15 January 2025.
	beforeEach(async () => {
		first = await sendOne(sandbox);
		second = await sendOne(sandbox);
		await sandbox.clock.advance(30 * minute + 15_250);
		third = await sendOne(sandbox);
	});

	it('takes all five forms, as UTC, to the microsecond', async () => {
		expect(await listed({ message_time: '2025-01-15 12:00:00.000001' })).toEqual([second]);
		expect(await listed({ message_time: '2025-01-15 12:00:00:000001' })).toEqual([second]);
		expect(await listed({ message_time: '2025-01-15 12:30:15.25' })).toEqual([third]);
		expect(await listed({ message_time: '2025-01-15 12:30:15:25' })).toEqual([third]);
		expect(await listed({ message_time: '2025-01-15 12:00' })).toEqual([first]);
		expect(await listed({ message_time__gt: '2025-01-15 12:00' })).toEqual([third, second]);
		expect(await listed({ message_time__gte: '2025-01-15 12:00:00' })).toEqual([third, second, first]);
		expect(await listed({ message_time__lt: '2025-01-15 12:00:00.000001' })).toEqual([first]);
		expect(await listed({ message_time__lte: '2025-01-15 12:00:00.000001' })).toEqual([second, first]);
		const range = { message_time__gt: '2025-01-15 12:00', message_time__lt: '2025-01-15 12:30' };
		expect(await listed(range)).toEqual([second]);
	});

	it('answers the last 24 hours when no time is asked for', async () => {
		await sandbox.clock.advance(day - 30 * minute - 15_250);
		expect(await listed()).toEqual([third, second, first]);
		await sandbox.clock.advance(1);
		expect(await listed()).toEqual([third]);
		await sandbox.clock.advance(hour);
		expect(await listed()).toEqual([]);
		expect(await listed({ message_time__gte: '2025-01-15 00:00' })).toHaveLength(3);
	});

	it('keeps records for 90 days', async () => {
		await sandbox.clock.advance(90 * day - hour);
		expect(await listed({ message_time__gte: '2025-01-01 00:00' })).toHaveLength(3);
		await sandbox.clock.advance(hour);
		expect(await listed({ message_time__gte: '2025-01-01 00:00' })).toEqual([third]);
		expect(await raw(sandbox, 'GET', `/Message/${first}/`)).toMatchObject({ status: 404 });
	});
});

it('is what the official SDK asks for', async () => {
	const sent = await sendOne(sandbox);
	await sendOne(sandbox, { dst: '447400123456' });
	const { messages } = sdk(sandbox);
	const found = await messages.list({
		limit: 5,
		offset: 0,
		to_number: '+14157654321',
		message_time__gte: '2025-01-15 12:00:00',
		destination_country_iso2: 'US',
	});
	expect(found).toMatchObject({ length: 1, 0: { messageUuid: sent, units: 1, powerpackID: 'null' } });
	expect(found).toMatchObject({ meta: { limit: 5, next: null, offset: 0, previous: null } });
});
