import type { INodeProperties } from 'n8n-workflow';

import type { InteractiveAction } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { entriesOf, type Entry } from '../../../fields/collection';
import type { ReadField } from '../../../fields/readField';
import { asLine, required } from '../../../fields/textChecks';
import { parseWebAddress } from '../../../fields/url';
import { parseChoice, parseTitle, refuseSameIds, refuseSameTitles, type Choice } from './choices';
import { MAX_BUTTONS, MAX_BUTTON_TITLE, MAX_ID } from './interactiveLimits';

export const replyButtonsField: INodeProperties = {
	displayName: 'Reply Buttons',
	name: 'replyButtons',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		multipleValueButtonText: 'Add Button',
		sortable: true,
		maxAllowedFields: MAX_BUTTONS,
	},
	placeholder: 'Add Button',
	default: {},
	description: `One to ${MAX_BUTTONS} buttons that people can answer with`,
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
					description: `Text on the button, up to ${MAX_BUTTON_TITLE} characters`,
				},
				{
					displayName: 'ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. yes',
					description: `What you get back when someone presses the button, up to ${MAX_ID} characters. If empty, it is the same as the title.`,
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
		description: `Text on the button, up to ${MAX_BUTTON_TITLE} characters`,
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

/** @throws InvalidFieldError as {@link parseReplyButtons} */
export function composeReplyButtons(read: ReadField): InteractiveAction {
	return { buttons: parseReplyButtons(entriesOf(read('replyButtons'), 'buttons'), 'Reply Buttons', 'Button') };
}

/**
 * @param entries with `title` and `id` each
 * @param label of all of them
 * @param place label of one of them, before its number
 * @throws InvalidFieldError if there is none, there are more than three, two have the same title or ID, or one lacks its
 * title
 */
export function parseReplyButtons(entries: Entry[], label: string, place: string): Choice[] {
	if (entries.length === 0) throw new InvalidFieldError(label, 'is empty', `Add one to ${MAX_BUTTONS} buttons.`);
	if (entries.length > MAX_BUTTONS) {
		throw new InvalidFieldError(
			label,
			`contains ${entries.length} buttons; the limit is ${MAX_BUTTONS}`,
			'Remove some, or send a list instead, which has room for more.',
		);
	}
	const buttons = entries.map((entry, i) => ({ ...parseChoice(entry, `${place} ${i + 1}`, MAX_BUTTON_TITLE), where: `${place} ${i + 1}` }));
	refuseSameTitles(buttons);
	refuseSameIds(buttons);
	return buttons.map(({ title, id }) => ({ title, id }));
}

/** @throws InvalidFieldError as {@link parseCtaButton} */
export function composeCtaButton(read: ReadField): InteractiveAction {
	const labels = { title: 'Button Title', url: 'Button URL' };
	return { buttons: [parseCtaButton({ title: read('ctaTitle'), url: read('ctaUrl') }, labels)] };
}

/**
 * A button that opens a web page.
 *
 * @throws InvalidFieldError if its title or its address is missing or invalid
 */
export function parseCtaButton(
	{ title, url }: { title: unknown; url: unknown },
	labels: { title: string; url: string },
): { title: string; cta_url: string } {
	const example = 'https://example.com/orders/4711';
	const address = asLine(url, labels.url);
	return {
		title: parseTitle(title, labels.title, MAX_BUTTON_TITLE),
		cta_url: parseWebAddress(
			required(address, labels.url, `Enter the address to open, for example ${example}.`),
			labels.url,
			example,
		),
	};
}
