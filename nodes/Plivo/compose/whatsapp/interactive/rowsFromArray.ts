import type { ListSection } from '../../../transport/whatsappTypes';
import { InvalidField, quoted } from '../../invalidField';
import { asLine } from '../checks';
import { isEntry, type Entry } from '../collection';
import { parseJson } from '../jsonObject';
import { MOST_ROWS, parseSections, type GivenSection } from './sections';

const EXAMPLE = '{{ $json.appointments }}';

/**
 * The sections of a list whose rows come as data: an array that an expression yields, or JSON text of one. An entry is an
 * object with `title`, `description`, `id` and `section`, in any case, as the columns of a spreadsheet; an item of n8n's with
 * such an object in `json`; or just a title. Other keys are columns that the list doesn't need.
 *
 * @returns rows of the same section together, in the order in which the sections first appear
 * @throws InvalidField naming the row that lacks something, is too long, or is there twice; or when it isn't an array
 */
export function rowsFromArray(value: unknown, label: string): ListSection[] {
	const entries = arrayOf(value, label);
	if (entries.length > MOST_ROWS) {
		throw new InvalidField(
			label,
			`holds ${entries.length} rows; WhatsApp takes ${MOST_ROWS}`,
			`Pass only some of them, for example the first ${MOST_ROWS}: {{ $json.appointments.slice(0, ${MOST_ROWS}) }}.`,
		);
	}
	const rows = entries.map((entry, i) => {
		const where = `${label}, Row ${i + 1}`;
		return { entry: rowOf(entry, where), where };
	});

	const sections = new Map<string, GivenSection>();
	for (const row of rows) {
		const titleLabel = `${row.where}, Section`;
		const title = asLine(row.entry.section, titleLabel);
		const section = sections.get(title) ?? { title, titleLabel, rows: [], rowsLabel: label };
		section.rows.push(row);
		sections.set(title, section);
	}
	return parseSections([...sections.values()], label);
}

function arrayOf(value: unknown, label: string): unknown[] {
	const given = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value, label) : value;
	if (given === undefined || given === null || (typeof given === 'string' && given.trim() === '')) {
		throw new InvalidField(label, 'is empty', `Enter an expression that yields an array, for example ${EXAMPLE}.`);
	}
	if (!Array.isArray(given)) {
		throw new InvalidField(label, `is ${quoted(given)}, which isn't an array`, `Enter an expression that yields one, for example ${EXAMPLE}.`);
	}
	if (given.length === 0) {
		throw new InvalidField(label, 'is an array without entries', 'Stop the workflow before this node when there is nothing to choose from, for example with an If node.');
	}
	return given;
}

function rowOf(entry: unknown, where: string): Entry {
	if (typeof entry === 'string' || typeof entry === 'number') return { title: entry };
	if (!isEntry(entry)) {
		throw new InvalidField(where, `is ${quoted(entry)}, which isn't an object`, 'Make each entry an object with title, description and id.');
	}
	const columns = isEntry(entry.json) && columnOf(entry, 'title') === undefined ? entry.json : entry;
	const row = Object.fromEntries(['title', 'description', 'id', 'section'].map((key) => [key, columnOf(columns, key)]));
	if (row.title !== undefined) return row;
	throw new InvalidField(
		where,
		`has no title; its fields are ${quoted(Object.keys(columns).join(', '))}`,
		'Give each entry a field named title, for example with an Edit Fields node in front of this one.',
	);
}

/** The value of a column, which people also name Title or TITLE. */
function columnOf(columns: Entry, name: string): unknown {
	const found = name in columns ? name : Object.keys(columns).find((key) => key.trim().toLowerCase() === name);
	return found === undefined ? undefined : columns[found];
}
