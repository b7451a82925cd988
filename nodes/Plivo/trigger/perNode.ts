const MOST_NODES = 1_000;
/** Plivo's tries of one event end within minutes, and so does everything else that is remembered here. */
const KEEP_UNUSED_MS = 24 * 60 * 60_000;

/**
 * What this process remembers for each trigger. n8n doesn't tell a process that a trigger is gone: it may have been deleted by
 * another one. So what nobody has asked for in a day is forgotten, and beyond a thousand what was out of use the longest.
 */
export class PerNode<T> {
	/** The longest out of use first. */
	private readonly entries = new Map<string, { value: T; usedAt: number }>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number = () => Date.now()) {}

	/** @param make gives the value of a node that has none yet */
	get(nodeKey: string, make: () => T): T {
		const usedAt = this.now();
		const { value } = this.entries.get(nodeKey) ?? { value: make() };
		this.entries.delete(nodeKey);
		this.entries.set(nodeKey, { value, usedAt });
		for (const [key, entry] of this.entries) {
			// Also after the clock was set back.
			if (Math.abs(usedAt - entry.usedAt) < KEEP_UNUSED_MS && this.entries.size <= MOST_NODES) break;
			this.entries.delete(key);
		}
		return value;
	}
}
