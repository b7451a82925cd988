import type { SandboxClock, TimerHandle } from './clock.mts';

/** The timers that one part of the sandbox started, so that none is left after a reset or the end of the sandbox. */
export class Schedule {
	private readonly pending = new Set<TimerHandle>();

	constructor(private readonly clock: SandboxClock) {}

	/** Calls `callback` once, `ms` milliseconds from now on the sandbox's clock. Returns a function that cancels it. */
	after(ms: number, callback: () => void): () => void {
		const handle = this.clock.setTimeout(() => {
			this.pending.delete(handle);
			callback();
		}, ms);
		this.pending.add(handle);
		return () => {
			this.pending.delete(handle);
			this.clock.clearTimeout(handle);
		};
	}

	/** Cancels everything that is still pending. */
	clear(): void {
		for (const handle of this.pending) this.clock.clearTimeout(handle);
		this.pending.clear();
	}
}
