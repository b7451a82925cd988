import { updateDisplayOptions } from 'n8n-workflow';

import { recordOf } from '../../client/wire/response';
import type { PerItemOperation } from '../operation';
import { mediaIdField, readMediaId } from './mediaId';

/** Media → Get: the record of one uploaded file. */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['media'], operation: ['get'] } }, [mediaIdField]),

	async execute(client, i) {
		return recordOf(await client.get<unknown>(`Media/${readMediaId.call(this, i)}/`));
	},
};
