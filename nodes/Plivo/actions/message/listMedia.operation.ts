import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';

import type { Page } from '../../transport/types';
import type { PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

/** Message → List Media: the media of one MMS, an item for each. */
export const listMedia: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['listMedia'] } }, [messageUuidField]),

	async execute(client, i) {
		// Plivo gives all media of a message in one answer: a message has 10 at most, and this list has no `meta`.
		const { objects } = await client.read<Page<IDataObject>>(`Message/${readMessageUuid.call(this, i)}/Media/`);
		return objects ?? [];
	},
};
