import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { positiveNumber } from './positiveNumber';

/** The label of the option that limits the size of files to download. */
export const MAX_SIZE = 'Max Size (MB)';
export const DEFAULT_MAX_SIZE = 10;

/**
 * @param megabytes from the editor or an expression
 * @returns bytes
 * @throws InvalidFieldError if it isn't a number above 0
 */
export function parseMaxSize(megabytes: unknown): number {
	const number = positiveNumber(megabytes);
	if (number !== undefined) return number * 1024 * 1024;
	throw new InvalidFieldError(MAX_SIZE, `is ${quoted(megabytes)}`, 'Enter a number above 0, for example 10.');
}
