import { parseOption } from './option';

/**
 * Reads a field that is on or off. An expression may yield it as text, such as `false` typed without braces.
 *
 * @returns false for an empty value
 * @throws InvalidFieldError for anything else
 */
export function parseBoolean(value: unknown, label: string): boolean {
	if (value === 'true') return true;
	if (value === 'false' || value === undefined || value === null || value === '') return false;
	return parseOption(value, [true, false], label);
}
