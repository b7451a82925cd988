import { updateDisplayOptions } from 'n8n-workflow';

import { readList } from '../../client/paginate';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import type { PerItemOperation } from '../operation';

/** Media → List: records of the uploaded files. */
export const list: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['media'], operation: ['list'] } }, returnAllFields),

	async execute(client, i) {
		return await readList(client, 'Media/', {}, {
			limit: readLimit.call(this, i),
			identify: (record) => record.media_id,
		});
	},
};
