import { createClock } from '@sinonjs/fake-timers';

/** A clock's handle for a pending timer; only for clearTimeout of the same clock. */
export type TimerHandle = ReturnType<typeof setTimeout> | number;

/**
 * Time as the sandbox sees it. Delivery, status callbacks and their retries, rate limits and the window of the message
 * list all use it. Network faults (a slow answer) don't: they act on the connection, so they take real time.
 */
export interface SandboxClock {
	/** Milliseconds since 1970-01-01 UTC. */
	now(): number;
	/** Calls `callback` once, `ms` milliseconds from now on this clock. */
	setTimeout(callback: () => void, ms: number): TimerHandle;
	clearTimeout(handle: TimerHandle): void;
	/**
	 * Tells the clock about work that runs in real time (such as a status callback). A manual clock waits for such work to settle
	 * before it advances, so that a test sees the same order of events on every run. The real clock does nothing.
	 */
	holdFor(work: Promise<unknown>): void;
}

export interface ManualClock extends SandboxClock {
	/**
	 * Advances time by `ms` milliseconds and fires the timers that are due, in order. Resolves when everything is done.
	 *
	 * @param graceMs how many real milliseconds it waits at each step for work that the clock was told about. Default: a minute,
	 *   which only ends a wait that would never end. Use 0 for a receiver that is known not to answer: the clock only reaches the
	 *   timeout of that call if it doesn't wait for the receiver.
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
 * @param startIso its time at the start (ISO 8601)
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
