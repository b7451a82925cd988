import { statusItem, type StatusItem } from '../../../nodes/Plivo/trigger/events/status';
import { decided, undecided, type AwaitedState } from '../../../nodes/Plivo/wait/deliveryResult';

function status(Status: string, more: object = {}): StatusItem {
	const params = { MessageUUID: 'u', From: '14151234567', To: '14155550123', Type: 'sms', Status, Units: '2', TotalRate: '0.0055', TotalAmount: '0.011', ...more };
	const item = statusItem(params, '2026-01-31T09:00:00Z');
	if (item === undefined) throw new Error('no status');
	return item;
}

const ends = (state: string, awaited: AwaitedState) => {
	const result = decided(status(state), awaited);
	return result && result.delivered;
};

describe('decided', () => {
	// what each state does to a wait for: sent, delivered, read; undefined: it goes on waiting
	it.each([
		['queued', undefined, undefined, undefined],
		['sent', false, undefined, undefined],
		['delivered', true, true, undefined],
		['read', true, true, true],
		['undelivered', false, false, false],
		['failed', false, false, false],
		['rejected', false, false, false],
		['a word of tomorrow', undefined, undefined, undefined],
	])('%s', (state, sent, delivered, read) => {
		expect([ends(state, 'sent'), ends(state, 'delivered'), ends(state, 'read')]).toEqual([sent, delivered, read]);
	});

	it('says what it was, what it cost, and why it failed', () => {
		const params = { ErrorCode: '30', SentTime: '2026-01-31 08:59:58.000000', DeliveryReportTime: '2026-01-31 08:59:59.000000' };
		expect(decided(status('Undelivered', params), 'delivered')).toEqual({
			...{ delivered: false, timedOut: false, state: 'undelivered', message_uuid: 'u', to: ['14155550123'], from: '+14151234567' },
			...{ error_code: '30', error_meaning: expect.stringMatching(/spam/i), error_remedy: expect.any(String) },
			...{ units: 2, total_rate: 0.0055, total_amount: 0.011 },
			...{ queued_time: null, sent_time: '2026-01-31T08:59:58Z', delivered_time: null },
			received_at: '2026-01-31T09:00:00Z',
		});
	});
});

describe('undecided', () => {
	it('names the message', () => {
		expect(undecided({ message_uuid: ['u'], to: ['14155550123'], api_id: 'x' })).toEqual({
			...{ delivered: false, timedOut: true, state: 'unknown', message_uuid: 'u', to: ['14155550123'] },
		});
		expect(undecided({ to: ['14155550123'] }).message_uuid).toBeNull();
	});
});
