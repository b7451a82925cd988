import type { IDataObject } from 'n8n-workflow';

import { manualClock, type ManualClock } from '../../sandbox/clock.mts';
import { gate } from '../../sandbox/gate.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { newProcess } from './newProcess.mts';
import { failure, output, runNode, type RunOptions } from './run.mts';
import { against, messages, sendMms, sendParameters } from './sms.mts';

let sandbox: Sandbox<ManualClock>;
beforeAll(async () => {
	// 2026-01-31 14:30 in Kolkata
	sandbox = await startSandbox({ clock: manualClock('2026-01-31T09:00:00.000Z') });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

async function send(count: number): Promise<string[]> {
	// one at a time, so that the order is certain
	const parameters = sendParameters({ options: { concurrency: 1 } });
	const run = await runNode(against(sandbox, { parameters, items: messages(count) }));
	sandbox.requests.length = 0;
	return output(run).map(({ json }) => String((json.message_uuid as string[])[0]));
}

function list(parameters: IDataObject = {}, more: Partial<RunOptions> = {}): RunOptions {
	return against(sandbox, { parameters: { resource: 'message', operation: 'list', ...parameters }, ...more });
}

const queries = () => sandbox.requests.map(({ query }) => query);

describe('Message → Get', () => {
	it('reads back what was sent, an item each', async () => {
		const uuids = await send(2);
		await sandbox.clock.advance(5_000);
		const run = await runNode(
			against(sandbox, {
				parameters: { resource: 'message', operation: 'get', messageUuid: '={{ $json.message_uuid }}' },
				// as Send puts it out, and as List does
				items: [{ message_uuid: [uuids[0]] }, { message_uuid: uuids[1] }],
			}),
		);
		expect(output(run)).toEqual(
			uuids.map((message_uuid, item) => ({
				json: expect.objectContaining({ message_uuid, status: 'delivered', is_final: true, error_code: null, error_meaning: null, units: 1 }),
				pairedItem: { item },
			})),
		);
	});

	it('says so when Plivo does not know the message', async () => {
		const messageUuid = '00000000-0000-0000-0000-000000000000';
		const run = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid } }));
		expect(failure(run)).toMatchObject({ message: 'Plivo has no message with this UUID', httpCode: '404' });
	});

	it.each([
		['={{ $json.none }}', "'Message UUID' is empty: its expression gave nothing"],
		['42', '\'Message UUID\' is "42", which isn\'t a UUID'],
	])('refuses "%s" before it asks', async (messageUuid, message) => {
		const run = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid } }));
		expect(failure(run).message).toBe(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('goes on with the other items when set to', async () => {
		const [uuid] = await send(1);
		const run = await runNode(
			against(sandbox, {
				parameters: { resource: 'message', operation: 'get', messageUuid: '={{ $json.uuid }}' },
				items: [{ uuid: 'x' }, { uuid }],
				settings: { onError: 'continueRegularOutput' },
			}),
		);
		expect(output(run)).toMatchObject([
			{ json: { error: '\'Message UUID\' is "x", which isn\'t a UUID' }, pairedItem: { item: 0 } },
			{ json: { message_uuid: uuid }, pairedItem: { item: 1 } },
		]);
	});

	it('asks again after faults that pass', async () => {
		const [messageUuid] = await send(1);
		sandbox.faults.add({ fault: { kind: 'status', status: 503 } });
		sandbox.faults.add({ fault: { kind: 'resetBefore' } });
		const run = await runNode(
			against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid: String(messageUuid) } }),
		);
		expect(output(run)).toMatchObject([{ json: { message_uuid: messageUuid } }]);
	});
});

