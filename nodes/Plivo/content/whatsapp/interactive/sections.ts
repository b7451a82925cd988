import type { ListRow, ListSection } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError } from '../../../errors/invalidFieldError';
import type { Entry } from '../../../fields/collection';
import { asLine, atMost } from '../../../fields/textChecks';
import { parseChoice, parseTitle, refuseSameIds, refuseSameTitles } from './choices';
import { MAX_DESCRIPTION, MAX_LIST_TITLE, MAX_ROWS, MAX_SECTIONS } from './interactiveLimits';

/** A row with `title`, `description` and `id`, and the path that people see for it. */
export interface GivenRow {
	entry: Entry;
	where: string;
}

/** A section as entered in the editor or given as data. */
export interface GivenSection {
	title: unknown;
	titleLabel: string;
	rows: GivenRow[];
	rowsLabel: string;
}

/**
 * Checks the sections of a list.
 *
 * @param label of all of them
 * @throws InvalidFieldError naming section and row, if something is missing, too long, or a duplicate; or if there are
 * more than ten rows
 */
export function parseSections(given: GivenSection[], label: string): ListSection[] {
	if (given.length === 0) throw new InvalidFieldError(label, 'is empty', 'Add a section with at least one row.');
	if (given.length > MAX_SECTIONS) {
		throw new InvalidFieldError(
			label,
			`contains ${given.length} sections; the limit is ${MAX_SECTIONS}`,
			'Put the rows into fewer sections.',
		);
	}
	const sections = given.map((section) => parseSection(section, given.length > 1));
	const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
	if (rows > MAX_ROWS) {
		throw new InvalidFieldError(
			label,
			`contains ${rows} rows in total; WhatsApp allows up to ${MAX_ROWS}`,
			`Remove ${rows - MAX_ROWS}, or send the rest in another message.`,
		);
	}
	const places = given.flatMap((section) => section.rows.map(({ where }) => where));
	refuseSameIds(sections.flatMap((section) => section.rows).map(({ id }, i) => ({ id, where: places[i] ?? '' })));
	return sections;
}

/**
 * WhatsApp requires a title if there are several sections
 * (https://rubydoc.info/gems/whatsapp-ruby-sdk/WhatsAppCloudApi/Section).
 */
function parseSection({ title, titleLabel, rows, rowsLabel }: GivenSection, needsTitle: boolean): ListSection {
	const hasTitle = needsTitle || asLine(title, titleLabel) !== '';
	const heading = hasTitle ? parseTitle(title, titleLabel, MAX_LIST_TITLE) : undefined;
	if (rows.length === 0) throw new InvalidFieldError(rowsLabel, 'is empty', 'Add a row, or remove the section.');
	const parsed = rows.map(parseRow);
	refuseSameTitles(rows.map(({ where }, i) => ({ title: parsed[i]?.title ?? '', where })));
	return { ...(heading !== undefined && { title: heading }), rows: parsed };
}

function parseRow({ entry, where }: GivenRow): ListRow {
	const { id, title } = parseChoice(entry, where, MAX_LIST_TITLE);
	const label = `${where}, Description`;
	const description = atMost(asLine(entry.description, label), label, MAX_DESCRIPTION, 'WhatsApp');
	return { id, title, ...(description !== '' && { description }) };
}
