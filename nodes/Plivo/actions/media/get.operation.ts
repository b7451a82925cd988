import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { recordOf } from '../../client/wire/response';
import { downloadFields, readDownload } from '../download';
import type { PerItemOperation } from '../operation';
import { mediaIdField, readMediaId } from './mediaId';

const fields: INodeProperties[] = [mediaIdField, ...downloadFields('Whether to download the file too')];

/** Media → Get: the record of one uploaded file, including the file if requested. */
export const get: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['media'], operation: ['get'] } }, fields),

	async execute(client, i) {
		const path = `Media/${readMediaId.call(this, i)}/`;
		const toItem = readDownload.call(this, i);
		return [await toItem(recordOf(await client.get<unknown>(path)))];
	},
};
