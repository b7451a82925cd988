import type { INodeProperties } from 'n8n-workflow';

import type { InteractiveAction, ListSection } from '../../../client/wire/whatsappTypes';
import { entriesOf } from '../../../fields/collection';
import type { ReadField } from '../../../fields/readField';
import { choice } from '../../../fields/textChecks';
import { parseTitle } from './choices';
import { MAX_BUTTON_TITLE, MAX_DESCRIPTION, MAX_ID, MAX_LIST_TITLE, MAX_ROWS, MAX_SECTIONS } from './interactiveLimits';
import { rowsFromArray } from './rowsFromArray';
import { parseSections } from './sections';

const rowsField: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Row', sortable: true },
	placeholder: 'Add Row',
	default: {},
	description: `What people can choose from in this section. All sections together can have up to ${MAX_ROWS} rows.`,
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
					description: `What people choose, up to ${MAX_LIST_TITLE} characters`,
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. With Dr. Jones, 30 minutes',
					description: `Smaller text under the title, up to ${MAX_DESCRIPTION} characters`,
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. mon-10',
					description: `What you get back when someone chooses the row, up to ${MAX_ID} characters. If empty, it is the same as the title.`,
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
		description: `Text on the button that opens the list, up to ${MAX_BUTTON_TITLE} characters`,
	},
	{
		displayName: 'Rows From',
		name: 'listRowsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Fields', value: 'fields', description: 'Enter sections and rows by hand' },
			{
				name: 'Items of an Array',
				value: 'array',
				description: 'Rows from your data, such as a spreadsheet or a database',
			},
		],
		default: 'fields',
	},
	{
		displayName: 'Rows',
		name: 'listRows',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.appointments }}',
		description: `Expression that returns an array of up to ${MAX_ROWS} objects, each with the title, the description and the ID of a row. Objects with the same section are listed together under it as a heading. Items of a node work too, such as {{ $('Google Sheets').all() }}.`,
		displayOptions: { show: { listRowsFrom: ['array'] } },
	},
	{
		displayName: 'Sections',
		name: 'listSections',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			multipleValueButtonText: 'Add Section',
			sortable: true,
			maxAllowedFields: MAX_SECTIONS,
		},
		placeholder: 'Add Section',
		default: {},
		displayOptions: { show: { listRowsFrom: ['fields'] } },
		description: `The list that opens: one to ${MAX_SECTIONS} sections, with up to ${MAX_ROWS} rows in all`,
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
						description: `Heading above the rows, up to ${MAX_LIST_TITLE} characters. If the list has only one section, it doesn't need a title.`,
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
 * @throws InvalidFieldError if the button's title or a row is missing or invalid
 */
export function composeList(read: ReadField): InteractiveAction {
	const title = parseTitle(read('listButtonTitle'), 'List Button Title', MAX_BUTTON_TITLE);
	const fromArray = choice(read('listRowsFrom'), ['fields', 'array'], 'Rows From') === 'array';
	return { buttons: [{ title }], sections: fromArray ? rowsFromArray(read('listRows'), 'Rows') : sectionsFromFields(read) };
}

function sectionsFromFields(read: ReadField): ListSection[] {
	const given = entriesOf(read('listSections'), 'sections').map((section, s) => ({
		title: section.title,
		titleLabel: `Section ${s + 1}, Title`,
		rows: entriesOf(section.rows, 'row').map((entry, r) => ({ entry, where: `Section ${s + 1}, Row ${r + 1}` })),
		rowsLabel: `Section ${s + 1}, Rows`,
	}));
	return parseSections(given, 'Sections');
}
