import { recentEvents, type Outcome } from '../../../nodes/Plivo/trigger/duplicates/duplicates';
import { PerNode } from '../../../nodes/Plivo/trigger/perNode';

const DAY = 24 * 60 * 60_000;

function sizeOf(perNode: PerNode<unknown>): number {
	return (Reflect.get(perNode, 'entries') as Map<string, unknown>).size;
}

describe('PerNode', () => {
	it('has one value for each node', () => {
		const perNode = new PerNode<object>();
		const first = perNode.get('a', () => ({}));
		expect(perNode.get('a', () => ({}))).toBe(first);
		expect(perNode.get('b', () => ({}))).not.toBe(first);
	});

	it('forgets what was out of use the longest, beyond a thousand', () => {
		const perNode = new PerNode<object>();
		const [first, second] = ['first', 'second'].map((key) => perNode.get(key, () => ({})));
		for (let i = 0; i < 998; i++) perNode.get(`other ${i}`, () => ({}));
		expect(perNode.get('first', () => ({}))).toBe(first);
		perNode.get('one more', () => ({}));
		expect(sizeOf(perNode)).toBe(1_000);
		expect(perNode.get('first', () => ({}))).toBe(first);
		expect(perNode.get('second', () => ({}))).not.toBe(second);
	});

	it('forgets nodes that are gone: those that nobody has asked for in a day', () => {
		let now = 0;
		const perNode = new PerNode<object>(() => now);
		for (let i = 0; i < 100; i++) perNode.get(`deleted ${i}`, () => ({}));
		const used = perNode.get('used', () => ({}));
		now = DAY - 1;
		expect(perNode.get('used', () => ({}))).toBe(used);
		expect(sizeOf(perNode)).toBe(101);
		now = DAY;
		expect(perNode.get('used', () => ({}))).toBe(used);
		expect(sizeOf(perNode)).toBe(1);
	});

	it('keeps nothing for good when the clock is set back', () => {
		let now = 10 * DAY;
		const perNode = new PerNode<object>(() => now);
		perNode.get('a', () => ({}));
		now = 0;
		perNode.get('b', () => ({}));
		expect(sizeOf(perNode)).toBe(1);
	});
});

it('an event of a trigger that was idle for long is still known from its static data', async () => {
	jest.useFakeTimers();
	const taken = (): Outcome => 'taken';
	const before = recentEvents('idle', {});
	await before.claim('old', taken);
	const data = { recentEvents: before.written() };
	jest.setSystemTime(Date.now() + 2 * DAY);
	recentEvents('another', {});
	const after = recentEvents('idle', data);
	expect(after).not.toBe(before);
	expect(await after.claim('old', taken)).toBe('taken');
	jest.useRealTimers();
});
