import { updateDisplayOptions } from 'n8n-workflow';

import { recordOf } from '../../client/wire/response';
import type { PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

/** Message → Get: the record of one message (its state and cost; it doesn't contain the text). */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['get'] } }, [messageUuidField]),

	async execute(client, i) {
		return recordOf(await client.get<unknown>(`Message/${readMessageUuid.call(this, i)}/`));
	},
};
