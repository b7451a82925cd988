/** How many requests Plivo takes in any window of so many milliseconds. */
export interface RateLimit {
	requests: number;
	windowMs: number;
}

/** Plivo's limit for an account: 300 requests in 5 seconds (Plivo's API overview). */
export const ACCOUNT_LIMIT: RateLimit = { requests: 300, windowMs: 5_000 };

/** For clocks that tick in whole milliseconds, here and at Plivo. */
const MARGIN_MS = 10;

/**
 * Lets requests leave so that in no window there are more of them than a limit, as Plivo counts them.
 *
 * Plivo counts a request when it arrives, which is at some time between its leaving and its answer, and not to be known
 * more closely. So each request has one of `requests` places from its leaving until one window after its answer: however
 * long each one travels, no window sees too many.
 */
export class Pace {
	private unused: number;

	/** From when on each place that was given back may be taken again; ascending. */
	private readonly freeFrom: number[] = [];

	private heldUntil = 0;

	/** @param now milliseconds of a clock that is never set back */
	constructor(
		private readonly limit: RateLimit,
		private readonly now: () => number = () => performance.now(),
	) {
		this.unused = limit.requests;
	}

	/**
	 * Makes a request when its turn has come.
	 *
	 * @param wait pauses for so many milliseconds; false when it ended early, because everything shall end. Then the request
	 * is made at once, and has to see for itself that it is not wanted any more.
	 */
	async run<T>(request: () => Promise<T>, wait: (ms: number) => Promise<boolean>): Promise<T> {
		await this.turn(wait);
		try {
			return await request();
		} finally {
			this.freeFrom.push(this.now() + this.limit.windowMs + MARGIN_MS);
		}
	}

	/** Nothing leaves for so many milliseconds: Plivo has asked for it. */
	hold(ms: number): void {
		this.heldUntil = Math.max(this.heldUntil, this.now() + ms);
	}

	private async turn(wait: (ms: number) => Promise<boolean>): Promise<void> {
		let from = this.takePlace();
		while (from === undefined) {
			// All are under way, so that none becomes free before a whole window has passed.
			if (!(await wait(this.limit.windowMs))) return;
			from = this.takePlace();
		}
		for (;;) {
			const ms = Math.max(from, this.heldUntil) - this.now();
			if (ms <= 0 || !(await wait(ms))) return;
		}
	}

	/** @returns from when on the place may be used; undefined when there is none */
	private takePlace(): number | undefined {
		if (this.unused === 0) return this.freeFrom.shift();
		this.unused -= 1;
		return this.now();
	}
}
