import fc from 'fast-check';

import { gatheredItem } from '../../../../nodes/Plivo/trigger/gather/gatheredItem';
import { inboundItem, type InboundItem } from '../../../../nodes/Plivo/webhooks/events/inbound';

/** A message with a time of Plivo's. */
function message(text: string, MessageTime: string): InboundItem {
	const item = inboundItem({ MessageUUID: text, From: '14155550123', Text: text, MessageTime }, '2026-01-01T00:00:00Z');
	if (item === undefined) throw new Error('No message');
	return item;
}

const SECOND = '2026-11-22 08:29:5';

/** A time in microseconds from a full minute on, and the ways to write it. */
const time = fc
	.record({ seconds: fc.integer({ min: 0, max: 2 }), micros: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 }).map((n) => n * 100_000), fc.nat(999_999)) })
	.chain(({ seconds, micros }) => {
		const digits = String(micros).padStart(6, '0');
		const short = digits.replace(/0+$/, '');
		const fractions = [...new Set([`.${digits}`, short === '' ? '' : `.${short}`])];
		const zones: Array<[string, string]> = [['08', ''], ['08', 'Z'], ['10', '+02:00'], ['08', '+00']];
		return fc
			.tuple(fc.constantFrom(...fractions), fc.constantFrom(...zones), fc.constantFrom(' ', 'T'))
			.map(([fraction, [hour, zone], between]) => ({ at: seconds * 1_000_000 + micros, written: `2026-11-22${between}${hour}:29:5${seconds}${fraction}${zone}` }));
	});

describe('gathered messages', () => {
	it.each([
		[['52.400000', '52'], ['1', '0']],
		[['53', '52.999999'], ['1', '0']],
		[['52.000001', '52.000000', '52'], ['1', '2', '0']],
		[['52', '52.0', '52.000000'], ['0', '1', '2']],
	])('of %j are in the order of their times', (seconds, order) => {
		const received = seconds.map((one, i) => message(String(i), `2026-11-22 08:29:${one}`));
		expect(gatheredItem(received)?.messages.map(({ text }) => text)).toEqual(order);
	});

	it('are in the order of their times, and otherwise in the one in which they came, however the times are written', () => {
		fc.assert(
			fc.property(fc.array(time, { minLength: 1, maxLength: 8 }), (times) => {
				const received = times.map(({ written }, i) => message(String(i), written));
				const expected = times.map(({ at }, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
				expect(gatheredItem(received)?.messages.map(({ text }) => Number(text))).toEqual(expected.map(({ i }) => i));
			}),
		);
	});

	it('stay in the order in which they came if one has no time', () => {
		const received = [message('0', `${SECOND}3`), message('1', ''), message('2', `${SECOND}2`)];
		expect(gatheredItem(received)?.messages.map(({ text }) => text)).toEqual(['0', '1', '2']);
	});
});
