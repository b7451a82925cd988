import { sleep } from 'n8n-workflow';

import { AdaptiveLimit } from './adaptiveLimit';
import { anyOf, orAborted } from './cancel';
import type { RateLimit } from './rateLimit';

/** Margin for clocks with millisecond resolution, here and at Plivo. */
const MARGIN_MS = 10;

/**
 * Whose requests they are. If several requesters wait, they take turns, so that a long list doesn't hold up a single
 * message.
 */
export interface Requester {
	/**
	 * What Plivo allows the account in a window, if more than the usual limit. While this requester waits, it applies to
	 * all.
	 */
	requests?: number;
	/** Ends its waiting. */
	signal?: AbortSignal;
}

export interface Clock {
	/** Milliseconds; never set back. */
	now(): number;
	sleep(ms: number): Promise<unknown>;
}

const realClock: Clock = { now: () => performance.now(), sleep };

/** The slot that a request holds from its turn until its response. */
export interface Place {
	/** Whether it is the one request that finds out if Plivo accepts requests again. */
	isProbe: boolean;
	/** @param wasSent false if the request was never sent, so that it doesn't count */
	release(wasSent: boolean): void;
}

/** A request that waits for its turn. */
interface Waiting {
	isAdmitted: boolean;
	isProbe: boolean;
	admit: () => void;
}

/**
 * Admits requests so that no window exceeds the limit, as Plivo counts them, and not too many are in flight.
 *
 * Plivo counts a request when it arrives. That happens at some unknown time between sending it and its response. So each
 * request counts from when it is sent until one window after its response. Anything shorter could exceed the limit: all
 * counted requests may have arrived within the window that is just ending, and the next one may arrive at once.
 */
export class RateLimiter {
	/** The waiting requesters, in the order of their turns. */
	private readonly queue = new Map<Requester, Waiting[]>();

	/** The waiting requesters whose limit is above the usual one. */
	private readonly raised = new Set<Requester>();

	private underWay = 0;

	/** Until when each completed request counts; ascending. */
	private readonly countedUntil: number[] = [];

	private pausedUntil = 0;

	/** Whether requests go one at a time, to find out if Plivo accepts requests again. */
	private isProbing = false;

	private readonly adaptive: AdaptiveLimit;

	/** When the queue is checked next, if nothing happens before. */
	private wakeAt = Infinity;

	constructor(
		private readonly limit: RateLimit,
		private readonly clock: Clock = realClock,
	) {
		this.adaptive = new AdaptiveLimit(limit.windowMs);
	}

	/**
	 * Makes a request when it's its turn: see {@link acquire}.
	 *
	 * If the requester's signal ends the wait, the request is called at once, and has to check for itself that it was
	 * cancelled.
	 *
	 * @param wasSent asked afterward: a request that was never sent doesn't count
	 */
	async run<T>(request: () => Promise<T>, requester: Requester, wasSent: () => boolean = () => true): Promise<T> {
		const place = await this.acquire(requester);
		try {
			return await request();
		} finally {
			place?.release(wasSent());
		}
	}

	/**
	 * Waits for the turn of a request.
	 *
	 * @returns its slot, which must be released once the response is there; undefined if the requester's signal ended the
	 * wait
	 */
	async acquire(requester: Requester): Promise<Place | undefined> {
		const { isAdmitted, isProbe } = await this.waitForTurn(requester);
		if (!isAdmitted) return undefined;
		return {
			isProbe,
			release: (wasSent) => {
				this.underWay -= 1;
				if (wasSent) this.countedUntil.push(this.clock.now() + this.limit.windowMs + MARGIN_MS);
				this.admitNext();
			},
		};
	}

	/** Plivo has sent a 429: nothing is sent for this many milliseconds, and fewer requests per window from then on. */
	pauseFor(ms: number): void {
		const now = this.clock.now();
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
		this.adaptive.reduce(now, this.pausedUntil);
	}

	/** Plivo asks for a longer pause than anybody waits. Each requester finds out for itself, with one request. */
	allowOneAtATime(): void {
		this.isProbing = true;
		this.adaptive.reduce(this.clock.now(), this.pausedUntil);
	}

	/** Plivo has answered a probe, and not with a 429: it accepts requests again. */
	endPause(): void {
		if (!this.isProbing) return;
		this.isProbing = false;
		this.admitNext();
	}

	/** @returns the request, which isn't admitted if the wait was ended */
	private async waitForTurn(requester: Requester): Promise<Waiting> {
		const { signal } = requester;
		let admit = () => {};
		const admitted = new Promise<void>((resolve) => (admit = resolve));
		const waiting: Waiting = { isAdmitted: false, isProbe: false, admit };
		if (signal?.aborted) return waiting;
		const line = this.queue.get(requester) ?? [];
		line.push(waiting);
		this.queue.set(requester, line);
		if ((requester.requests ?? 0) > this.limit.requests) this.raised.add(requester);
		this.admitNext();
		if (waiting.isAdmitted) return waiting;

		// Uses a separate signal for each wait, because Node warns of a leak if more than ten listeners are on one signal.
		await (signal === undefined ? admitted : orAborted(anyOf(signal), admitted));
		if (waiting.isAdmitted) return waiting;
		line.splice(line.indexOf(waiting), 1);
		if (line.length === 0) this.remove(requester);
		return waiting;
	}

	private admitNext(): void {
		const now = this.clock.now();
		while ((this.countedUntil[0] ?? Infinity) <= now) this.countedUntil.shift();
		const { maxConcurrent = Infinity } = this.limit;
		while (this.underWay < (this.isProbing ? 1 : maxConcurrent)) {
			const [next] = this.queue;
			if (next === undefined) return;
			const at = Math.max(this.pausedUntil, this.freeAt(now));
			if (at > now) return this.wake(at);
			this.admit(next);
		}
	}

	/** When the next request may be sent; `Infinity` if that depends on a response. */
	private freeAt(now: number): number {
		let allowed = this.limit.requests;
		for (const { requests = 0 } of this.raised) allowed = Math.max(allowed, requests);
		const surplus = this.underWay + this.countedUntil.length - this.adaptive.of(allowed, now);
		return surplus < 0 ? 0 : (this.countedUntil[surplus] ?? Infinity);
	}

	private admit([requester, line]: [Requester, Waiting[]]): void {
		const waiting = line.shift();
		this.queue.delete(requester);
		if (line.length > 0) this.queue.set(requester, line);
		else this.remove(requester);
		if (waiting === undefined) return;
		this.underWay += 1;
		waiting.isAdmitted = true;
		waiting.isProbe = this.isProbing;
		waiting.admit();
	}

	private remove(requester: Requester): void {
		this.queue.delete(requester);
		this.raised.delete(requester);
	}

	private wake(at: number): void {
		if (at >= this.wakeAt) return;
		this.wakeAt = at;
		void this.clock.sleep(at - this.clock.now()).then(() => {
			if (this.wakeAt === at) this.wakeAt = Infinity;
			this.admitNext();
		});
	}
}
