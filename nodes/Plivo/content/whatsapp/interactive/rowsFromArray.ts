import type { ListSection } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { isEntry, type Entry } from '../../../fields/collection';
import { parseJson } from '../../../fields/jsonObject';
import { isDate, meantText } from '../../../fields/strayText';
import { asLine } from '../../../fields/textChecks';
import { asPeopleRead } from './choices';
import { MAX_ROWS } from './interactiveLimits';
import { parseSections, type GivenRow, type GivenSection } from './sections';

const EXAMPLE = '{{ $json.appointments }}';

/** Possible columns of a row; only the title is required. */
const COLUMNS = ['title', 'description', 'id', 'section'];

/**
 * The sections of a list whose rows come as data: an array from an expression, or one as JSON text. An entry is an object
 * with `title`, `description`, `id` and `section`, in any case, like the columns of a spreadsheet; an n8n item with such
 * an object in `json`; or just a title. Other keys are columns that the list ignores.
 *
 * @returns rows of the same section together, in the order in which the sections first appear
 * @throws InvalidFieldError naming the row that lacks something, is too long, or is a duplicate; or if it isn't an array
 */
export function rowsFromArray(value: unknown, label: string): ListSection[] {
	return parseSections(sectionsOf(givenRows(value, label), label), label);
}

/**
 * The rows of such an array, in its order and not checked yet; see {@link rowsFromArray}.
 *
 * @throws InvalidFieldError if it isn't an array of up to ten rows that have a title
 */
export function givenRows(value: unknown, label: string): GivenRow[] {
	const entries = arrayOf(value, label);
	if (entries.length > MAX_ROWS) {
		throw new InvalidFieldError(
			label,
			`contains ${entries.length} rows; WhatsApp allows up to ${MAX_ROWS}`,
			`Pass only some of them, for example the first ${MAX_ROWS}: {{ $json.appointments.slice(0, ${MAX_ROWS}) }}.`,
		);
	}
	const objects = entries.map((entry, i) => objectOf(entry, `${label}, Row ${i + 1}`));
	refuseColumnWithoutValues(objects, label);
	return objects.map((object, i) => rowOf(object, `${label}, Row ${i + 1}`));
}

function arrayOf(value: unknown, label: string): unknown[] {
	const given = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value, label) : value;
	if (typeof given === 'string') meantText(given, label);
	if (given === undefined || given === null || (typeof given === 'string' && given.trim() === '')) {
		throw new InvalidFieldError(label, 'is empty', `Enter an expression that returns an array, for example ${EXAMPLE}.`);
	}
	if (!Array.isArray(given)) {
		throw new InvalidFieldError(
			label,
			`is ${quoted(given)}, which isn't an array`,
			`Enter an expression that returns one, with nothing else in the field, not even a space: ${EXAMPLE}.`,
		);
	}
	if (given.length === 0) {
		throw new InvalidFieldError(label, 'is an empty array', 'Stop the workflow before this node when there is nothing to choose from, for example with an If node.');
	}
	// An array can have holes, which map and forEach skip.
	return Array.from(given as unknown[]);
}

/** The object that contains the columns of a row. */
function objectOf(entry: unknown, where: string): Entry {
	if (typeof entry === 'string' && /^\s*\{/.test(entry)) return objectOf(parseJson(entry, where), where);
	// A date is rejected when titles are read; the error there says how to write one.
	if (typeof entry === 'string' || typeof entry === 'number' || isDate(entry)) return { title: entry };
	if (!isEntry(entry)) {
		throw new InvalidFieldError(where, `is ${quoted(entry)}, which isn't an object`, 'Make each entry an object with title, description, and id.');
	}
	return isEntry(entry.json) && keysOf(entry, 'title').length === 0 ? entry.json : entry;
}

/** Detects a misspelled column in an expression that creates the objects: `({ title: json.Time, id: json.Number })`. */
function refuseColumnWithoutValues(objects: Entry[], label: string): void {
	const column = COLUMNS.find((name) => objects.every((object) => name in object && object[name] === undefined));
	if (column === undefined) return;
	throw new InvalidFieldError(
		label,
		`has no value for ${column} in any row`,
		`Check how your data spells the field that the expression takes ${column} from. Upper and lower case matter.`,
	);
}

function rowOf(object: Entry, where: string): GivenRow {
	const columns = Object.fromEntries(COLUMNS.map((name) => [name, valueOf(object, name, where)]));
	if (keysOf(object, 'title').length === 0) {
		throw new InvalidFieldError(
			where,
			`has no title; its fields are ${quoted(Object.keys(object).join(', '))}`,
			'Give each entry a field named title, for example with an Edit Fields node before this one.',
		);
	}
	if (isBlank(columns.title)) {
		throw new InvalidFieldError(`${where}, Title`, 'is empty', 'Fill it in, or leave the row out, for example with a Filter node before this one.');
	}
	return { entry: columns, where };
}

/** The value of a column, which people may also call Title or TITLE. */
function valueOf(object: Entry, name: string, where: string): unknown {
	const keys = keysOf(object, name).filter((key) => !isBlank(object[key]));
	const [first, ...others] = keys;
	const other = others.find((key) => first !== undefined && object[key] !== object[first]);
	if (first !== undefined && other !== undefined) {
		throw new InvalidFieldError(where, `has both ${quoted(first)} and ${quoted(other)}`, 'Keep one of them, or rename the other one.');
	}
	return first === undefined ? undefined : object[first];
}

function keysOf(object: Entry, name: string): string[] {
	return Object.keys(object).filter((key) => key.trim().toLowerCase() === name);
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function sectionsOf(rows: GivenRow[], label: string): GivenSection[] {
	const sections = new Map<string, GivenSection>();
	for (const row of rows) {
		const titleLabel = `${row.where}, Section`;
		const title = asLine(row.entry.section, titleLabel);
		const section = sections.get(asPeopleRead(title)) ?? { title, titleLabel, rows: [], rowsLabel: label };
		section.rows.push(row);
		sections.set(asPeopleRead(title), section);
	}
	const without = sections.get('');
	if (without !== undefined && sections.size > 1) {
		throw new InvalidFieldError(without.titleLabel, 'is empty, but other rows have a section', 'Give a section to all rows, or to none.');
	}
	return [...sections.values()];
}
