const AGAIN_AFTER_MS = 60 * 60_000;
const MAX_REMEMBERED = 1_000;

/** When each subject was first written about in the hour, and how often since; the oldest first. */
const written = new Map<string, { since: number; times: number }>();

/**
 * Whether something is to be written to n8n's log: once an hour or as often as
 * is said, since Plivo may call many times a second, and anybody else too.
 *
 * @param subject what is written about
 * @param now the time in milliseconds
 * @param most how often in an hour; the first are written
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
