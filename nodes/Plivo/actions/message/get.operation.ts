import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';

import type { PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

/** Message → Get: the record of one message (its state and cost; Plivo keeps no text in it). */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['get'] } }, [messageUuidField]),

	async execute(client, i) {
		return await client.read<IDataObject>(`Message/${readMessageUuid.call(this, i)}/`);
	},
};
