import type { INodeProperties } from 'n8n-workflow';

import type { InteractiveAction } from '../../transport/whatsappTypes';
import { InvalidField } from '../invalidField';
import type { Read } from '../read';
import { webAddress } from '../webAddress';
import { asLine, required } from './checks';
import { MOST_BUTTON_TITLE, parseChoice, parseTitle, refuseSameIds, refuseSameTitles } from './choices';
import { entriesOf } from './collection';

/** Plivo's message reference. */
const MOST_BUTTONS = 3;

export const replyButtonsField: INodeProperties = {
	displayName: 'Reply Buttons',
	name: 'replyButtons',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		multipleValueButtonText: 'Add Button',
		sortable: true,
		maxAllowedFields: MOST_BUTTONS,
	},
	placeholder: 'Add Button',
	default: {},
	description: 'One to three buttons that people can answer with',
	options: [
		{
			displayName: 'Button',
			name: 'buttons',
			values: [
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Yes, please',
					description: 'What stands on the button, up to 20 characters',
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. yes',
					description:
						'What you get back when someone presses the button, up to 200 characters. Left empty, it is the same as the title.',
				},
			],
		},
	],
};

export const ctaFields: INodeProperties[] = [
	{
		displayName: 'Button Title',
		name: 'ctaTitle',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Track order',
		description: 'What stands on the button, up to 20 characters',
	},
	{
		displayName: 'Button URL',
		name: 'ctaUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/orders/4711',
		description: 'Web page that the button opens',
	},
];

/**
 * `action` of reply buttons.
 *
 * @throws InvalidField when there is none, there are more than three, two have one title or ID, or one lacks its title
 */
export function composeReplyButtons(read: Read): InteractiveAction {
	const label = 'Reply Buttons';
	const entries = entriesOf(read('replyButtons'), 'buttons');
	if (entries.length === 0) throw new InvalidField(label, 'is empty', 'Add one to three buttons.');
	if (entries.length > MOST_BUTTONS) {
		throw new InvalidField(
			label,
			`holds ${entries.length} buttons; the limit is ${MOST_BUTTONS}`,
			"Remove some, or set 'Interactive Type' to List, which has room for more.",
		);
	}
	const buttons = entries.map((entry, i) => ({ ...parseChoice(entry, `Button ${i + 1}`, MOST_BUTTON_TITLE), where: `Button ${i + 1}` }));
	refuseSameTitles(buttons);
	refuseSameIds(buttons);
	return { buttons: buttons.map(({ title, id }) => ({ title, id })) };
}

/**
 * `action` of a button that opens a web page.
 *
 * @throws InvalidField when its title or its address is missing, or not such
 */
export function composeCtaButton(read: Read): InteractiveAction {
	const example = 'https://example.com/orders/4711';
	const title = parseTitle(read('ctaTitle'), 'Button Title', MOST_BUTTON_TITLE);
	const url = asLine(read('ctaUrl'), 'Button URL');
	required(url, 'Button URL', `Enter the address to open, for example ${example}.`);
	return { buttons: [{ title, cta_url: webAddress(url, 'Button URL', example) }] };
}
