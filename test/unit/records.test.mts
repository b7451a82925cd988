import { simplifiedMessage } from '../../nodes/Plivo/records/simplifiedMessage';
import { messageStatus } from '../../nodes/Plivo/records/messageStatus';
import { statusItem } from '../../nodes/Plivo/webhooks/events/status';

describe('a message', () => {
	it.each([
		['queued', '', false, false],
		['sent', '000', false, false],
		['delivered', '0', true, false],
		['read', null, true, false],
		['undelivered', '50', true, true],
		['failed', '340', true, true],
	])('that is %s begins with the same fields in a record and in a status', (status, code, isFinal, hasError) => {
		const record = simplifiedMessage({ message_uuid: 'u', message_state: status, error_code: code, from_number: '14151234567', to_number: '+14155550123' });
		const item = statusItem({ MessageUUID: 'u', Status: status, ErrorCode: code, From: '14151234567', To: '14155550123' }, 'now');
		const names = ['status', 'is_final', 'error_code', 'error_meaning', 'error_remedy'] as const;
		expect(Object.keys(record).slice(0, 5)).toEqual(names);
		for (const name of [...names, 'from', 'to', 'message_uuid'] as const) expect(record[name]).toEqual(item?.[name]);
		expect(record).toMatchObject({ status, is_final: isFinal, from: '+14151234567', to: '+14155550123' });
		expect([typeof record.error_meaning, typeof record.error_remedy]).toEqual(hasError ? ['string', 'string'] : ['object', 'object']);
	});

	it('has every field, and null for what the record lacks', () => {
		const empty = simplifiedMessage({});
		expect(empty.status).toBe('unknown');
		expect(Object.entries(empty).filter(([name, value]) => name !== 'status' && name !== 'is_final' && value !== null)).toEqual([]);
		expect(Object.keys(empty)).toEqual(Object.keys(simplifiedMessage({ message_state: 'delivered', units: 2 })));
	});

	it('has times in UTC and amounts as numbers', () => {
		const record = { message_time: '2026-01-31 10:00:00+05:30', message_sent_time: '2026-01-31 04:30:01.5', total_rate: '0.00350', total_amount: '0.007', units: 2 };
		expect(simplifiedMessage(record)).toMatchObject({
			...{ message_time: '2026-01-31T04:30:00Z', sent_time: '2026-01-31T04:30:01.500000Z', updated_time: null },
			...{ total_rate: 0.0035, total_amount: 0.007, units: 2 },
		});
	});

	it("says what Plivo says of a code that is in none of its tables", () => {
		expect(messageStatus('failed', '4711', () => 'A new error')).toMatchObject({ error_meaning: 'A new error', error_remedy: null });
		expect(messageStatus('failed', '30', () => 'A new error').error_meaning).toMatch(/spam/);
	});
});
