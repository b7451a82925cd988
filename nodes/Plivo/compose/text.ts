import { InvalidField, quoted } from './invalidField';

/**
 * Reads a field as text. An expression may yield a number (an order number, a code), which is taken as written.
 *
 * @throws InvalidField for anything else, which would otherwise go out as "[object Object]"
 */
export function asText(value: unknown, label: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InvalidField(
		label,
		`is ${quoted(value)}, which isn't text`,
		'Pick one value of it, for example {{ $json.name }} and not {{ $json }}.',
	);
}
