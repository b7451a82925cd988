import type { INodeProperties } from 'n8n-workflow';

import type { TemplateComponent, TemplateParameter } from '../../../client/wire/whatsappTypes';
import { entriesOf, type Entry } from '../../../fields/collection';
import { asLine, atMost, choice, required } from '../../../fields/textChecks';
import { parseWebAddress } from '../../../fields/url';
import type { HeaderFile } from '../headerFile';
import { headerLocationFields, parseHeaderLocation } from '../location';
import { binaryPropertyNameField, mediaSourceField } from '../signedMediaUrl';
import { MAX_HEADER_TEXT } from './templateLimits';
import { parameterNameField, parseParameterName } from './templateParameter';
import type { ReadVariable } from './variableText';

const LABEL = 'Header Variable';
const EXAMPLE = 'https://example.com/picture.jpg';

/** Type first, then its fields. In alphabetical order, it would be last. */
const values: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Location', value: 'location' },
			{ name: 'Media', value: 'media', description: 'An image, a video, or a document' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What the header of the template contains',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order 4711',
		description: `Text that replaces the variable, up to ${MAX_HEADER_TEXT} characters`,
		displayOptions: { show: { type: ['text'] } },
	},
	{ ...parameterNameField, displayOptions: { show: { type: ['text'] } } },
	{ ...mediaSourceField, displayOptions: { show: { type: ['media'] } } },
	{
		displayName: 'Media URL',
		name: 'media',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${EXAMPLE}`,
		description: 'Address of an image, a video, or a document that anyone can download from the web',
		displayOptions: { show: { type: ['media'], mediaSource: ['url'] } },
	},
	{ ...binaryPropertyNameField, displayOptions: { show: { type: ['media'], mediaSource: ['binary'] } } },
	...headerLocationFields.map((field) => ({ ...field, displayOptions: { show: { type: ['location'] } } })),
];

/** At most one entry: a template has one header, and its header one variable. */
export const templateHeaderField: INodeProperties = {
	displayName: LABEL,
	name: 'templateHeader',
	type: 'fixedCollection',
	placeholder: 'Add Header Variable',
	default: {},
	description: 'Value for the header of the template. Add it only if the header takes a text, a file, or a location.',
	options: [{ displayName: LABEL, name: 'header', values }],
};

/**
 * @param collection value of {@link templateHeaderField}
 * @param read for a text
 * @returns undefined if no variable was added; without the address of a file if it's one of the item
 * @throws InvalidFieldError if one was added and its value is missing or invalid
 */
export function composeTemplateHeader(collection: unknown, read: ReadVariable): TemplateComponent | undefined {
	const [entry] = entriesOf(collection, 'header');
	return entry && { type: 'header', parameters: [parseParameter(entry, read)] };
}

/** @returns the item's file for the header, or undefined if it has none */
export function headerFileOfFields(collection: unknown): HeaderFile | undefined {
	const [entry] = entriesOf(collection, 'header');
	if (entry?.type !== 'media' || !takesFile(entry)) return undefined;
	return { value: entry.binaryPropertyName, label: `${LABEL}, ${binaryPropertyNameField.displayName}` };
}

function takesFile(entry: Entry): boolean {
	return choice(entry.mediaSource, ['url', 'binary'], `${LABEL}, ${mediaSourceField.displayName}`) === 'binary';
}

function parseParameter(entry: Entry, read: ReadVariable): TemplateParameter {
	const before = `${LABEL}, `;
	switch (choice(entry.type, ['text', 'media', 'location'], `${before}Type`)) {
		case 'text': {
			const label = `${before}Text`;
			const text = read(required(asLine(entry.text, label), label, 'Enter it, or remove it if the header takes none.'), label);
			return { type: 'text', ...parseParameterName(entry, LABEL), text: atMost(text, label, MAX_HEADER_TEXT) };
		}
		case 'media': {
			if (takesFile(entry)) return { type: 'media' };
			const label = `${before}Media URL`;
			const url = required(asLine(entry.media, label), label, `Enter the address of the file, for example ${EXAMPLE}.`);
			return { type: 'media', media: parseWebAddress(url, label, EXAMPLE) };
		}
		case 'location':
			return { type: 'location', location: parseHeaderLocation((name) => entry[name], before) };
	}
}
