const WALL_CLOCK =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.:](\d{1,6})\d*)?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Converts a point in time to the format of Plivo's filters: `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC (Plivo's message list
 * reference).
 *
 * @param value ISO 8601 or Plivo's own format; text without an offset is local time in `zone`. Dates from expressions
 * (n8n's DateTime, JavaScript's Date) are accepted too. Microseconds are kept.
 * @param zone IANA name, such as `Asia/Kolkata`
 * @returns undefined if it isn't a time
 */
export function toPlivoTime(value: unknown, zone: string): string | undefined {
	const text = typeof value === 'object' && value !== null ? JSON.stringify(value)?.slice(1, -1) : value;
	const parts = typeof text === 'string' ? WALL_CLOCK.exec(text.trim()) : null;
	if (parts === null) return undefined;

	const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = parts;
	const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	// Date.parse reads a day such as 31 February as one of the next month
	if (Number.isNaN(wall) || new Date(wall).getUTCDate() !== Number(day)) return undefined;

	const utc = new Date(wall - (offset === undefined ? zoneOffset(wall, zone) : offsetOf(offset)));
	const seconds = utc.toISOString().slice(0, 19).replace('T', ' ');
	return /[1-9]/.test(fraction) ? `${seconds}.${fraction.padEnd(6, '0')}` : seconds;
}

/**
 * Converts a point in time to ISO 8601 in UTC, from any format that {@link toPlivoTime} accepts.
 *
 * @returns undefined if it isn't a time
 */
export function toIsoTime(value: unknown, zone: string): string | undefined {
	const utc = toPlivoTime(value, zone);
	return utc === undefined ? undefined : `${utc.replace(' ', 'T')}Z`;
}

/** Milliseconds of `+05:30`, `-0800`, `+00` (PostgreSQL's format) or `Z`. */
function offsetOf(offset: string): number {
	if (offset.toUpperCase() === 'Z') return 0;
	const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', ''));
	return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** How far a zone is ahead of UTC, in milliseconds, when its clocks show `wall` (given as if it were UTC). */
function zoneOffset(wall: number, zone: string): number {
	// The offset at the instant that reads the same in UTC is correct except within hours of a clock change. Repeating
	// the calculation from there is correct on both sides of it.
	const near = offsetAt(wall, zone);
	return offsetAt(wall - near, zone);
}

function offsetAt(instant: number, zone: string): number {
	const shown = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(instant);
	const part = (type: string) => Number(shown.find((piece) => piece.type === type)?.value);
	return (
		Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - instant
	);
}
