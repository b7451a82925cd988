const MAX_ENTRIES = 1_000;
/** Plivo's tries of one event end within minutes, and so does everything else that is remembered here. */
const KEEP_UNUSED_MS = 24 * 60 * 60_000;

/**
 * What this process remembers for each node or account. n8n doesn't tell a process that one is gone: it may have been deleted by
 * another one. So what nobody has asked for in a day is forgotten, and beyond a thousand what was out of use the longest.
 */
export class LruMap<T> {
	/** The longest out of use first. */
	private readonly entries = new Map<string, { value: T; usedAt: number }>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number = () => Date.now()) {}

	/** @param make gives the value of a key that has none yet */
	get(key: string, make: () => T): T {
		const usedAt = this.now();
		const { value } = this.entries.get(key) ?? { value: make() };
		this.entries.delete(key);
		this.entries.set(key, { value, usedAt });
		for (const [oldest, entry] of this.entries) {
			// Also after the clock was set back.
			if (Math.abs(usedAt - entry.usedAt) < KEEP_UNUSED_MS && this.entries.size <= MAX_ENTRIES) break;
			this.entries.delete(oldest);
		}
		return value;
	}

	/** Forgets all. */
	clear(): void {
		this.entries.clear();
	}
}
