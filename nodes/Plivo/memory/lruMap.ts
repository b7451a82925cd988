const MAX_ENTRIES = 1_000;
/** Plivo's retries of one event end within minutes, and so does everything else that is remembered here. */
const KEEP_UNUSED_MS = 24 * 60 * 60_000;

/**
 * What this process remembers for each node or account. n8n doesn't tell a process when one is deleted, because another
 * process may have done it. So entries that were unused for a day are dropped, and beyond a thousand entries, the least
 * recently used ones.
 */
export class LruMap<T> {
	/** Least recently used first. */
	private readonly entries = new Map<string, { value: T; usedAt: number }>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number = () => Date.now()) {}

	/** @param make creates the value of a key that has none yet */
	get(key: string, make: () => T): T {
		const usedAt = this.now();
		const { value } = this.entries.get(key) ?? { value: make() };
		this.entries.delete(key);
		this.entries.set(key, { value, usedAt });
		for (const [oldest, entry] of this.entries) {
			// Also works after the clock was set back.
			if (Math.abs(usedAt - entry.usedAt) < KEEP_UNUSED_MS && this.entries.size <= MAX_ENTRIES) break;
			this.entries.delete(oldest);
		}
		return value;
	}

	/** Removes all entries. */
	clear(): void {
		this.entries.clear();
	}
}
