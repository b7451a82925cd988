import fc from 'fast-check';

import { statusItem, type StatusItem } from '../../../nodes/Plivo/webhooks/events/status';
import { deliveryResult, timeoutResult, type AwaitedState, type DeliveryResult } from '../../../nodes/Plivo/sendAndWait/deliveryResult';
import { PartStates } from '../../../nodes/Plivo/sendAndWait/messageParts';

function status(Status: string, more: object = {}): StatusItem {
	const params = { MessageUUID: 'u', From: '14151234567', To: '14155550123', Type: 'sms', Status, Units: '2', TotalRate: '0.0055', TotalAmount: '0.011', ...more };
	const item = statusItem(params, '2026-01-31T09:00:00Z');
	if (item === undefined) throw new Error('no status');
	return item;
}

/** What a wait for the message `u` comes to, after each of several statuses. */
function outcomes(awaited: AwaitedState, ...statuses: StatusItem[]): Array<Partial<DeliveryResult> | undefined> {
	const parts = new PartStates();
	return statuses.map((one) => deliveryResult(one, { address: 'https://n8n.example.com/1', messageUuid: 'u', state: awaited }, parts));
}

const ends = (state: string, awaited: AwaitedState) => outcomes(awaited, status(state))[0]?.delivered;

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
		expect(outcomes('delivered', status('Undelivered', params))).toEqual([{
			...{ delivered: false, timed_out: false, status: 'undelivered', is_final: true, message_uuid: 'u', to: '+14155550123', from: '+14151234567' },
			...{ error_code: '30', error_meaning: expect.stringMatching(/spam/i), error_remedy: expect.any(String) },
			...{ units: 2, total_rate: 0.0055, total_amount: 0.011 },
			...{ queued_time: null, sent_time: '2026-01-31T08:59:58Z', delivered_time: null },
			received_at: '2026-01-31T09:00:00Z',
		}]);
	});

	it.each<[string, object]>([
		['another message', { MessageUUID: 'v' }],
		['a part of another message', { MessageUUID: 'v', ParentMessageUUID: 'w' }],
		['no message', { MessageUUID: 'v', ParentMessageUUID: '' }],
	])('by no status of %s', (_, params) => {
		expect(outcomes('sent', ...['delivered', 'failed', 'read'].map((state) => status(state, params)))).toEqual([undefined, undefined, undefined]);
	});

	it.each<[string, object]>([
		['the message itself, of one unit', { ParentMessageUUID: 'u', Units: '1' }],
		['the message itself, in capitals', { MessageUUID: 'U' }],
		['its only part', { MessageUUID: 'v', ParentMessageUUID: 'u', PartInfo: '1 of 1' }],
		['its only part, as far as is told', { MessageUUID: 'v', ParentMessageUUID: 'u', Units: '1' }],
	])('by a status of %s, and puts out the UUID that was sent', (_, params) => {
		expect(outcomes('delivered', status('delivered', params))).toMatchObject([{ delivered: true, message_uuid: 'u' }]);
	});
});

