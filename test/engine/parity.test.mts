import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { sdk } from '../sandbox/support.mts';
import { output, runNode } from './run.mts';
import { against, FROM, recipient, sendParameters } from './sms.mts';

const POWERPACK = '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c';
const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** The same message said to the node (as a user fills in its fields) and to Plivo's official SDK. */
const sends: Array<{ message: string; node: IDataObject; sdk: [src: unknown, dst: string, text: string, options: object, powerpack?: string] }> = [
	{
		message: 'one recipient',
		node: { to: '+1 (415) 555-0120', text: 'Hello' },
		sdk: [FROM, recipient(0), 'Hello', { type: 'sms' }],
	},
	{
		message: 'several recipients',
		node: { to: '+14155550120, +14155550121\n+14155550122', text: 'Hello' },
		sdk: [FROM, [0, 1, 2].map(recipient).join('<'), 'Hello', { type: 'sms' }],
	},
	{
		message: 'any characters',
		node: { to: recipient(0), text: 'ünïcode ✓ 😀 & = + "quoted"\nnew line' },
		sdk: [FROM, recipient(0), 'ünïcode ✓ 😀 & = + "quoted"\nnew line', { type: 'sms' }],
	},
	{
		message: 'a sender ID',
		node: { from: { __rl: true, mode: 'number', value: 'MYSHOP' }, to: '447911123456', text: 'Hello' },
		sdk: ['MYSHOP', '447911123456', 'Hello', { type: 'sms' }],
	},
	{
		message: 'a Powerpack',
		node: { sender: 'powerpack', powerpack: { __rl: true, mode: 'uuid', value: POWERPACK }, to: recipient(0), text: 'Hello' },
		sdk: [undefined, recipient(0), 'Hello', { type: 'sms' }, POWERPACK],
	},
	{
		message: 'a status callback',
		node: { to: recipient(0), text: 'Hello', additionalFields: { url: 'https://example.com/s?a=1', method: 'GET' } },
		sdk: [FROM, recipient(0), 'Hello', { type: 'sms', url: 'https://example.com/s?a=1', method: 'GET' }],
	},
	{
		message: 'expiry, log, trackable',
		node: { to: recipient(0), text: 'Hello', additionalFields: { message_expiry: 300, log: 'content_only', trackable: true } },
		sdk: [FROM, recipient(0), 'Hello', { type: 'sms', message_expiry: 300, log: 'content_only', trackable: true }],
	},
	{
		message: 'India DLT',
		node: {
			to: '919812345678',
			text: 'Hello',
			additionalFields: { dlt_entity_id: '1701163911553676710', dlt_template_id: '1707165121635805877', dlt_template_category: 'service_implicit' },
		},
		sdk: [
			FROM,
			'919812345678',
			'Hello',
			{ type: 'sms', dlt_entity_id: '1701163911553676710', dlt_template_id: '1707165121635805877', dlt_template_category: 'service_implicit' },
		],
	},
];

describe('the body of a send request equals that of the official SDK', () => {
	it.each(sends)('for $message', async ({ node, sdk: [src, dst, text, options, powerpack] }) => {
		const run = await runNode(against(sandbox, { parameters: sendParameters(node) }));
		expect(run.data.resultData.error).toBeUndefined();
		await sdk(sandbox).messages.create(src as string, dst, text, options, powerpack);

		const [ours, theirs] = sandbox.requests;
		expect(ours?.body).toEqual(theirs?.body);
		expect(ours?.path).toBe(theirs?.path);
		expect(ours?.method).toBe(theirs?.method);
	});
});

describe('the query of a read equals that of the official SDK', () => {
	it('for a list with filters', async () => {
		const filters = {
			message_direction: 'outbound',
			message_state: 'delivered',
			message_type: 'sms',
			error_code: '000',
			from_number: `+${FROM}`,
			message_time__gte: '2026-01-31T09:00:00',
			message_time__lt: '2026-01-31T10:00:00',
		};
		await runNode(
			against(sandbox, { parameters: { resource: 'message', operation: 'list', limit: 5, filters }, timezone: 'UTC' }),
		);
		await sdk(sandbox).messages.list({
			...filters,
			message_time__gte: '2026-01-31 09:00:00',
			message_time__lt: '2026-01-31 10:00:00',
			limit: 5,
			offset: 0,
		});
		const [ours, theirs] = sandbox.requests;
		expect(ours?.query).toEqual(theirs?.query);
		expect(ours?.path).toBe(theirs?.path);
	});

	it('for one message, and its media', async () => {
		await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid: UUID } }));
		await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'listMedia', messageUuid: UUID } }));
		await sdk(sandbox).messages.get(UUID).catch(() => undefined);
		await sdk(sandbox).messages.listMedia(UUID).catch(() => undefined);
		const paths = sandbox.requests.map(({ path }) => path);
		expect(paths.slice(0, 2)).toEqual(paths.slice(2));
	});

	it('gives the record that the SDK gives', async () => {
		const sent = await runNode(against(sandbox, { parameters: sendParameters({ to: recipient(0), text: 'Hello' }) }));
		const messageUuid = String((output(sent)[0]?.json.message_uuid as string[])[0]);
		const got = await runNode(against(sandbox, { parameters: { resource: 'message', operation: 'get', messageUuid, simplify: false } }));
		const record = await sdk(sandbox).messages.get(messageUuid);
		const { json } = output(got)[0] ?? {};
		expect(json).toMatchObject({
			message_uuid: record.messageUuid,
			from_number: record.fromNumber,
			to_number: record.toNumber,
			message_state: record.messageState,
			units: record.units,
			total_amount: record.totalAmount,
		});
	});
});
