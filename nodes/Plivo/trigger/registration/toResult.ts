import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { PlivoRequestError } from '../../errors/plivoRequestError';

/**
 * Turns the errors that can stop a registration into a value, so that earlier steps can be undone. Other errors are still
 * thrown.
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
