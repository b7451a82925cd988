import type { INodeProperties } from 'n8n-workflow';

import type { ReadField } from '../../../fields/readField';
import { choice } from '../../../fields/textChecks';
import { binaryPropertyNameField } from '../signedMediaUrl';

const LABEL = 'Header Media Source';

export const headerMediaSourceField: INodeProperties = {
	displayName: LABEL,
	name: 'headerMediaSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'File of the Item', value: 'binary', description: 'A file that an earlier node added to the item' },
		{ name: 'URL', value: 'url', description: 'A file that anyone can download from the web' },
	],
	default: 'url',
	displayOptions: { show: { interactiveType: ['reply'], headerType: ['media'] } },
};

export const headerFileField: INodeProperties = {
	...binaryPropertyNameField,
	name: 'headerBinaryPropertyName',
	displayOptions: { show: { interactiveType: ['reply'], headerType: ['media'], headerMediaSource: ['binary'] } },
};

/**
 * Whether the header of media is a file of the item.
 *
 * @throws InvalidFieldError if the field has none of its options
 */
export function takesFile(read: ReadField): boolean {
	return choice(read(headerMediaSourceField.name), ['url', 'binary'], LABEL) === 'binary';
}
