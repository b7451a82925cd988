import { InvalidFieldError, quoted } from '../errors/invalidFieldError';
import { characterName } from './characterName';
import { isEntry, type Entry } from './collection';
import { jsonSyntaxError } from './jsonSyntax';
import { OBJECT_AS_TEXT, refuseExpression } from './strayText';

/**
 * Reads a field that contains one object: JSON text, or an object from an expression.
 *
 * @param example such an object, as text
 * @returns the object, whose content isn't checked
 * @throws InvalidFieldError if it is empty, or isn't JSON (with line and column) or an object
 */
export function jsonObject(value: unknown, label: string, example: string): Entry {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw new InvalidFieldError(label, 'is empty', `Write an object such as ${example}.`);
	}
	const parsed = typeof value === 'string' ? parseJson(value, label) : value;
	if (isEntry(parsed)) return parsed;
	throw new InvalidFieldError(label, `is ${quoted(parsed)}, which isn't an object`, `Write one such as ${example}.`);
}

/** Unusual blanks, as copied from a web page or found at the start of a file; JSON accepts only plain ones. */
const ODD_BLANK = /^[\p{Zs}\p{Cf}]/u;

/** @throws InvalidFieldError with line and column of the JSON syntax error, or of a duplicate key in an object */
export function parseJson(text: string, label: string): unknown {
	const defect = jsonSyntaxError(text);
	if (defect === undefined) return JSON.parse(text);
	refuseExpression(text, label);
	const [object] = OBJECT_AS_TEXT.exec(text) ?? [];
	if (object !== undefined) {
		throw new InvalidFieldError(
			label,
			`contains ${quoted(object)}, an object that n8n turned into text`,
			'If the expression returns the whole value, leave nothing else in the field, not even a space. Inside JSON, write {{ JSON.stringify($json.body) }}.',
		);
	}
	const place = `line ${defect.line}, column ${defect.column}`;
	if (defect.repeatedKey !== undefined) {
		throw new InvalidFieldError(label, `has ${quoted(defect.repeatedKey)} twice in one object, the second time at ${place}`, 'Keep one of them. Only the last one would be sent.');
	}
	const [blank] = ODD_BLANK.exec(defect.rest) ?? [];
	if (blank !== undefined) {
		throw new InvalidFieldError(
			label,
			`contains ${characterName(blank)}, which JSON doesn't allow, at ${place}`,
			'Replace it with a plain space, or delete it. It is often copied along with text from a web page.',
		);
	}
	throw new InvalidFieldError(
		label,
		defect.rest === ''
			? `isn't complete JSON: it ends too early, at ${place}`
			: `isn't valid JSON: ${place} can't continue with ${quoted(defect.rest)}`,
		"Check the quotes, commas and brackets there. For text from an expression, leave out the quotes around it and write {{ JSON.stringify($json.name) }}, or {{ JSON.stringify('Hi ' + $json.name) }}.",
	);
}
