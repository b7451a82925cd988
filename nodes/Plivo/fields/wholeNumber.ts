import { InvalidFieldError, quoted } from '../errors/invalidFieldError';

/**
 * Reads a field as a whole number. An expression may yield it as text.
 *
 * @throws InvalidFieldError if it isn't one, or is out of range
 */
export function parseWholeNumber(value: unknown, label: string, least: number, most = Infinity): number {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	if (Number.isInteger(number) && number >= least && number <= most) return number;
	const range = most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`;
	throw new InvalidFieldError(label, `is ${quoted(value)}, which isn't a whole number ${range}`, `Enter a whole number ${range}.`);
}