describe('Message → List', () => {
	it('reads all pages, newest first, and pairs every record', async () => {
		const uuids = await send(45);
		const run = await runNode(list({ returnAll: true }));
		expect(output(run).map(({ json }) => json.message_uuid)).toEqual([...uuids].reverse());
		expect(new Set(output(run).map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(new Set(['{"item":0}']));
		expect(queries()).toEqual([
			{ limit: '20', offset: '0' },
			{ limit: '20', offset: '20' },
			{ limit: '20', offset: '40' },
		]);
	});

	it('asks for no more than the limit', async () => {
		await send(45);
		expect(output(await runNode(list({ limit: 25 })))).toHaveLength(25);
		expect(queries()).toEqual([
			{ limit: '20', offset: '0' },
			{ limit: '5', offset: '20' },
		]);
	});

	it('stops at 50 unless told otherwise', async () => {
		await send(60);
		expect(output(await runNode(list()))).toHaveLength(50);
	});

	it.each(['={{ "many" }}', '={{ null }}', '={{ $json.none }}', '={{ 0 }}', '={{ 2.5 }}'])(
		'refuses the limit %s, instead of putting out nothing as if there were none',
		async (limit) => {
			const run = await runNode(list({ limit }));
			expect(failure(run)).toMatchObject({ message: expect.stringMatching(/^'Limit' is /), description: 'Enter a whole number of 1 or more.' });
			expect(queries()).toEqual([]);
		},
	);

	it('takes the text "false", as an expression without braces yields it, for off', async () => {
		await send(3);
		const run = await runNode(list({ returnAll: '=false', simplify: '=false', limit: 2 }));
		expect(output(run)).toHaveLength(2);
		expect(output(run)[0]?.json).toHaveProperty('resource_uri');
	});

	it('refuses what is neither on nor off', async () => {
		const run = await runNode(list({ returnAll: '=maybe' }));
		expect(failure(run)).toMatchObject({ message: '\'Return All\' is "maybe", which isn\'t one of its options', description: 'Use one of: true, false.' });
	});

	it.each([
		['a blank', { subaccount: ' ' }, "'Subaccount' is empty"],
		['a field that the item does not have', { to_number: '={{ $json.none }}' }, "'To Number' is empty: its expression gave nothing"],
		['nothing', { error_code: '={{ null }}' }, "'Error Code' is empty: its expression gave nothing"],
		['a time that is not there', { message_time__gte: '={{ $json.none }}' }, "'Time at or After' is empty: its expression gave nothing"],
		['no state of a message', { message_state: '={{ "arrived" }}' }, '\'State\' is "arrived", which isn\'t one of its options'],
		['nothing as a state', { message_direction: '={{ $json.none }}' }, "'Direction' is empty: its expression gave nothing"],
		['nothing as an offset', { offset: '={{ $json.none }}' }, "'Offset' is empty: its expression gave nothing"],
		['a number without its country code', { to_number: '(415) 555-0123' }, '\'To Number\' contains "(415) 555-0123", which has no country code'],
	])("refuses a filter with %s, instead of listing everybody's messages", async (_, filters, message) => {
		const run = await runNode(list({ filters }));
		expect(failure(run).message).toBe(message);
		expect(queries()).toEqual([]);
	});

	it.each(['0014155550121', 'whatsapp:+14155550121', '+1 (415) 555-0121', "'+14155550121"])('finds messages by the number written as %s', async (to) => {
		await send(3);
		expect(output(await runNode(list({ filters: { to_number: to } }))).map(({ json }) => json.to)).toEqual(['+14155550121']);
	});

	it('begins at the offset', async () => {
		const uuids = await send(30);
		const run = await runNode(list({ returnAll: true, filters: { offset: 8 } }));
		expect(output(run).map(({ json }) => json.message_uuid)).toEqual([...uuids].reverse().slice(8));
	});

	it('runs for each item with its own filters', async () => {
		await send(3);
		const run = await runNode(
			list({ filters: { to_number: '={{ $json.to }}' } }, { items: [{ to: '14155550121' }, { to: '14155550122' }] }),
		);
		expect(output(run).map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual([
			['+14155550121', { item: 0 }],
			['+14155550122', { item: 1 }],
		]);
		expect(queries()).toMatchObject([{ to_number: '+14155550121' }, { to_number: '+14155550122' }]);
	});

	it('simplifies to the fields that a status has, or gives all', async () => {
		await send(1);
		expect(Object.keys(output(await runNode(list()))[0]?.json ?? {})).toEqual([
			...['status', 'is_final', 'error_code', 'error_meaning', 'error_remedy', 'message_uuid', 'direction', 'type', 'from', 'to'],
			...['units', 'total_rate', 'total_amount', 'message_time', 'sent_time', 'updated_time'],
		]);
		expect(output(await runNode(list({ simplify: false })))[0]?.json).toHaveProperty('resource_uri');
	});

	it('means times in the zone of the workflow, here +05:30', async () => {
		await send(1);
		await sandbox.clock.advance(60 * 60 * 1000);
		const [late] = await send(1);
		const run = await runNode(list({ filters: { message_time__gt: '2026-01-31T15:00:00' } }, { timezone: 'Asia/Kolkata' }));
		expect(queries()).toEqual([{ limit: '20', offset: '0', message_time__gt: '2026-01-31 09:30:00' }]);
		expect(output(run).map(({ json }) => json.message_uuid)).toEqual([late]);
	});

	it('takes times of expressions, which carry their own zone', async () => {
		await runNode(
			list(
				{
					filters: {
						message_time__gte: '={{ DateTime.fromISO("2026-01-31T10:00:00", { zone: "Europe/Berlin" }) }}',
						message_time__lt: '={{ new Date(Date.UTC(2026, 0, 31, 12)) }}',
					},
				},
				{ timezone: 'Asia/Kolkata' },
			),
		);
		expect(queries()).toMatchObject([
			{ message_time__gte: '2026-01-31 09:00:00', message_time__lt: '2026-01-31 12:00:00' },
		]);
	});

	it('puts out each record once, though messages come in while it reads', async () => {
		const uuids = await send(70);
		sandbox.faults.add({ method: 'GET', fault: { kind: 'slow', ms: 0 } });
		const { opened, open } = gate();
		sandbox.faults.add({ method: 'GET', fault: { kind: 'slow', ms: 0, until: opened } });
		const running = runNode(list({ returnAll: true }));
		await until(() => queries().length === 2);
		await send(7);
		open();
		const listed = output(await running).map(({ json }) => json.message_uuid);
		expect(listed).toEqual([...uuids].reverse());
		// the third page began with seven records of the second one, and counts as twenty all the same
		expect(queries().map(({ offset }) => offset)).toEqual(['40', '60']);
	});

	it('sits out what others have used up of the 20 lists a minute', async () => {
		await send(30);
		for (let i = 0; i < 20; i++) await runNode(list({ limit: 1 }));
		newProcess();
		sandbox.requests.length = 0;
		const running = runNode(list({ returnAll: true }));
		await until(() => sandbox.requests.length > 0);
		await sandbox.clock.advance(61_000);
		expect(output(await running)).toHaveLength(30);
	});

	it.each([0, '0', '000'])('finds what was delivered by the error code %j, which is not taken for an empty one', async (error_code) => {
		const [uuid] = await send(1);
		await sandbox.clock.advance(5_000);
		await send(1);
		const run = await runNode(list({ filters: { error_code } }));
		expect(queries()).toEqual([{ limit: '20', offset: '0', error_code: String(error_code) }]);
		expect(output(run).map(({ json }) => json.message_uuid)).toEqual([uuid]);
	});

	it('reads the colon before the microseconds that Plivo writes in one place', async () => {
		const now = new Date(sandbox.clock.now()).toISOString().slice(0, -1).replace('T', ' ');
		const [, second] = await send(2);
		const run = await runNode(list({ filters: { message_time: `${now.replace('.', ':')}001` } }, { timezone: 'UTC' }));
		expect(queries()).toMatchObject([{ message_time: `${now}001` }]);
		expect(output(run).map(({ json }) => json.message_uuid)).toEqual([second]);
	});

	it('names the filter that is wrong', async () => {
		const run = await runNode(list({ filters: { message_time__lt: 'tomorrow' } }));
		expect(failure(run).message).toBe('\'Time Before\' is "tomorrow", which isn\'t a date and time');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('Message → List Media', () => {
	it('puts out an item for each file of an MMS', async () => {
		const messageUuid = await sendMms(sandbox, {
			text: 'Look',
			mediaSource: 'url',
			mediaUrls: 'https://example.com/a.jpg\nhttps://example.com/b.png',
		});
		const run = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'listMedia', messageUuid } }));
		expect(output(run)).toEqual(
			['a.jpg', 'b.png'].map((file_name) => ({
				json: expect.objectContaining({ file_name, media_url: expect.any(String), message_uuid: messageUuid }),
				pairedItem: { item: 0 },
			})),
		);
	});

	it('puts out nothing for a message without media', async () => {
		const [messageUuid] = await send(1);
		const run = await runNode(
			against(sandbox, { parameters: { resource: 'message', operation: 'listMedia', messageUuid: String(messageUuid) } }),
		);
		expect(run.status).toBe('success');
		expect(output(run)).toEqual([]);
	});
});
