import { DateTime } from 'luxon';

import { toPlivoTime } from '../../../nodes/Plivo/fields/time';

const KOLKATA = 'Asia/Kolkata';

describe('toPlivoTime', () => {
	it.each([
		['2026-01-31T14:30:00', KOLKATA, '2026-01-31 09:00:00'],
		['2026-01-31 14:30', KOLKATA, '2026-01-31 09:00:00'],
		['2026-01-31', KOLKATA, '2026-01-30 18:30:00'],
		['2026-01-31T14:30:00Z', KOLKATA, '2026-01-31 14:30:00'],
		['2026-01-31T14:30:00.000+05:30', 'America/New_York', '2026-01-31 09:00:00'],
		['2026-01-31T14:30:00-0800', KOLKATA, '2026-01-31 22:30:00'],
		['2026-01-31 14:30:00.25+00', KOLKATA, '2026-01-31 14:30:00.250000'],
		['2026-01-31 14:30:00-08', KOLKATA, '2026-01-31 22:30:00'],
		['2026-01-01T00:10:00', KOLKATA, '2025-12-31 18:40:00'],
		['2021-03-21 11:47:30.982811', 'UTC', '2021-03-21 11:47:30.982811'],
		['2021-03-21 11:47:30:982811', 'UTC', '2021-03-21 11:47:30.982811'],
		['2021-07-13 13:04:06.799021+05:30', 'UTC', '2021-07-13 07:34:06.799021'],
		['2021-03-21 11:47:30.5', 'UTC', '2021-03-21 11:47:30.500000'],
		// New York's clocks go forward on 8 March 2026 and back on 1 November 2026, both at 2 in the night
		['2026-03-08T01:59:00', 'America/New_York', '2026-03-08 06:59:00'],
		['2026-03-08T03:00:00', 'America/New_York', '2026-03-08 07:00:00'],
		['2026-11-01T00:30:00', 'America/New_York', '2026-11-01 04:30:00'],
		['2026-11-01T03:00:00', 'America/New_York', '2026-11-01 08:00:00'],
	])('reads %s in %s', (value, zone, expected) => {
		expect(toPlivoTime(value, zone)).toBe(expected);
	});

	it('reads dates of expressions', () => {
		expect(toPlivoTime(DateTime.fromISO('2026-01-31T14:30:00', { zone: KOLKATA }), 'UTC')).toBe('2026-01-31 09:00:00');
		expect(toPlivoTime(new Date('2026-01-31T09:00:00.250Z'), KOLKATA)).toBe('2026-01-31 09:00:00.250000');
	});

	it.each(['', 'yesterday', '2026-13-01', '2026-02-31', '2026-01-31T25:00', 1769850000000, undefined, null, {}, []])(
		'does not take %j for a time',
		(value) => {
			expect(toPlivoTime(value, KOLKATA)).toBeUndefined();
		},
	);

	it('agrees with luxon in any zone, at any time', () => {
		const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', KOLKATA];
		for (const zone of zones) {
			for (let day = 0; day < 366; day++) {
				const wall = DateTime.fromObject({ year: 2024, month: 1, day: 1, hour: 13, minute: 7 }, { zone }).plus({ days: day });
				expect(toPlivoTime(wall.toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone)).toBe(wall.toUTC().toFormat('yyyy-MM-dd HH:mm:ss'));
			}
		}
	});
});
