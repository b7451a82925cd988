import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { ListRow } from '../client/wire/whatsappTypes';
import { parseTitle } from '../content/whatsapp/interactive/choices';
import { MAX_BUTTON_TITLE, MAX_BUTTONS, MAX_DESCRIPTION, MAX_ID, MAX_LIST_TITLE, MAX_ROWS } from '../content/whatsapp/interactive/interactiveLimits';
import { givenRows } from '../content/whatsapp/interactive/rowsFromArray';
import { parseSections, type GivenRow } from '../content/whatsapp/interactive/sections';
import { InvalidFieldError } from '../errors/invalidFieldError';
import { entriesOf } from '../fields/collection';
import type { ReadField } from '../fields/readField';
import { choice } from '../fields/textChecks';
import type { Choice } from './responsePage';

const CHOICES = 'Choices';
const LIST_BUTTON_TITLE = 'List Button Title';

/** What a person can choose from. The limits are those of a WhatsApp list, so that every channel takes the same choices. */
export const choiceFields: INodeProperties[] = [
	{
		displayName: 'Choices From',
		name: 'choicesFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Fields', value: 'fields', description: 'Enter each choice' },
			{ name: 'Items of an Array', value: 'array', description: 'An expression returns the choices, such as the rows of a spreadsheet' },
		],
		default: 'fields',
	},
	...updateDisplayOptions({ show: { choicesFrom: ['fields'] } }, [
		{
			displayName: CHOICES,
			name: 'choices',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Choice', sortable: true, maxAllowedFields: MAX_ROWS },
			placeholder: 'Add Choice',
			default: {},
			description: `Up to ${MAX_ROWS}. In WhatsApp, up to ${MAX_BUTTONS} short ones without descriptions become buttons, and others a list.`,
			options: [
				{
					displayName: 'Choice',
					name: 'choices',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Monday at 10:00',
							description: `What people see, up to ${MAX_LIST_TITLE} characters`,
						},
						{
							displayName: 'Description',
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. With Dr. Jones',
							description: `Smaller text below it, up to ${MAX_DESCRIPTION} characters`,
						},
						{
							displayName: 'ID',
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. mon-10',
							description: `What the output contains when someone chooses it, up to ${MAX_ID} characters. If empty, it is the same as the title.`,
						},
					],
				},
			],
		},
	]),
	...updateDisplayOptions({ show: { choicesFrom: ['array'] } }, [
		{
			displayName: CHOICES,
			name: 'choiceArray',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.appointments }}',
			description: `Expression that returns an array of up to ${MAX_ROWS} objects, each with the title, the description and the ID of a choice. Items of a node work too, such as {{ $('Google Sheets').all() }}.`,
		},
	]),
];

/** For a list in WhatsApp. */
export const choicesButtonTitleField: INodeProperties = {
	displayName: LIST_BUTTON_TITLE,
	name: 'choicesButtonTitle',
	type: 'string',
	default: 'Choose',
	description: `Text on the button that opens the list, up to ${MAX_BUTTON_TITLE} characters. Only used if the choices become a list.`,
};

/** @throws InvalidFieldError naming the first choice that lacks something, is too long, or is a duplicate */
export function readChoices(read: ReadField): Choice[] {
	const isArray = choice(read('choicesFrom'), ['fields', 'array'], 'Choices From') === 'array';
	const rows = isArray ? givenRows(read('choiceArray'), CHOICES) : enteredChoices(read);
	// All of them together, whatever sections the array has: buttons and the page have none, so titles must differ everywhere.
	const sections = parseSections([{ title: '', titleLabel: CHOICES, rows, rowsLabel: CHOICES }], CHOICES);
	return sections.flatMap(({ rows }) => rows).map(({ id, title, description }: ListRow) => ({ id, title, ...(description !== undefined && { description }) }));
}

function enteredChoices(read: ReadField): GivenRow[] {
	const entries = entriesOf(read('choices'), 'choices');
	if (entries.length === 0) throw new InvalidFieldError(CHOICES, 'is empty', 'Add what people can choose from.');
	return entries.map((entry, i) => ({ entry, where: `Choice ${i + 1}` }));
}

/** @throws InvalidFieldError if it is too long */
export function readChoicesButtonTitle(read: ReadField): string {
	return parseTitle(read('choicesButtonTitle') || 'Choose', LIST_BUTTON_TITLE, MAX_BUTTON_TITLE);
}
