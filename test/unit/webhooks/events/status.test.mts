import { isStatus, statusItem } from '../../../../nodes/Plivo/webhooks/events/status';

const UUID = 'db3ce55a-7f1d-11e1-8ea7-1231380bc196';
const NOW = '2026-08-03T10:00:00.000Z';

function item(params: Parameters<typeof statusItem>[0]) {
	const found = statusItem({ MessageUUID: UUID, Status: 'sent', ...params }, NOW);
	if (found === undefined) throw new Error('This is no status');
	return found;
}

describe('statusItem', () => {
	it('has everything in its place', () => {
		const found = item({
			ParentMessageUUID: 'parent',
			PartInfo: '1 of 2',
			From: '14155550100',
			To: '14155550123',
			Type: 'SMS',
			Status: 'Undelivered',
			Sequence: '3',
			Units: '2',
			TotalRate: '0.0055',
			TotalAmount: '0.011',
			MCC: '310',
			MNC: '004',
			ErrorCode: '50',
			PowerpackUUID: 'p1',
			MessageTime: '2024-01-15 12:00:00.000001',
			QueuedTime: '2024-01-15 12:00:01.000002',
			SentTime: '2024-01-15 12:00:02.000003',
			DeliveryReportTime: '2024-01-15 12:00:03.000004',
			ConversationID: 'c1',
			ConversationOrigin: 'marketing',
			ConversationExpirationTimestamp: '1705320000',
		});
		expect(found).toEqual({
			event: 'status',
			message_uuid: UUID,
			reference: null,
			parent_message_uuid: 'parent',
			type: 'sms',
			from: '+14155550100',
			to: '+14155550123',
			status: 'undelivered',
			is_final: true,
			error_code: '50',
			error_meaning: "The recipient's number is invalid.",
			error_remedy: 'Check the number and its country code. It may not exist, or it may be a landline.',
			units: 2,
			total_rate: 0.0055,
			total_amount: 0.011,
			mcc: '310',
			mnc: '004',
			sequence: 3,
			part: '1 of 2',
			conversation_id: 'c1',
			conversation_origin: 'marketing',
			conversation_expires_at: '2024-01-15T12:00:00Z',
			powerpack_uuid: 'p1',
			message_time: '2024-01-15T12:00:00.000001Z',
			queued_time: '2024-01-15T12:00:01.000002Z',
			sent_time: '2024-01-15T12:00:02.000003Z',
			delivered_time: null,
			received_at: NOW,
			other: { DeliveryReportTime: '2024-01-15 12:00:03.000004' },
		});
	});

	it.each([
		['delivered', '2024-01-15T12:00:03Z'],
		['read', '2024-01-15T12:00:03Z'],
		['sent', null],
		['failed', null],
	])('%s was delivered at %s, though Plivo has a time for it', (status, time) => {
		expect(item({ Status: status, DeliveryReportTime: '2024-01-15 12:00:03' }).delivered_time).toBe(time);
	});

	it('has the same keys when Plivo says little', () => {
		const { event, message_uuid, status, is_final, received_at, other, ...rest } = item({});
		expect(other).toEqual({});
		expect([event, message_uuid, status, is_final, received_at]).toEqual(['status', UUID, 'sent', false, NOW]);
		expect(Object.keys(rest)).toHaveLength(23);
		expect(new Set(Object.values(rest))).toEqual(new Set([null]));
	});

	it.each([
		['that of the address', 'A', { reference: 'A' }, {}],
		['no other one that the body has', 'A', { reference: 'B' }, { reference: 'B' }],
		['none that only the body has', null, { reference: 'B' }, { reference: 'B' }],
		['none, if it is empty', null, { reference: '' }, {}],
		['the first of several, and all of them in the rest', 'A', { reference: ['A', 'B'] }, { reference: ['A', 'B'] }],
	])('has as its reference %s', (_, reference, params, other) => {
		expect(statusItem({ MessageUUID: UUID, Status: 'sent', ...params }, NOW, reference)).toMatchObject({ reference, other });
	});

	it.each([
		{ Status: 'sent' },
		{ MessageUUID: UUID },
		{ MessageUUID: UUID, Status: '' },
		{ MessageUUID: 'null', Status: 'sent' },
	])('is none with %j', (params) => {
		expect(statusItem(params, NOW)).toBeUndefined();
	});

	it.each([
		['queued', false],
		['sent', false],
		['delivered', true],
		['undelivered', true],
		['failed', true],
		['rejected', true],
		['READ', true],
		['something new', false],
	])('%s is final: %s', (status, is_final) => {
		expect(item({ Status: status })).toMatchObject({ is_final, status: status.toLowerCase() });
	});

	it.each([
		['', null, null],
		['000', null, null],
		['None', null, null],
		['200', '200', 'The recipient has opted out of messages from your number, for example by answering STOP.'],
		[200, '200', 'The recipient has opted out of messages from your number, for example by answering STOP.'],
		['999', '999', null],
	])('error %j is %s', (value, error_code, error_meaning) => {
		expect(item({ ErrorCode: value })).toMatchObject({ error_code, error_meaning });
	});

	it("gives Plivo's own words for a code that isn't known here, and for no other", () => {
		expect(item({ ErrorCode: '999', ErrorMessage: 'Carrier maintenance' }).error_meaning).toBe('Carrier maintenance');
		expect(item({ ErrorCode: '200', ErrorMessage: 'Blocked' }).error_meaning).toContain('opted out');
		expect(item({ ErrorCode: '000', ErrorMessage: 'Carrier maintenance' }).error_meaning).toBeNull();
	});

	it.each([
		[{ ConversationExpirationTimestamp: '1705320000' }, '2024-01-15T12:00:00Z'],
		[{ ConversationExpiryTimestamp: 1705320000 }, '2024-01-15T12:00:00Z'],
		[{ ConversationExpiryTime: '2024-01-15 12:00:00' }, '2024-01-15T12:00:00Z'],
		[{ ConversationExpiryTime: '1705320000.5' }, '2024-01-15T12:00:00.500000Z'],
		[
			{ ConversationExpirationTimestamp: '', ConversationExpiryTime: '2024-01-15 12:00:00.25' },
			'2024-01-15T12:00:00.250000Z',
		],
		[{ ConversationExpirationTimestamp: '0' }, null],
		[{ ConversationExpirationTimestamp: '99999999999999999999' }, null],
	])('%j ends at %s', (params, expected) => {
		expect(item(params).conversation_expires_at).toBe(expected);
	});
});

