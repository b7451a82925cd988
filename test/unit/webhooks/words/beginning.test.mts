import fc from 'fast-check';

import { beginningOf } from '../../../../nodes/Plivo/webhooks/words/beginning';
import { comparable } from '../../../../nodes/Plivo/webhooks/words/comparable';
import { parseFilters, passes } from '../../../../nodes/Plivo/trigger/filters/eventFilters';
import { readEvent } from '../../../../nodes/Plivo/webhooks/events/event';

const RUN = /[\p{M}\uFF9E\uFF9F]{31}/u;

describe('the beginning of a text', () => {
	it('is all of it, for a text as people write it', () => {
		const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.constantFrom('Zoë', 'ạ̈́', 'ก็ได้', 'ｶﾞｷﾞ', 'Ş̧', '👩‍👩‍👧'));
		fc.assert(
			fc.property(text, (one) => {
				fc.pre(!RUN.test(one));
				expect(beginningOf(one)).toBe(one);
			}),
		);
		expect(beginningOf('ü'.repeat(4_096))).toHaveLength(4_096);
	});

	it.each([
		['marks of two classes', `YES ${'\u0301'.repeat(60_000)}${'\u0316'.repeat(60_000)}`],
		['marks in turn', `YES ${'\u0301\u0316'.repeat(60_000)}`],
		['half-width voice marks between marks', `YES ${`${'\u0301'.repeat(30)}\uFF9E`.repeat(4_000)}`],
		['a mark for each of many letters', `YES ${'a\u0301\u0316'.repeat(40_000)}`],
		['letters that stand for many', `YES ${'\uFDFA'.repeat(80_000)}`],
	])('holds what costs by its length within bounds: %s', (_, text) => {
		const read = beginningOf(text);
		expect(read.length).toBeLessThanOrEqual(5_000);
		expect(RUN.test(read)).toBe(false);
		expect(comparable(read).startsWith('YES')).toBe(true);
		const event = readEvent({ MessageUUID: 'm', From: '14155550123', Text: text }, 'now');
		expect(passes(parseFilters({ keyword: 'yes' }), event)).toBe(true);
		expect(event).toMatchObject({ text });
	});
});

it('a text is not looked at where there is no keyword', () => {
	const normalize = jest.spyOn(String.prototype, 'normalize');
	const event = readEvent({ MessageUUID: 'm', From: '14155550123', Text: 'Hi' }, 'now');
	const filters = parseFilters({});
	normalize.mockClear();
	passes(filters, event);
	expect(normalize).not.toHaveBeenCalled();
	normalize.mockRestore();
});
