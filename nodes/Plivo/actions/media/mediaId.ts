import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseUuid } from '../../fields/uuid';

export const mediaIdField: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 801c2056-33ab-499c-80ef-58b574a462a2',
	description: 'The media_id from the output of Upload or List',
};

/** @throws InvalidFieldError if it is empty or isn't a UUID */
export function readMediaId(this: IExecuteFunctions, i: number): string {
	return parseUuid(
		this.getNodeParameter('mediaId', i),
		'Media ID',
		'Drag media_id into the field from the output of Upload or List.',
	);
}
