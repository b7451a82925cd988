import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { numberText } from './numberText';
import { exactNumber, meantText, refuseDate, refuseScientific } from './strayText';

/**
 * Reads a field as text to be sent or searched for. An expression may yield a number (an order number, a code), which is
 * formatted for people.
 *
 * @returns the text, without halves of emoji
 * @throws InvalidFieldError for anything else, which would otherwise be sent as "[object Object]"; also for what a
 * mistake in the workflow inserts instead of a text (strayText.ts)
 */
export function asText(value: unknown, label: string): string {
	if (typeof value === 'number') return numberText(exactNumber(value, label));
	const text = plainText(value, label);
	refuseScientific(text, label);
	return meantText(text, label);
}

/**
 * Reads a field as text that is only compared with others, so it may be anything.
 *
 * @throws InvalidFieldError for a value that isn't text
 */
export function plainText(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	refuseDate(value, label);
	throw new InvalidFieldError(
		label,
		`is ${quoted(value)}, which isn't text`,
		'Use one of its values, for example {{ $json.name }} instead of {{ $json }}.',
	);
}
