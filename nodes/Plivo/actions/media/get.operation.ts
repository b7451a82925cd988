import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';

import type { PerItemOperation } from '../operation';
import { mediaIdField, readMediaId } from './mediaId';

/** Media → Get: the record of one uploaded file. */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['media'], operation: ['get'] } }, [mediaIdField]),

	async execute(client, i) {
		return await client.read<IDataObject>(`Media/${readMediaId.call(this, i)}/`);
	},
};
