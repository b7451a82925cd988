import type { INodeProperties } from 'n8n-workflow';

import type { ReadField } from '../../../fields/readField';
import { choice } from '../../../fields/textChecks';
import { binaryPropertyNameField, mediaSourceField } from '../signedMediaUrl';

const LABEL = 'Header Media Source';

export const headerMediaSourceField: INodeProperties = {
	...mediaSourceField,
	displayName: LABEL,
	name: 'headerMediaSource',
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
