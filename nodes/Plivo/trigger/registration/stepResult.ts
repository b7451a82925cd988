import { PlivoFault } from '../../client/failures/requestFailure';

/** A number that is not ours to take. The message says what to do. */
export class NumberRefused extends Error {}

/**
 * Turns what may stand in the way of a registration into a value, so that the steps before it can be undone. Whatever else is
 * thrown stays thrown.
 */
export async function settle<T>(task: Promise<T>): Promise<{ value: T } | { fault: PlivoFault | NumberRefused }> {
	return await task.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof PlivoFault || error instanceof NumberRefused) return { fault: error };
			throw error;
		},
	);
}
