import type { INodeProperties } from 'n8n-workflow';

import { formatNumber } from '../../fields/formatNumber';
import type { ReadField } from '../../fields/readField';
import { asText } from '../../fields/text';
import { atMost, required } from '../../fields/textChecks';

/** Plivo's message reference: maximum characters of a text by itself, and of one with a file. */
export const MAX_TEXT = 4096;
export const MAX_CAPTION = 1024;

/** For everything but templates. */
export const windowNotice: INodeProperties = {
	displayName:
		'WhatsApp delivers this only to people who wrote to you within the last 24 hours; to reach anyone else, send a template.',
	name: 'windowNotice',
	type: 'notice',
	default: '',
};

export const whatsappTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Your table is ready',
	description: `Up to ${formatNumber(MAX_TEXT)} characters`,
};

export const captionField: INodeProperties = {
	displayName: 'Caption',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Our new menu',
	description: `Text that WhatsApp shows with the file, up to ${formatNumber(MAX_CAPTION)} characters`,
};

/**
 * The part of a send request for a WhatsApp text.
 *
 * @param label of the field that the text is from
 * @throws InvalidFieldError if it is empty, or longer than Plivo accepts
 */
export function composeText(read: ReadField, label = 'Text'): { text: string } {
	const text = required(asText(read('text'), label), label, 'Enter what the message should say.');
	return { text: atMost(text, label, MAX_TEXT) };
}

/**
 * What a caption adds to a message with a file: nothing if it is empty.
 *
 * @throws InvalidFieldError if it is longer than Plivo accepts
 */
export function composeCaption(read: ReadField): { text?: string } {
	const text = atMost(asText(read('text'), 'Caption'), 'Caption', MAX_CAPTION);
	return text.trim() === '' ? {} : { text };
}
