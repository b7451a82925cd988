import type { SandboxClock } from '../clock.mts';
import type { Variants } from '../variants.mts';
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
 * here), whether a rejected request counts (the switch rejected-requests decides it), and whether the answer has Retry-After (the
 * switch retry-after decides it, and you can add a fault that has one).
 */
export class RateLimits {
	private readonly requests: SlidingWindow;
	private readonly lists: SlidingWindow;

	constructor(
		clock: SandboxClock,
		limits: Limits,
		private readonly variants: Variants,
	) {
		this.requests = new SlidingWindow(clock, limits.requestsPer5Seconds, 5_000);
		this.lists = new SlidingWindow(clock, limits.listPerMinute, 60_000);
	}

	/** Counts a request. @throws PlivoError 429 */
	countRequest(authId: string): void {
		this.count(this.requests, authId);
	}

	/**
	 * Says that a request has been rejected that was counted, in one window or in both.
	 *
	 * Not known about live Plivo: whether what holds for one of its limits holds for the other. It does here.
	 */
	noteRejected(authId: string, isList: boolean): void {
		if (this.variants['rejected-requests'] !== 'free') return;
		this.requests.takeBack(authId);
		if (isList) this.lists.takeBack(authId);
	}

	/** Counts a request for the message list, in addition to countRequest. @throws PlivoError 429 */
	countList(authId: string): void {
		this.count(this.lists, authId);
	}

	clear(): void {
		this.requests.clear();
		this.lists.clear();
	}

	private count(window: SlidingWindow, authId: string): void {
		const waitMs = window.count(authId, this.variants['rejected-requests'] === 'all-counted');
		if (waitMs === 0) return;
		const seconds = this.variants['retry-after'] === 'seconds' ? Math.ceil(waitMs / 1_000) : undefined;
		// The text is from Plivo's reference of the message list.
		throw new PlivoError(429, 'too many requests', 'plivo', seconds);
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

	/** Counts a request if there is room for it. Returns 0, or the milliseconds until there is. */
	count(key: string, countsRejected: boolean): number {
		const now = this.clock.now();
		const recent = this.times.get(key) ?? [];
		this.times.set(key, recent);
		// Only looks at times that have left the window. With a high limit, there are thousands in it.
		const stillIn = recent.findIndex((time) => time > now - this.windowMs);
		recent.splice(0, stillIn === -1 ? recent.length : stillIn);
		const last = recent[recent.length - this.limit];
		if (last === undefined || countsRejected) recent.push(now);
		return last === undefined ? 0 : last + this.windowMs - now;
	}

	/** Forgets the latest request. */
	takeBack(key: string): void {
		this.times.get(key)?.pop();
	}

	clear(): void {
		this.times.clear();
	}
}
