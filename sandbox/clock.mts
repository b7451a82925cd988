import { createClock } from '@sinonjs/fake-timers';

/** What a clock hands out for a pending timer; only good for giving back to clearTimeout of the same clock. */
export type TimerHandle = ReturnType<typeof setTimeout> | number;

/**
 * Time as the sandbox sees it. Delivery, status callbacks and their retries, rate limits and the window of the message
 * list all go by it. Network faults (a slow answer) do not: they are about the wire, so they take real time.
 */
export interface SandboxClock {
	/** Milliseconds since 1970-01-01 UTC. */
	now(): number;
	/** Calls `callback` once, `ms` milliseconds from now on this clock. */
	setTimeout(callback: () => void, ms: number): TimerHandle;
	clearTimeout(handle: TimerHandle): void;
	/**
	 * Tells the clock of work that runs in real time (a status callback on its way). A manual clock lets such work settle
	 * before it moves on, so that a test sees the same order of events on every run; the real clock needs nothing.
	 */
	holdFor(work: Promise<unknown>): void;
}

export interface ManualClock extends SandboxClock {
	/**
	 * Moves time on by `ms` milliseconds, firing what falls due on the way, in order; resolves when all of it is done.
	 *
	 * @param graceMs real milliseconds that it waits at each step for work the clock was told of. Default: a minute, which only
	 *   ends a wait that would never end. 0 is for a receiver that is known not to answer: only without waiting for it does the
	 *   clock reach the time-out of that call.
	 */
	advance(ms: number, graceMs?: number): Promise<void>;
}

/** The machine's own clock. */
export function realClock(): SandboxClock {
	return {
		now: () => Date.now(),
		setTimeout: (callback, ms) => setTimeout(callback, ms),
		clearTimeout: (handle) => clearTimeout(handle),
		holdFor: () => undefined,
	};
}

/**
 * A clock that stands still until it is told to advance.
 *
 * @param startIso where it stands at first (ISO 8601)
 */
export function manualClock(startIso = '2025-01-15T12:00:00.000Z'): ManualClock {
	const clock = createClock(Date.parse(startIso));
	const due = new Map<TimerHandle, number>();
	const work = new Set<Promise<unknown>>();

	const settle = async (graceMs: number) => {
		const deadline = Date.now() + graceMs;
		while (work.size > 0 && Date.now() < deadline) {
			let timer: ReturnType<typeof setTimeout> | undefined;
			const grace = new Promise((resolve) => (timer = setTimeout(resolve, deadline - Date.now())));
			await Promise.race([Promise.allSettled(work), grace]);
			clearTimeout(timer);
		}
	};

	return {
		now: () => clock.now,
		setTimeout: (callback, ms) => {
			const fire = () => {
				due.delete(handle);
				callback();
			};
			const handle = clock.setTimeout(fire, ms) as TimerHandle;
			due.set(handle, clock.now + Math.max(0, ms));
			return handle;
		},
		clearTimeout: (handle) => {
			due.delete(handle);
			clock.clearTimeout(handle);
		},
		holdFor: (promise) => {
			work.add(promise);
			const done = () => work.delete(promise);
			promise.then(done, done);
		},
		advance: async (ms, graceMs = 60_000) => {
			const target = clock.now + ms;
			await settle(graceMs);
			for (let next = Math.min(...due.values()); next <= target; next = Math.min(...due.values())) {
				await clock.tickAsync(next - clock.now);
				await settle(graceMs);
			}
			await clock.tickAsync(target - clock.now);
		},
	};
}
