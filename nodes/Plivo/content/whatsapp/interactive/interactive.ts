import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Interactive, InteractiveAction } from '../../../client/wire/whatsappTypes';
import { formatNumber } from '../../../fields/formatNumber';
import type { ReadField } from '../../../fields/readField';
import { choice } from '../../../fields/textChecks';
import { composeCtaButton, composeReplyButtons, ctaFields, replyButtonsField } from './buttons';
import { HEADER_EXAMPLE, parseBody, parseFooter, parseHeaderMedia, parseHeaderText, refuseMediaHeader } from './commonFields';
import { headerFileField, headerMediaSourceField, takesFile } from './headerSource';
import { composeInteractiveJson, interactiveJsonField } from './interactiveJson';
import { MAX_BODY, MAX_BUTTONS, MAX_FOOTER, MAX_HEADER, MAX_ROWS } from './interactiveLimits';
import { composeList, listFields } from './list';

type Kind = 'cta_url' | 'list' | 'reply';

const interactiveModeField: INodeProperties = {
	displayName: 'Interactive From',
	name: 'interactiveMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Fields', value: 'fields', description: 'Enter the text, and the buttons or the rows of a list' },
		{ name: 'JSON', value: 'json', description: 'Write the whole interactive object' },
	],
	default: 'fields',
};

const builderFields: INodeProperties[] = [
	{
		displayName: 'Interactive Type',
		name: 'interactiveType',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Call to Action URL',
				value: 'cta_url',
				description: 'One button that opens a web page',
			},
			{
				name: 'List',
				value: 'list',
				description: `A button that opens a list with up to ${MAX_ROWS} rows to choose from`,
			},
			{
				name: 'Reply Buttons',
				value: 'reply',
				description: `Up to ${MAX_BUTTONS} buttons to answer with`,
			},
		],
		default: 'reply',
	},
	{
		displayName: 'Header',
		name: 'headerType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Media', value: 'media', description: 'An image, a video, or a document' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
		],
		default: 'none',
		description: 'Shown above the text',
		displayOptions: { show: { interactiveType: ['reply'] } },
	},
	{
		displayName: 'Header',
		name: 'headerType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
		],
		default: 'none',
		description: 'Shown above the text',
		displayOptions: { show: { interactiveType: ['list', 'cta_url'] } },
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your appointment',
		description: `One line of up to ${MAX_HEADER} characters, without formatting such as *bold*`,
		displayOptions: { show: { headerType: ['text'] } },
	},
	headerMediaSourceField,
	{
		displayName: 'Header Media URL',
		name: 'headerMedia',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${HEADER_EXAMPLE}`,
		description: 'Address of an image, a video, or a document that anyone can download from the web',
		displayOptions: { show: { interactiveType: ['reply'], headerType: ['media'], headerMediaSource: ['url'] } },
	},
	headerFileField,
	{
		displayName: 'Body',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Does Monday at 10:00 suit you?',
		description: `The message itself, up to ${formatNumber(MAX_BODY)} characters`,
	},
	{
		displayName: 'Footer',
		name: 'footerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. You can change it until Sunday',
		description: `Small text under the message, up to ${MAX_FOOTER} characters`,
	},
	...shownFor('reply', [replyButtonsField]),
	...shownFor('list', listFields),
	...shownFor('cta_url', ctaFields),
];

/** All fields of an interactive message. */
export const interactiveFields: INodeProperties[] = [
	interactiveModeField,
	...updateDisplayOptions({ show: { interactiveMode: ['fields'] } }, builderFields),
	...updateDisplayOptions({ show: { interactiveMode: ['json'] } }, [interactiveJsonField]),
];

/**
 * The part of a send request for an interactive message. The address of its header is missing if it's a file of the item.
 *
 * @throws InvalidFieldError naming the first part that Plivo would reject, or for which WhatsApp would drop the message
 */
export function composeInteractive(read: ReadField): { interactive: Interactive } {
	return choice(read('interactiveMode'), ['fields', 'json'], 'Interactive From') === 'json'
		? { interactive: composeInteractiveJson(read) }
		: { interactive: composeFromFields(read) };
}

function composeFromFields(read: ReadField): Interactive {
	const type = choice(read('interactiveType'), ['reply', 'list', 'cta_url'], 'Interactive Type');
	const header = composeHeader(read, type);
	const body = parseBody(read('bodyText'), 'Body');
	const footer = parseFooter(read('footerText'), 'Footer');
	return {
		type,
		...(header && { header }),
		body: { text: body },
		...(footer !== undefined && { footer: { text: footer } }),
		action: composeAction(read, type),
	};
}

function composeHeader(read: ReadField, type: Kind): Interactive['header'] {
	switch (choice(read('headerType'), ['none', 'text', 'media'], 'Header')) {
		case 'none':
			return undefined;
		case 'text':
			return { type: 'text', text: parseHeaderText(read('headerText'), 'Header Text', "Enter it, or set 'Header' to None.") };
		case 'media': {
			refuseMediaHeader(type, 'Header', "Set 'Header' to Text or None.");
			if (takesFile(read)) return { type: 'media' };
			const remedy = "Enter the address of the file, or set 'Header' to None.";
			return { type: 'media', media: parseHeaderMedia(read('headerMedia'), 'Header Media URL', remedy) };
		}
	}
}

function composeAction(read: ReadField, type: Kind): InteractiveAction {
	switch (type) {
		case 'reply':
			return composeReplyButtons(read);
		case 'list':
			return composeList(read);
		case 'cta_url':
			return composeCtaButton(read);
	}
}

function shownFor(type: Kind, fields: INodeProperties[]): INodeProperties[] {
	return updateDisplayOptions({ show: { interactiveType: [type] } }, fields);
}
