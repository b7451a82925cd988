import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/**
 * Reads a field with options. An expression may yield any value.
 *
 * @throws InvalidFieldError if it isn't one of them
 */
export function parseOption<const T extends string | boolean>(value: unknown, allowed: readonly T[], label: string): T {
	const found = allowed.find((candidate) => candidate === value);
	if (found !== undefined) return found;
	throw new InvalidFieldError(label, `is ${quoted(value)}, which isn't one of its options`, `Use one of: ${allowed.join(', ')}.`);
}
