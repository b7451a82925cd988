import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * How many tries each run of a node has had in this process. The key is the object that n8n keeps for the node in an
 * execution.
 */
const triesOf = new WeakMap<object, Map<string, number>>();

/**
 * Counts a try of a node that is set to continue, and returns whether n8n may make another one: Retry On Fail does so if
 * the first output item is a failed one. The count doesn't survive a restart of n8n, which makes it expect one try too
 * many rather than one too few.
 *
 * @param run the same at every try
 * @param isFirstItemFailed whether the first output item of this try is a failed one
 */
export function mayRunAgain(this: IExecuteFunctions, run: string, isFirstItemFailed: boolean): boolean {
	const { retryOnFail, maxTries } = this.getNode();
	if (retryOnFail !== true || !isFirstItemFailed) return false;
	const context = this.getContext('node');
	const tries = triesOf.get(context) ?? new Map<string, number>();
	const count = (tries.get(run) ?? 0) + 1;
	triesOf.set(context, tries.set(run, count));
	return count < maxTriesOf(maxTries);
}

/** As n8n reads Max. Tries: three if it isn't set, and always between two and five. */
function maxTriesOf(maxTries: number | undefined): number {
	return Math.min(5, Math.max(2, maxTries || 3));
}
