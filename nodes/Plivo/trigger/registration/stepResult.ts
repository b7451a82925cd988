import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { PlivoRequestError } from '../../errors/plivoRequestError';

/**
 * Turns what may stand in the way of a registration into a value, so that the steps before it can be undone. Whatever else is
 * thrown stays thrown.
 */
export async function toResult<T>(task: Promise<T>): Promise<{ value: T } | { failure: PlivoRequestError | NumberUnavailableError }> {
	return await task.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof PlivoRequestError || error instanceof NumberUnavailableError) return { failure: error };
			throw error;
		},
	);
}