describe('isStatus', () => {
	it.each([
		[{ Status: 'delivered', MessageUUID: UUID }, true],
		[{ Status: 'sent', Text: '', MessageIntent: '' }, true],
		[{ Status: 'read', Type: 'whatsapp', ConversationID: 'c1' }, true],
		[{ Status: '' }, false],
		[{ Status: 'null' }, false],
		[{}, false],
		[{ Text: 'Status' }, false],
		[{ Status: 'received' }, false],
		[{ Status: 'delivered', Text: 'Hi' }, false],
		[{ Status: 'delivered', Body: 'Hi' }, false],
		[{ Status: 'delivered', MessageIntent: 'optout' }, false],
		[{ Status: 'delivered', Media0: 'https://m.example.com' }, false],
		[{ Status: 'delivered', 'Button[Text]': 'Yes' }, false],
	])('of %j is %s', (params, expected) => {
		expect(isStatus(params)).toBe(expected);
	});
});

describe('what has no field', () => {
	it.each<[Parameters<typeof statusItem>[0], object]>([
		[{ Foo: 'bar', Nested: { a: [1] } }, { Foo: 'bar', Nested: { a: [1] } }],
		[{ ErrorCode: '50', ErrorMessage: 'Invalid' }, { ErrorMessage: 'Invalid' }],
		[{ ErrorCode: '99999', ErrorMessage: 'Invalid' }, {}],
		[{ ErrorMessage: '' }, {}],
		[{ Status: 'delivered', DeliveryReportTime: '2024-01-15 12:00:03' }, {}],
		[{ Sequence: 'x' }, { Sequence: 'x' }],
	])('of %j comes out as it is: %j', (params, other) => {
		expect(item(params).other).toEqual(other);
	});
});
