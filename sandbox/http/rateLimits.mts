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
 * Not known about live Plivo: whether its windows slide or are fixed, whether a subaccount has its own limits (it does
 * here), whether a rejected request counts (it doesn't here), and whether the answer has Retry-After (it doesn't here, but you
 * can add a fault that does).
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

	/** Counts a request for the message list, in addition to countRequest. @throws PlivoError 429 */
	countList(authId: string): void {
		this.lists.count(authId);
	}

	clear(): void {
		this.requests.clear();
		this.lists.clear();
	}
}

class SlidingWindow {
	/** For each key, the times within the window at the last count, oldest first. */
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
		// Only looks at times that have left the window. With a high limit, there are thousands in it.
		const stillIn = recent.findIndex((time) => time > now - this.windowMs);
		recent.splice(0, stillIn === -1 ? recent.length : stillIn);
		// The text is from Plivo's reference of the message list.
		if (recent.length >= this.limit) throw new PlivoError(429, 'too many requests');
		recent.push(now);
	}

	clear(): void {
		this.times.clear();
	}
}
