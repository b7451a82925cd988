import { sleep, type IExecuteFunctions } from 'n8n-workflow';

/** Aborted when the execution is cancelled; undefined for what n8n does not cancel, such as a list in the editor. */
export function cancelSignal(context: object | IExecuteFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Aborted as soon as one of several is; those that are undefined never are. */
export function anyOf(...signals: Array<AbortSignal | undefined>): AbortSignal {
	return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/**
 * Waits, but no longer than the execution lasts: n8n's own `sleep` knows no cancelling.
 *
 * @returns false when the waiting was cut short
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
	if (signal === undefined) {
		await sleep(ms);
		return true;
	}
	// Of its own, because many wait at a time, and Node warns of a leak when more than ten listen to one signal. (To the one
	// of the execution, n8n lets any number listen.)
	const own = anyOf(signal);
	if (!own.aborted) await orAborted(own, sleep(ms));
	return !signal.aborted;
}

/**
 * Waits for something to end, but no longer than a time limit. What it then still does, or fails with, is not waited for.
 *
 * @returns undefined when the time was up
 * @throws what it fails with in time
 */
export async function within<T>(ms: number, work: () => Promise<T>): Promise<T | undefined> {
	return await orAborted(AbortSignal.timeout(ms), work());
}

/** @returns what a promise gives, or undefined once a signal is aborted that isn't so yet; its listener is gone by then */
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
