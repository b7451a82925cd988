import { namesOf } from '../../../../nodes/Plivo/trigger/duplicates/eventNames';
import { readEvent } from '../../../../nodes/Plivo/webhooks/events/event';

const NOW = '2026-08-03T10:00:00.000Z';
const MINUTE = 60_000;
const template = { event: 'APPROVED', message_template_name: 'order', waba_id: '1' };

describe('readEvent', () => {
	it.each([
		[{ MessageUUID: 'm', From: '1', Text: 'Hi' }, 'message'],
		[{ MessageUUID: 'm', Body: 'Hi' }, 'message'],
		[{ MessageUUID: 'm', ContentType: 'location' }, 'message'],
		[{ MessageUUID: 'm', 'Button[Text]': 'Yes' }, 'message'],
		[{ MessageUUID: 'm', Status: 'sent' }, 'status'],
		[{ MessageUUID: 'm', Status: 'received', From: '1' }, 'message'],
		[{ From: '1', Text: 'Hi' }, 'other'],
		[{ MessageUUID: 'null', From: '1', Text: 'Hi' }, 'other'],
		[{ MessageUUID: {}, From: '1' }, 'other'],
		[{ Status: 'sent' }, 'other'],
		[{ MessageUUID: 'm', Event: 'new' }, 'other'],
		[{ entry: [{ changes: [{ value: template }] }] }, 'other'],
		[template, 'other'],
		[{}, 'other'],
	])('of %j is a %s', (params, event) => {
		expect(readEvent(params, NOW).event).toBe(event);
	});

	it('has what is known of another event, and all that came', () => {
		const params = { Type: 'WhatsApp', From: '14155550123', Status: 'APPROVED', Foo: ['a', 'b'] };
		expect(readEvent(params, NOW)).toEqual({
			event: 'other',
			message_uuid: null,
			type: 'whatsapp',
			from: '+14155550123',
			to: null,
			text: '',
			status: 'approved',
			error_code: null,
			received_at: NOW,
			raw: params,
		});
	});
});

describe('the names of another event', () => {
	const names = (raw: object, at: number) => namesOf(readEvent({ ...raw }, NOW), at);
	const isRepeated = (first: string[], second: string[]) => second.some((name) => first.includes(name));

	it.each<[object, object, boolean]>([
		[{ a: '1', b: '2' }, { b: '2', a: '1' }, true],
		[{ entry: [{ a: 1, b: { c: 1, d: 2 } }] }, { entry: [{ b: { d: 2, c: 1 }, a: 1 }] }, true],
		[{ a: ['1', '2'], b: '' }, { b: '', a: ['1', '2'] }, true],
		[{ a: ['1', '2'] }, { a: ['2', '1'] }, false],
		[{ a: '1' }, { a: 1 }, false],
		[{ a: null }, { a: '' }, false],
		[{ a: {} }, { a: [] }, false],
		[{ 'a":1,"b': 2 }, { a: 1, b: 2 }, false],
	])('of %j and %j are the same: %p', (one, other, same) => {
		expect(isRepeated(names(one, 0), names(other, 0))).toBe(same);
	});

	it('are known by the content while Plivo may repeat it, and no longer', () => {
		for (const start of [0, 1, 5 * MINUTE, 9.99 * MINUTE]) {
			const first = names(template, start);
			for (const later of [0, 1, 3, 7, 9]) expect(isRepeated(first, names(template, start + later * MINUTE))).toBe(true);
			expect(isRepeated(first, names(template, start + 20 * MINUTE))).toBe(false);
			expect(isRepeated(first, names({ ...template, event: 'PAUSED' }, start))).toBe(false);
		}
	});
});
