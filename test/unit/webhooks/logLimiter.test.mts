import { isDue } from '../../../nodes/Plivo/webhooks/logLimiter';

const HOUR = 3_600_000;

it('lets each subject be written about once an hour', () => {
	expect(isDue('a', 0)).toBe(true);
	for (let at = 1; at < HOUR; at += 100_000) expect(isDue('a', at)).toBe(false);
	expect(isDue('b', 1)).toBe(true);
	expect(isDue('a', HOUR)).toBe(true);
	expect(isDue('a', HOUR + 1)).toBe(false);
});

it('lets a subject be written about several times an hour, the first ones', () => {
	const due = (at: number) => isDue('several', at, 3);
	expect([0, 1, 2, 3, HOUR - 1].map(due)).toEqual([true, true, true, false, false]);
	expect([0, 1, 2, 3].map((at) => due(HOUR + at))).toEqual([true, true, true, false]);
});

it('does not wait for a clock that was set back', () => {
	expect(isDue('clock', 10 * HOUR)).toBe(true);
	expect(isDue('clock', HOUR)).toBe(true);
	expect(isDue('clock', HOUR + 1)).toBe(false);
});

it('remembers the latest thousand', () => {
	expect(isDue('first', 0)).toBe(true);
	for (let i = 0; i < 1_000; i += 1) isDue(`flood ${i}`, 0);
	expect(isDue('first', 1)).toBe(true);
});
