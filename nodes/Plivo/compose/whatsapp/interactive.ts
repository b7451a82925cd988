import type { INodeProperties } from 'n8n-workflow';

import type { Interactive, InteractiveAction } from '../../transport/whatsappTypes';
import { InvalidField } from '../invalidField';
import type { Read } from '../read';
import { asText } from '../text';
import { webAddress } from '../webAddress';
import { composeCtaButton, composeReplyButtons, ctaFields, replyButtonsField } from './buttons';
import { asLine, atMost, choice, oneLine, required } from './checks';
import { refuseFormatting } from './formatting';
import { composeList, listFields } from './list';

/**
 * Meta's reference of list messages; Plivo's gives no limit for this header.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
 */
const MOST_HEADER = 60;

/** Plivo's message reference. */
const MOST_BODY = 1024;
const MOST_FOOTER = 60;

type Kind = Interactive['type'];

const HEADER_EXAMPLE = 'https://example.com/picture.jpg';

export const interactiveFields: INodeProperties[] = [
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
				description: 'A button that opens a list to choose from, in up to ten sections',
			},
			{
				name: 'Reply Buttons',
				value: 'reply',
				description: 'Up to three buttons to answer with',
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
			{ name: 'Media', value: 'media', description: 'An image, a video or a document' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
		],
		default: 'none',
		description: 'What stands above the text',
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
		description: 'What stands above the text',
		displayOptions: { show: { interactiveType: ['list', 'cta_url'] } },
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Your appointment',
		description: 'One line of up to 60 characters, without formatting such as *bold*',
		displayOptions: { show: { headerType: ['text'] } },
	},
	{
		displayName: 'Header Media URL',
		name: 'headerMedia',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${HEADER_EXAMPLE}`,
		description: 'Address of an image, a video or a document that anyone can fetch from the web',
		displayOptions: { show: { interactiveType: ['reply'], headerType: ['media'] } },
	},
	{
		displayName: 'Body',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Does Monday at 10:00 suit you?',
		description: 'The message itself, up to 1,024 characters',
	},
	{
		displayName: 'Footer',
		name: 'footerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. You can change it until Sunday',
		description: 'Small text under the message, up to 60 characters',
	},
	...shownFor('reply', [replyButtonsField]),
	...shownFor('list', listFields),
	...shownFor('cta_url', ctaFields),
];

/**
 * The part of a send request that an interactive message makes.
 *
 * @throws InvalidField naming the first part that Plivo would not take
 */
export function composeInteractive(read: Read): { interactive: Interactive } {
	const type = choice(read('interactiveType'), ['reply', 'list', 'cta_url'], 'Interactive Type');
	const header = composeHeader(read, type);
	const body = required(asText(read('bodyText'), 'Body'), 'Body', 'Enter what the message should say.');
	const footer = atMost(asText(read('footerText'), 'Footer'), 'Footer', MOST_FOOTER);
	return {
		interactive: {
			type,
			...(header && { header }),
			body: { text: atMost(body, 'Body', MOST_BODY) },
			...(footer.trim() !== '' && { footer: { text: footer } }),
			action: composeAction(read, type),
		},
	};
}

function composeHeader(read: Read, type: Kind): Interactive['header'] {
	switch (choice(read('headerType'), ['none', 'text', 'media'], 'Header')) {
		case 'none':
			return undefined;
		case 'text': {
			const text = asLine(read('headerText'), 'Header Text');
			required(text, 'Header Text', "Enter it, or set 'Header' to None.");
			refuseFormatting(oneLine(text, 'Header Text'), 'Header Text');
			return { type: 'text', text: atMost(text, 'Header Text', MOST_HEADER, 'WhatsApp') };
		}
		case 'media': {
			if (type !== 'reply') {
				throw new InvalidField('Header', 'is Media, which only reply buttons can have', "Set 'Header' to Text or None.");
			}
			const url = asLine(read('headerMedia'), 'Header Media URL');
			required(url, 'Header Media URL', "Enter the address of the file, or set 'Header' to None.");
			return { type: 'media', media: webAddress(url, 'Header Media URL', HEADER_EXAMPLE) };
		}
	}
}

function composeAction(read: Read, type: Kind): InteractiveAction {
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
	return fields.map((field) => ({ ...field, displayOptions: { show: { interactiveType: [type] } } }));
}
