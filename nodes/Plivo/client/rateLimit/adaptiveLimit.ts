/** The share of the limit that is regained with each window without a 429. */
const REGAINED = 0.1;
/** The minimum share of the limit. With less, a waiting request would give up before its turn. */
const MIN_SHARE = 0.05;

/**
 * How many requests this process may make in a window if others use the same account too: other n8n processes or programs.
 * Their requests are noticed only because Plivo rejects some with a 429. Then the limit is halved, and rises a little with
 * each window without a 429. So several processes come to share an account, like computers that share a network connection.
 */
export class AdaptiveLimit {
	/** The share of the limit that was left when Plivo last sent a 429. */
	private reducedTo = 1;

	private reducedAt = -Infinity;

	/** No request is sent until this time, so a lack of 429s before it means nothing. */
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
	 * Called when Plivo has rate limited a request. Other requests in flight at that time will be rate limited too, which
	 * adds no information.
	 *
	 * @param pausedUntil when the next request may be sent
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
