import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/** The label of the option that limits how large a file may be to be downloaded. */
export const MAX_SIZE = 'Max Size (MB)';
export const DEFAULT_MAX_SIZE = 10;

/**
 * @param megabytes as the editor or an expression gives it
 * @returns bytes
 * @throws InvalidFieldError when it is no number above 0
 */
export function parseMaxSize(megabytes: unknown): number {
	const bytes = Number(megabytes) * 1024 * 1024;
	if (bytes > 0) return bytes;
	throw new InvalidFieldError(MAX_SIZE, `is ${quoted(megabytes)}`, 'Enter a number above 0, for example 10.');
}