describe('a message in parts', () => {
	const part = (state: string, number: number, of = 3) => status(state, { MessageUUID: `p${number}`, ParentMessageUUID: 'u', PartInfo: `${number} of ${of}` });
	const words = (...args: Parameters<typeof outcomes>) => outcomes(...args).map((result) => result?.status);

	it('has arrived when all of them have, in whichever order, however often each is told', () => {
		const [a, b, c] = [part('delivered', 1), part('delivered', 2), part('delivered', 3)];
		expect(words('delivered', a, b, c)).toEqual([undefined, undefined, 'delivered']);
		expect(words('delivered', c, c, c, b, b, a)).toEqual([...Array<undefined>(5), 'delivered']);
		// A state that comes late takes nothing back
		expect(words('delivered', a, part('sent', 1), b, part('queued', 2), c)).toEqual([...Array<undefined>(4), 'delivered']);
	});

	it('has failed when one of them has', () => {
		expect(words('delivered', part('delivered', 1), part('undelivered', 2))).toEqual([undefined, 'undelivered']);
		expect(words('sent', part('failed', 3))).toEqual(['failed']);
	});

	it('is in the state that all have reached', () => {
		const results = outcomes('sent', part('delivered', 1, 2), part('sent', 2, 2));
		expect(results.map((result) => result?.status)).toEqual([undefined, 'sent']);
		expect(results[1]?.delivered).toBe(false);
	});

	it('that are told apart by their UUIDs alone is counted by its units', () => {
		const named = (MessageUUID: string) => status('delivered', { MessageUUID, ParentMessageUUID: 'u', Units: '2' });
		expect(words('delivered', named('p1'), named('p1'), named('p2'))).toEqual([undefined, undefined, 'delivered']);
	});

	it('is done with a status of the whole', () => {
		expect(words('delivered', part('delivered', 1), status('delivered', { ParentMessageUUID: 'u' }))).toEqual([undefined, 'delivered']);
	});

	describe('whichever way Plivo tells of them', () => {
		const own = (uuid: string, state: string, more: object = {}) => status(state, { MessageUUID: uuid, ParentMessageUUID: 'u', ...more });
		const numbered = (uuid: string, PartInfo: string, state = 'delivered') => own(uuid, state, { PartInfo });
		const [u, p1, p2] = ['u', 'p1', 'p2'].map((uuid) => own(uuid, 'delivered'));
		if (u === undefined || p1 === undefined || p2 === undefined) throw new Error('no statuses');
		const alone = status('delivered');

		it.each<[string, StatusItem[], Array<string | undefined>]>([
			['one status for the whole', [status('queued'), alone], [undefined, 'delivered']],
			['one for the whole that names itself its parent', [u, u], ['delivered', 'delivered']],
			['the first part has the UUID that was sent', [u, p2], ['delivered', 'delivered']],
			['the same, the other way round', [p2, u], [undefined, 'delivered']],
			['the same, and the second fails', [u, own('p2', 'failed')], ['delivered', 'failed']],
			['the same, and the second is on its way', [u, own('p2', 'sent'), u, p2], ['delivered', undefined, undefined, 'delivered']],
			['the same, without a parent', [own('p2', 'sent'), alone, p2], [undefined, undefined, 'delivered']],
			['the UUID that was sent is told as queued only', [own('u', 'queued'), p1, p2], [undefined, undefined, 'delivered']],
			['the same, without a parent', [status('queued'), p1, p2], [undefined, undefined, 'delivered']],
			['all have the UUID that was sent, and numbers', [numbered('u', '1 of 2'), numbered('u', '2 of 2')], [undefined, 'delivered']],
			['the first has no number', [u, numbered('p2', '2 of 2')], ['delivered', 'delivered']],
			['the second has no number', [numbered('p1', '1 of 2'), p2], [undefined, 'delivered']],
			['one has its number at times', [numbered('p1', '1 of 2', 'sent'), p1, p2], [undefined, undefined, 'delivered']],
			['one has its number later', [own('p1', 'sent'), numbered('p1', '1 of 2'), p1, p2], [undefined, undefined, undefined, 'delivered']],
			['numbers that can not be', [numbered('p1', '11 of 2'), numbered('p1', '0 of 2'), numbered('p2', '3 of 2')], [undefined, undefined, 'delivered']],
			['three units', [own('p1', 'delivered', { Units: '3' }), own('p2', 'delivered', { Units: '3' }), own('p3', 'delivered', { Units: '3' })], [undefined, undefined, 'delivered']],
			['a unit each, after all units were told', [own('u', 'queued'), own('p1', 'delivered', { Units: '1' }), own('p2', 'delivered', { Units: '1' })], [undefined, undefined, 'delivered']],
			['more parts than units', [own('p1', 'sent'), own('p2', 'sent'), own('p3', 'sent'), p1, p2, own('p3', 'delivered')], [...Array<undefined>(5), 'delivered']],
		])('%s', (_, statuses, expected) => {
			expect(words('delivered', ...statuses)).toEqual(expected);
		});

		it('all worlds end when all that is announced is delivered, and a failure before that wins', () => {
			const info = (i: number, of: number) => ({ PartInfo: `${i + 1} of ${of}` });
			const worlds: Array<(i: number, of: number) => object> = [
				(i) => ({ MessageUUID: `p${i}` }),
				(i) => ({ MessageUUID: i === 0 ? 'u' : `p${i}` }),
				(i, of) => ({ MessageUUID: `p${i}`, ...info(i, of) }),
				(i, of) => ({ MessageUUID: i === 0 ? 'u' : `p${i}`, ...info(i, of) }),
				(i, of) => ({ MessageUUID: 'u', ...info(i, of) }),
				(i, of) => ({ MessageUUID: `p${i}`, ...(i % 2 === 0 && info(i, of)) }),
			];
			const run = fc.record({ world: fc.constantFrom(...worlds), of: fc.integer({ min: 2, max: 5 }), isQueued: fc.boolean(), fails: fc.nat({ max: 9 }), seed: fc.infiniteStream(fc.nat()) });
			fc.assert(
				fc.property(run, ({ world, of, isQueued, fails, seed }) => {
					const one = (i: number, state: string) => status(state, { ParentMessageUUID: 'u', Units: `${of}`, ...world(i, of) });
					const order = Array.from({ length: of }, (_, i) => i).sort(() => ((seed.next().value ?? 0) % 3) - 1);
					const sent = order.map((i) => one(i, 'sent'));
					const last = order.map((i) => one(i, i === fails ? 'undelivered' : 'delivered'));
					const told = outcomes('delivered', ...(isQueued ? [status('queued', { Units: `${of}` })] : []), ...sent, ...last).map((end) => end?.status);
					const failsAt = order.indexOf(fails);
					const end = told.length - of + (failsAt === -1 ? of - 1 : failsAt);
					expect(told.slice(0, end).filter((word) => word !== undefined)).toEqual([]);
					expect(told[end]).toBe(failsAt === -1 ? 'delivered' : 'undelivered');
				}),
			);
		});
	});

	it.each(['1/2', '1 OF 2', 'part 1 of 2', '01 of 02'])('may be told as %j', (PartInfo) => {
		const first = status('delivered', { MessageUUID: 'p', ParentMessageUUID: 'u', PartInfo });
		expect(words('delivered', first, part('delivered', 2, 2))).toEqual([undefined, 'delivered']);
	});

	it('is one of its wait', () => {
		const parts = new PartStates();
		const at = (address: string, one: StatusItem) => deliveryResult(one, { address, messageUuid: 'u', state: 'delivered' }, parts);
		expect([at('a', part('delivered', 1, 2)), at('b', part('delivered', 2, 2))]).toEqual([undefined, undefined]);
		expect(at('a', part('delivered', 2, 2))).toBeDefined();
	});

	it('is remembered for the latest ten thousand waits', () => {
		const parts = new PartStates();
		const part = { uuid: 'u', isSent: true, units: 2, of: 2 };
		const note = (wait: number, name: string) => parts.note(`${wait}`, { ...part, number: Number(name) }, 1);
		for (let wait = 0; wait <= 10_000; wait += 1) expect(note(wait, '1')).toBeUndefined();
		expect(note(1, '2')).toBe(1);
		expect(note(0, '2')).toBeUndefined();
	});
});

describe('undecided', () => {
	it('names the message', () => {
		expect(timeoutResult({ message_uuid: ['u'], to: ['+14155550123'], api_id: 'x' })).toEqual({
			...{ delivered: false, timed_out: true, status: 'unknown', is_final: false, error_code: null, error_meaning: null, error_remedy: null, message_uuid: 'u', to: '+14155550123' },
		});
		expect(timeoutResult({ to: ['+14155550123'] }).message_uuid).toBeNull();
	});
});
