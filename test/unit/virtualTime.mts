import { createClock, type Clock } from '@sinonjs/fake-timers';

/** Time that passes only by what waits for it, so that a test of hours takes no time. */
export class VirtualTime {
	private readonly clock: Clock = createClock(0, 1_000_000);

	/** Milliseconds since the beginning. */
	readonly now = () => this.clock.now;

	readonly wait = async (ms: number): Promise<boolean> =>
		await new Promise((resolve) => void this.clock.setTimeout(() => resolve(true), ms));

	/** Lets time pass until nothing waits for it any more. @returns what was awaited */
	async until<T>(done: Promise<T>): Promise<T> {
		await this.clock.runAllAsync();
		return await done;
	}
}
