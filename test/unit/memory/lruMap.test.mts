import { recentEvents, type ResponseState } from '../../../nodes/Plivo/trigger/duplicates/duplicates';
import { LruMap } from '../../../nodes/Plivo/memory/lruMap';

const DAY = 24 * 60 * 60_000;

function sizeOf(map: LruMap<unknown>): number {
	return (Reflect.get(map, 'entries') as Map<string, unknown>).size;
}

describe('LruMap', () => {
	it('has one value for each node', () => {
		const map = new LruMap<object>();
		const first = map.get('a', () => ({}));
		expect(map.get('a', () => ({}))).toBe(first);
		expect(map.get('b', () => ({}))).not.toBe(first);
	});

	it('forgets what was out of use the longest, beyond a thousand', () => {
		const map = new LruMap<object>();
		const [first, second] = ['first', 'second'].map((key) => map.get(key, () => ({})));
		for (let i = 0; i < 998; i++) map.get(`other ${i}`, () => ({}));
		expect(map.get('first', () => ({}))).toBe(first);
		map.get('one more', () => ({}));
		expect(sizeOf(map)).toBe(1_000);
		expect(map.get('first', () => ({}))).toBe(first);
		expect(map.get('second', () => ({}))).not.toBe(second);
	});

	it('forgets nodes that are gone: those that nobody has asked for in a day', () => {
		let now = 0;
		const map = new LruMap<object>(() => now);
		for (let i = 0; i < 100; i++) map.get(`deleted ${i}`, () => ({}));
		const used = map.get('used', () => ({}));
		now = DAY - 1;
		expect(map.get('used', () => ({}))).toBe(used);
		expect(sizeOf(map)).toBe(101);
		now = DAY;
		expect(map.get('used', () => ({}))).toBe(used);
		expect(sizeOf(map)).toBe(1);
	});

	it('keeps nothing for good when the clock is set back', () => {
		let now = 10 * DAY;
		const map = new LruMap<object>(() => now);
		map.get('a', () => ({}));
		now = 0;
		map.get('b', () => ({}));
		expect(sizeOf(map)).toBe(1);
	});
});

it('an event of a trigger that was idle for long is still known from its static data', async () => {
	jest.useFakeTimers();
	const taken = (): ResponseState => 'accepted';
	const before = recentEvents('idle', {});
	await before.reserve('old', taken);
	const data = { recentEvents: before.written() };
	jest.setSystemTime(Date.now() + 2 * DAY);
	recentEvents('another', {});
	const after = recentEvents('idle', data);
	expect(after).not.toBe(before);
	expect(await after.reserve('old', taken)).toBe('accepted');
	jest.useRealTimers();
});
