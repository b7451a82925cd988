import { sleep, type IExecuteFunctions } from 'n8n-workflow';

/** Aborted when the execution is cancelled; undefined for what n8n can't cancel, such as a list in the editor. */
export function cancelSignal(context: object | IExecuteFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Aborted as soon as one of several signals is; undefined signals are ignored. */
export function anyOf(...signals: Array<AbortSignal | undefined>): AbortSignal {
	return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/**
 * Waits, but stops when the execution is cancelled: n8n's own `sleep` can't be cancelled.
 *
 * @returns false if the wait was cut short
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
	if (signal === undefined) {
		await sleep(ms);
		return true;
	}
	// Uses a separate signal for each wait, because Node warns of a leak if more than ten listeners are on one signal.
	// (For the execution's own signal, n8n allows any number.)
	const own = anyOf(signal);
	if (!own.aborted) await orAborted(own, sleep(ms));
	return !signal.aborted;
}

/**
 * Waits for work to end, but no longer than a time limit. The work isn't stopped after that, and its result or failure is
 * ignored.
 *
 * @returns undefined if the time ran out
 * @throws any error of the work within the time limit
 */
export async function within<T>(ms: number, work: () => Promise<T>): Promise<T | undefined> {
	return await orAborted(AbortSignal.timeout(ms), work());
}

/**
 * @returns the result of a promise, or undefined once a not yet aborted signal is aborted; its listener is removed by the
 * end
 */
export async function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
	let stop = () => {};
	const aborted = new Promise<undefined>((resolve) => {
		stop = () => resolve(undefined);
		signal.addEventListener('abort', stop);
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
