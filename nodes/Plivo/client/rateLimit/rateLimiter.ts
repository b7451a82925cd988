import { sleep } from 'n8n-workflow';

import { AdaptiveLimit } from './adaptiveLimit';
import { anyOf, orAborted } from './cancel';
import type { RateLimit } from './rateLimit';

/** For clocks that tick in whole milliseconds, here and at Plivo. */
const MARGIN_MS = 10;

/** Whose requests they are. Where several wait, each gets a turn, so that a long list doesn't hold up a single message. */
export interface Requester {
	/** What Plivo allows the account in a window, where that is more than the usual limit. While it waits, it holds for all. */
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

/** What a request holds from its turn until its response. */
export interface Place {
	/** @param wasSent false where the request was never sent, and counts for nothing */
	release(wasSent: boolean): void;
}

/** A request that waits for its turn. */
interface Waiting {
	isAdmitted: boolean;
	admit: () => void;
}

/**
 * Lets requests leave so that no window has more of them than a limit, as Plivo counts them, and not too many are under way.
 *
 * Plivo counts a request when it arrives, which is at some time between its leaving and its answer, and not to be known
 * more closely. So each request counts from its leaving until one window after its answer. No request could leave sooner:
 * if so many count at a moment, they may all have arrived within the window that ends then, and the next may arrive at once.
 */
export class RateLimiter {
	/** The requesters that wait, the one whose turn is next first. */
	private readonly queue = new Map<Requester, Waiting[]>();

	/** Those of them with a limit of more than the usual one. */
	private readonly raised = new Set<Requester>();

	private underWay = 0;

	/** Until when each answered request counts; ascending. */
	private readonly countedUntil: number[] = [];

	private pausedUntil = 0;

	/** One at a time finds out whether Plivo takes requests again. */
	private isProbing = false;

	private readonly adaptive: AdaptiveLimit;

	/** When the queue is looked at next, if nothing happens before. */
	private wakeAt = Infinity;

	constructor(
		private readonly limit: RateLimit,
		private readonly clock: Clock = realClock,
	) {
		this.adaptive = new AdaptiveLimit(limit.windowMs);
	}

	/**
	 * Makes a request when its turn has come: see {@link acquire}.
	 *
	 * When the requester's signal ends the waiting, the request is made at once, and has to see for itself that it is not
	 * wanted any more.
	 *
	 * @param wasSent asked afterwards: what was never sent counts for nothing
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
	 * @returns its place, which has to be released when it has been answered; undefined where the requester's signal ended
	 *   the waiting
	 */
	async acquire(requester: Requester): Promise<Place | undefined> {
		if (!(await this.isAdmitted(requester))) return undefined;
		return {
			release: (wasSent) => {
				this.underWay -= 1;
				if (wasSent) this.countedUntil.push(this.clock.now() + this.limit.windowMs + MARGIN_MS);
				this.admitNext();
			},
		};
	}

	/** Plivo has turned a request away: nothing leaves for so many milliseconds, and less in a window from then on. */
	pauseFor(ms: number): void {
		const now = this.clock.now();
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
		this.adaptive.reduce(now, this.pausedUntil);
	}

	/** Plivo wants none for longer than anybody waits. Each requester finds out for itself, with one request. */
	allowOneAtATime(): void {
		this.isProbing = true;
		this.adaptive.reduce(this.clock.now(), this.pausedUntil);
	}

	/** Plivo has not turned a request away: it takes requests again. */
	endPause(): void {
		if (!this.isProbing) return;
		this.isProbing = false;
		this.admitNext();
	}

	/** @returns false where the waiting was ended */
	private async isAdmitted(requester: Requester): Promise<boolean> {
		const { signal } = requester;
		if (signal?.aborted) return false;
		let admit = () => {};
		const admitted = new Promise<void>((resolve) => (admit = resolve));
		const waiting: Waiting = { isAdmitted: false, admit };
		const line = this.queue.get(requester) ?? [];
		line.push(waiting);
		this.queue.set(requester, line);
		if ((requester.requests ?? 0) > this.limit.requests) this.raised.add(requester);
		this.admitNext();
		if (waiting.isAdmitted) return true;

		// A signal of its own for each, because Node warns of a leak when more than ten listen to one.
		await (signal === undefined ? admitted : orAborted(anyOf(signal), admitted));
		if (waiting.isAdmitted) return true;
		line.splice(line.indexOf(waiting), 1);
		if (line.length === 0) this.remove(requester);
		return false;
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

	/** When one more may leave; `Infinity` where only an answer can tell. */
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
