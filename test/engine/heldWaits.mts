/** What setTimeout was asked to wait for while it was held. */
export interface HeldWaits {
	/** Milliseconds of each wait, in the order in which they began. */
	readonly begun: number[];
	/** Lets go of all of them, and of those that begin from now on. */
	release(): void;
}

/** Whether a wait is one that keeps a limit of Plivo: until a moment of a clock of fractions, where time-outs and delays are whole. */
export function isOfPace(ms: number): boolean {
	return !Number.isInteger(ms);
}

let held: HeldWaits | undefined;

// A test that fails before it lets go must not have the next ones hang.
afterEach(() => held?.release());

/**
 * Has no wait of so many milliseconds or more end by itself, until it is released: time stands still for whoever waits long,
 * and goes on for all others. So a test knows that something has begun to wait, and sees whether something else ends without
 * that, however fast or slow the machine is.
 *
 * @param fromMs below it, a wait is a wait
 */
export function holdWaits(fromMs: number): HeldWaits {
	const begun: number[] = [];
	const pending = new Map<Parameters<typeof clearTimeout>[0], () => void>();
	const { setTimeout: start, clearTimeout: clear } = globalThis;
	const starts = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((callback: () => void, ms = 0) => {
		if (ms < fromMs) return start(callback, ms);
		begun.push(ms);
		// For whoever clears it. It is not due within any test.
		const timer = start(() => undefined, 86_400_000).unref();
		pending.set(timer, callback);
		return timer;
	}) as typeof setTimeout);
	const clears = jest.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
		pending.delete(timer);
		clear(timer);
	});
	held = {
		begun,
		release: () => {
			starts.mockRestore();
			clears.mockRestore();
			for (const [timer, callback] of pending) {
				clear(timer);
				callback();
			}
			pending.clear();
		},
	};
	return held;
}
