const AGAIN_AFTER_MS = 60 * 60_000;
const MAX_REMEMBERED = 1_000;

/** When each subject was first logged in the current hour, and how often since; oldest first. */
const written = new Map<string, { since: number; times: number }>();

/**
 * Whether something should be written to n8n's log: once an hour, or up to a given number of times, because Plivo, or
 * anybody else, may call many times a second.
 *
 * @param subject what is logged
 * @param now the time in milliseconds
 * @param most how often in an hour; the first ones are logged
 */
export function isDue(subject: string, now: number, most = 1): boolean {
	const before = written.get(subject);
	if (before !== undefined && now >= before.since && now - before.since < AGAIN_AFTER_MS) {
		before.times += 1;
		return before.times <= most;
	}
	written.delete(subject);
	written.set(subject, { since: now, times: 1 });
	const [oldest] = written.keys();
	if (written.size > MAX_REMEMBERED && oldest !== undefined) written.delete(oldest);
	return true;
}
