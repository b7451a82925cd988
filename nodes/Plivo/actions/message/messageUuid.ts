import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseUuid } from '../../fields/uuid';

export const messageUuidField: INodeProperties = {
	displayName: 'Message UUID',
	name: 'messageUuid',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. db3ce55a-7f1d-11e1-8ea7-1231380bc196',
	description: 'The message_uuid from the output of Send or List',
};

/** @throws InvalidFieldError if it is empty or isn't a UUID */
export function readMessageUuid(this: IExecuteFunctions, i: number): string {
	return parseUuid(
		this.getNodeParameter('messageUuid', i),
		'Message UUID',
		'Drag message_uuid into the field from the output of Send or List.',
	);
}
