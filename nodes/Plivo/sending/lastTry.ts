import type { IExecuteFunctions } from 'n8n-workflow';

/** How many tries each run of a node has had in this process, by what n8n keeps for the node in an execution. */
const triesOf = new WeakMap<object, Map<string, number>>();

/**
 * Counts a try of a node that is set to continue, and says whether n8n may make another one: with Retry On Fail it does
 * so when the first item put out is a failed one. Not counted over restarts of n8n, so that a try too many is expected
 * rather than one too few.
 *
 * @param run the same at every try
 * @param isFirstItemFailed of what this try puts out
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

/** As n8n reads Max. Tries: three where it is not set, and two to five always. */
function maxTriesOf(maxTries: number | undefined): number {
	return Math.min(5, Math.max(2, maxTries || 3));
}
