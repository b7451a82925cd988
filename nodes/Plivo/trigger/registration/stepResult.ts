import { NumberRefused } from '../../errors/numberUnavailableError';
import { PlivoFault } from '../../errors/plivoRequestError';

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
