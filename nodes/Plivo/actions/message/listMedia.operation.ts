import { updateDisplayOptions, type IDataObject, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

import { downloadMedia } from '../../client/download';
import { readMediaFile } from '../../client/wire/messageMedia';
import { readPage } from '../../client/wire/page';
import { isObject } from '../../client/wire/response';
import { parseBoolean } from '../../fields/boolean';
import { DEFAULT_MAX_SIZE, MAX_SIZE, parseMaxSize } from '../../fields/maxSize';
import { asText } from '../../fields/text';
import { RecordWithFiles, type Output, type PerItemOperation } from '../operation';
import { messageUuidField, readMessageUuid } from './messageUuid';

const FIELD = 'Put Output File in Field';
const DEFAULT_FIELD = 'data';

const fields: INodeProperties[] = [
	messageUuidField,
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		default: false,
		description: 'Whether to download the files too, each to the item of its record',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { download: [true] } },
		options: [
			{
				displayName: MAX_SIZE,
				name: 'maxSizeMb',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULT_MAX_SIZE,
				description: "A larger file isn't downloaded, and its item says so in downloadError",
			},
			{
				displayName: FIELD,
				name: 'binaryPropertyName',
				type: 'string',
				default: DEFAULT_FIELD,
				hint: 'The name of the output field to put the file in',
			},
		],
	},
];

/** Message → List Media: the media of one MMS, one item each, including the file if requested. */
export const listMedia: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['listMedia'] } }, fields),

	async execute(client, i) {
		const path = `Message/${readMessageUuid.call(this, i)}/Media/`;
		const download = parseBoolean(this.getNodeParameter('download', i, false), 'Download') ? readOptions.call(this, i) : undefined;

		// Plivo returns all media of a message in one response: a message has at most 10, and this list has no `meta`.
		const { records } = readPage(await client.get<unknown>(path));
		if (download === undefined) return records.map(shown);

		const output: Output = [];
		for (const record of records) {
			// A failed download doesn't fail the others: its record is still useful, and the sender won't send it again.
			const result = await downloadMedia(this, readMediaFile(record), download.maxBytes);
			output.push(
				'file' in result
					? new RecordWithFiles(shown(record), { [download.field]: result.file })
					: { ...shown(record), downloadError: result.reason },
			);
		}
		return output;
	},
};

/** A record as Plivo returned it. Anything else is shown too, so that every file is accounted for. */
function shown(record: unknown): IDataObject {
	return isObject(record) ? record : { record: JSON.stringify(record) };
}

function readOptions(this: IExecuteFunctions, i: number): { field: string; maxBytes: number } {
	const field = asText(this.getNodeParameter('options.binaryPropertyName', i, ''), FIELD).trim() || DEFAULT_FIELD;
	const maxBytes = parseMaxSize(this.getNodeParameter('options.maxSizeMb', i, DEFAULT_MAX_SIZE));
	return { field, maxBytes };
}
