import { InvalidField, quoted } from '../invalidField';
import { refuseExpression } from '../strayText';
import { isEntry, type Entry } from './collection';
import { jsonFault } from './jsonFault';

/**
 * Reads a field that holds one object: JSON text, or an object that an expression yields.
 *
 * @param example such an object, as text
 * @returns the object, whose content isn't checked
 * @throws InvalidField when it is empty, no JSON (with line and column), or no object
 */
export function jsonObject(value: unknown, label: string, example: string): Entry {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw new InvalidField(label, 'is empty', `Write an object such as ${example}.`);
	}
	const parsed = typeof value === 'string' ? parseJson(value, label) : value;
	if (isEntry(parsed)) return parsed;
	throw new InvalidField(label, `is ${quoted(parsed)}, which is no object`, `Write one such as ${example}.`);
}

/** @throws InvalidField with line and column of what isn't JSON */
export function parseJson(text: string, label: string): unknown {
	const fault = jsonFault(text);
	if (fault === undefined) return JSON.parse(text);
	refuseExpression(text, label);
	const place = `line ${fault.line}, column ${fault.column}`;
	throw new InvalidField(
		label,
		fault.rest === ''
			? `is no whole JSON: it ends too early, at ${place}`
			: `is no JSON: ${place} can't go on with ${quoted(fault.rest)}`,
		'Check the quotes, commas and brackets there. A text from an expression must come with its quotes, as in {{ JSON.stringify($json.name) }}.',
	);
}
