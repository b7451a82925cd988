/** How much of the limit comes back with each window in which Plivo turns nothing away. */
const REGAINED = 0.1;
/** Less than this of the limit is never left: a request that waits would not get its turn within its patience. */
const MIN_SHARE = 0.05;

/**
 * How many requests this process may make in a window, where others use the same account too: further n8n processes, other
 * programs. What they make shows only by Plivo turning requests away. Then half as many leave, and a little more again with
 * each window that goes well. So several processes come to share an account, as several computers come to share a line.
 */
export class AdaptiveLimit {
	/** The part of the limit that was left when Plivo last turned a request away. */
	private reducedTo = 1;

	private reducedAt = -Infinity;

	/** Until when nothing leaves, or later. That Plivo turns nothing away till then says nothing. */
	private pausedUntil = -Infinity;

	constructor(private readonly windowMs: number) {}

	/**
	 * @param allowed what Plivo allows the account in a window
	 * @param now milliseconds
	 */
	of(allowed: number, now: number): number {
		return Math.max(1, Math.floor(allowed * this.part(now)));
	}

	/**
	 * Plivo has turned a request away. Others that were under way with it will be too, and say no more.
	 *
	 * @param pausedUntil when the next request may leave
	 */
	reduce(now: number, pausedUntil: number): void {
		this.pausedUntil = pausedUntil;
		if (now - this.reducedAt < this.windowMs) return;
		this.reducedTo = Math.max(MIN_SHARE, this.part(now) / 2);
		this.reducedAt = now;
	}

	private part(now: number): number {
		if (this.reducedTo === 1) return 1;
		const quietWindows = Math.max(0, Math.floor((now - Math.max(this.reducedAt, this.pausedUntil)) / this.windowMs) - 1);
		return Math.min(1, this.reducedTo + quietWindows * REGAINED);
	}
}
