const AGAIN_AFTER_MS = 60 * 60_000;
const MOST_REMEMBERED = 1_000;

/** When each subject was last written about, the oldest first. */
const writtenAt = new Map<string, number>();

/**
 * Whether something is to be written to n8n's log: once an hour, since Plivo may call many times a second.
 *
 * @param subject what is written about
 * @param now the time in milliseconds
 */
export function isDue(subject: string, now: number): boolean {
	const before = writtenAt.get(subject);
	if (before !== undefined && now >= before && now - before < AGAIN_AFTER_MS) return false;
	writtenAt.delete(subject);
	writtenAt.set(subject, now);
	const [oldest] = writtenAt.keys();
	if (writtenAt.size > MOST_REMEMBERED && oldest !== undefined) writtenAt.delete(oldest);
	return true;
}
