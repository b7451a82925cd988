import type { RateLimit } from './rateLimit';

/** How much of the limit comes back with each window in which Plivo turns nothing away. */
const REGAINED = 0.1;

/**
 * How many requests this process may make in a window, where others use the same account too: further n8n processes, other
 * programs. What they make shows only by Plivo turning requests away. Then half as many leave, and a little more again with
 * each window that goes well. So several processes come to share an account, as several computers come to share a line.
 */
export class AdaptiveLimit {
	private reducedTo: number;

	private reducedAt = -Infinity;

	/** @param limit what Plivo allows an account */
	constructor(private readonly limit: RateLimit) {
		this.reducedTo = limit.requests;
	}

	/**
	 * @param now milliseconds
	 * @param allowed what Plivo allows an account, where that is not the usual limit
	 */
	at(now: number, allowed = this.limit.requests): number {
		if (this.reducedAt === -Infinity) return allowed;
		const windows = Math.max(0, Math.floor((now - this.reducedAt) / this.limit.windowMs) - 1);
		return Math.min(allowed, this.reducedTo + Math.floor(windows * REGAINED * this.limit.requests));
	}

	/** Plivo has turned a request away. Others that were under way with it will be too, and say no more. */
	reduce(now: number): void {
		if (now - this.reducedAt < this.limit.windowMs) return;
		this.reducedTo = Math.max(1, Math.floor(this.at(now) / 2));
		this.reducedAt = now;
	}
}
