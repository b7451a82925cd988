/** Times as Plivo writes and reads them. Inside the sandbox a time is a whole number of microseconds since 1970 UTC. */

/** Plivo's samples show times in the account's time zone; the sandbox's account is in the time zone of those samples. */
const accountOffsetMinutes = 330;
const accountOffset = '+05:30';

export const microsPerMs = 1_000;
export const microsPerSecond = 1_000_000;
export const microsPerHour = 3_600_000_000;

/** `2021-07-13 13:04:06.799021+05:30`, the form of times in records. */
export function inAccountZone(micros: number): string {
	return format(micros + accountOffsetMinutes * 60_000 * microsPerMs) + accountOffset;
}

/** `2021-07-13 07:34:06.799021`, the form of times in callbacks. */
export function inUtc(micros: number): string {
	return format(micros);
}

/** `2020-02-10T07:50:27.330776Z`, the form of times in the media store. */
export function inIso(micros: number): string {
	return `${format(micros).replace(' ', 'T')}Z`;
}

const filterForm = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})(?::(\d{2})(?:[.:](\d{1,6}))?)?$/;

/**
 * Reads the time of a list filter: `YYYY-MM-DD HH:MM[:ss[.uuuuuu]]`, read as UTC. (Plivo's reference of the message list. In one
 * place it has a colon before the microseconds; both are accepted.)
 *
 * @returns microseconds since 1970 UTC, or undefined if the text has another form or isn't a real time
 */
export function parseFilterTime(text: string): number | undefined {
	const match = filterForm.exec(text);
	if (match === null) return undefined;
	const [, year, month, day, hour, minute, second = '00', fraction = ''] = match;
	const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
	const ms = Date.parse(iso);
	// Date.parse turns February 31 into a day in March. If the time isn't printed as it was written, it isn't real.
	if (Number.isNaN(ms) || new Date(ms).toISOString() !== iso) return undefined;
	return ms * microsPerMs + Number(fraction.padEnd(6, '0'));
}

function format(micros: number): string {
	const ms = Math.floor(micros / microsPerMs);
	const rest = String(micros - ms * microsPerMs).padStart(3, '0');
	return new Date(ms).toISOString().replace('T', ' ').replace('Z', rest);
}
