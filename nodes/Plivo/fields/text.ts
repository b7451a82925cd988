import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { numberText } from './numberText';
import { exactNumber, meantText, refuseDate, refuseScientific } from './strayText';

/**
 * Reads a field as text that is to be sent, or to find something by. An expression may yield a number (an order number, a
 * code), which is taken as people write it.
 *
 * @returns the text, without halves of emoji
 * @throws InvalidFieldError for anything else, which would otherwise go out as "[object Object]"; and for what a mistake in the
 *   workflow leaves in place of a text (strayText.ts)
 */
export function asText(value: unknown, label: string): string {
	if (typeof value === 'number') return numberText(exactNumber(value, label));
	const text = plainText(value, label);
	refuseScientific(text, label);
	return meantText(text, label);
}

/**
 * Reads a field as text that is held against others, and may be anything.
 *
 * @throws InvalidFieldError for what isn't text
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
