import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { readPage } from '../../client/wire/page';
import { downloadFields, readDownload } from '../download';
import type { Output, PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

const fields: INodeProperties[] = [
	messageUuidField,
	...downloadFields('Whether to download the files too, each to the item of its record'),
];

/** Message → List Media: the media of one MMS, one item each, including the file if requested. */
export const listMedia: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['listMedia'] } }, fields),

	async execute(client, i) {
		const path = `Message/${readMessageUuid.call(this, i)}/Media/`;
		const toItem = readDownload.call(this, i);

		// Plivo returns all media of a message in one response: a message has at most 10, and this list has no `meta`.
		const { records } = readPage(await client.get<unknown>(path));
		const output: Output = [];
		for (const record of records) output.push(await toItem(record));
		return output;
	},
};
