import type { INodeProperties } from 'n8n-workflow';

import type { InteractiveAction, ListRow, ListSection } from '../../transport/whatsappTypes';
import { InvalidField } from '../invalidField';
import type { Read } from '../read';
import { asLine, atMost } from './checks';
import { MOST_BUTTON_TITLE, MOST_LIST_TITLE, parseChoice, parseTitle, refuseSameIds, refuseSameTitles } from './choices';
import { entriesOf, type Entry } from './collection';

/** Plivo's message reference. */
const MOST_SECTIONS = 10;

/** Meta's: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages */
const MOST_ROWS = 10;
const MOST_DESCRIPTION = 72;

const rowsField: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Row', sortable: true },
	placeholder: 'Add Row',
	default: {},
	description: 'What people can choose from in this section. All sections together take up to ten rows.',
	options: [
		{
			displayName: 'Row',
			name: 'row',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Monday at 10:00',
					description: 'What people choose, up to 24 characters',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. With Dr. Jones, 30 minutes',
					description: 'Smaller text under the title, up to 72 characters',
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. mon-10',
					description:
						'What you get back when someone chooses the row, up to 200 characters. Left empty, it is the same as the title.',
				},
			],
		},
	],
};

export const listFields: INodeProperties[] = [
	{
		displayName: 'List Button Title',
		name: 'listButtonTitle',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Choose a time',
		description: 'What stands on the button that opens the list, up to 20 characters',
	},
	{
		displayName: 'Sections',
		name: 'listSections',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			multipleValueButtonText: 'Add Section',
			sortable: true,
			maxAllowedFields: MOST_SECTIONS,
		},
		placeholder: 'Add Section',
		default: {},
		description: 'The list that opens: one to ten sections, with up to ten rows in all',
		options: [
			{
				displayName: 'Section',
				name: 'sections',
				values: [
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. This week',
						description: 'Heading above the rows, up to 24 characters. The only section of a list needs none.',
					},
					rowsField,
				],
			},
		],
	},
];

/**
 * `action` of a list.
 *
 * @throws InvalidField naming section and row, when something is missing, too long, or there twice; or with more than ten rows
 */
export function composeList(read: Read): InteractiveAction {
	const title = parseTitle(read('listButtonTitle'), 'List Button Title', MOST_BUTTON_TITLE);
	const entries = entriesOf(read('listSections'), 'sections');
	if (entries.length === 0) throw new InvalidField('Sections', 'is empty', 'Add a section with at least one row.');
	if (entries.length > MOST_SECTIONS) {
		throw new InvalidField(
			'Sections',
			`holds ${entries.length} sections; the limit is ${MOST_SECTIONS}`,
			'Put the rows into fewer sections.',
		);
	}
	const sections = entries.map((entry, i) => parseSection(entry, `Section ${i + 1}`, entries.length > 1));
	const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
	if (rows > MOST_ROWS) {
		throw new InvalidField(
			'Sections',
			`holds ${rows} rows in all; WhatsApp takes ${MOST_ROWS}`,
			`Remove ${rows - MOST_ROWS}, or send the rest in another message.`,
		);
	}
	refuseSameIds(
		sections.flatMap(({ rows }, s) => rows.map(({ id }, r) => ({ id, where: `Section ${s + 1}, Row ${r + 1}` }))),
	);
	return { buttons: [{ title }], sections };
}

/** WhatsApp wants a title where there are several sections (https://rubydoc.info/gems/whatsapp-ruby-sdk/WhatsAppCloudApi/Section). */
function parseSection(entry: Entry, where: string, needsTitle: boolean): ListSection {
	const hasTitle = needsTitle || asLine(entry.title, `${where}, Title`) !== '';
	const title = hasTitle ? parseTitle(entry.title, `${where}, Title`, MOST_LIST_TITLE) : undefined;
	const rows = entriesOf(entry.rows, 'row');
	if (rows.length === 0) throw new InvalidField(`${where}, Rows`, 'is empty', 'Add a row, or remove the section.');
	const parsed = rows.map((row, i) => parseRow(row, `${where}, Row ${i + 1}`));
	refuseSameTitles(parsed.map(({ title: rowTitle }, i) => ({ title: rowTitle, where: `${where}, Row ${i + 1}` })));
	return { ...(title !== undefined && { title }), rows: parsed };
}

function parseRow(entry: Entry, where: string): ListRow {
	const { id, title } = parseChoice(entry, where, MOST_LIST_TITLE);
	const label = `${where}, Description`;
	const description = atMost(asLine(entry.description, label), label, MOST_DESCRIPTION, 'WhatsApp');
	return { id, title, ...(description !== '' && { description }) };
}
