import type { SandboxClock } from '../clock.mts';
import { PlivoError } from './errors.mts';

export interface Limits {
	/** Requests for the message list in any 60 seconds. Plivo: 20. */
	listPerMinute: number;
	/** Requests of any kind in any 5 seconds. Plivo: 300. */
	requestsPer5Seconds: number;
}

/**
 * Plivo's two limits, each over a sliding window on the sandbox's clock.
 *
 * Not known about live Plivo: whether its windows slide or are fixed, whether a subaccount has limits of its own (it has
 * here), whether a refused request counts (it does not here), and whether the answer carries Retry-After (it does not
 * here; a fault can be set that does).
 */
export class RateLimits {
	private readonly requests: SlidingWindow;
	private readonly lists: SlidingWindow;

	constructor(clock: SandboxClock, limits: Limits) {
		this.requests = new SlidingWindow(clock, limits.requestsPer5Seconds, 5_000);
		this.lists = new SlidingWindow(clock, limits.listPerMinute, 60_000);
	}

	/** Counts a request. @throws PlivoError 429 */
	countRequest(authId: string): void {
		this.requests.count(authId);
	}

	/** Counts a request for the message list, on top of countRequest. @throws PlivoError 429 */
	countList(authId: string): void {
		this.lists.count(authId);
	}

	clear(): void {
		this.requests.clear();
		this.lists.clear();
	}
}

class SlidingWindow {
	/** Of each key the times within the window as it was at the last count, oldest first. */
	private readonly times = new Map<string, number[]>();

	constructor(
		private readonly clock: SandboxClock,
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	count(key: string): void {
		const now = this.clock.now();
		const recent = this.times.get(key) ?? [];
		this.times.set(key, recent);
		// Only what has passed out of the window is looked at: with a high limit there are thousands in it.
		const stillIn = recent.findIndex((time) => time > now - this.windowMs);
		recent.splice(0, stillIn === -1 ? recent.length : stillIn);
		// The words are those of Plivo's reference of the message list.
		if (recent.length >= this.limit) throw new PlivoError(429, 'too many requests');
		recent.push(now);
	}

	clear(): void {
		this.times.clear();
	}
}
