import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { downloadMedia } from '../client/download';
import { readMediaFile } from '../client/wire/messageMedia';
import { isObject } from '../client/wire/response';
import { parseBoolean } from '../fields/boolean';
import { DEFAULT_MAX_SIZE, MAX_SIZE, parseMaxSize } from '../fields/maxSize';
import { asText } from '../fields/text';
import { RecordWithFiles } from './operation';

const FIELD = 'Put Output File in Field';
const DEFAULT_FIELD = 'data';

/**
 * The fields of an operation that can download the files of the records that it returns.
 *
 * @param description of the switch
 */
export function downloadFields(description: string): INodeProperties[] {
	return [
		{ displayName: 'Download', name: 'download', type: 'boolean', default: false, description },
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
					description: "A larger file isn't downloaded, and its item says so in download_error",
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
}

/** Makes an item of Plivo's record of a file, with the file itself if it's downloaded. */
type ToItem = (record: unknown) => Promise<IDataObject | RecordWithFiles>;

/**
 * Reads the fields of {@link downloadFields}.
 *
 * @returns a function that makes an item of each record. A failed download doesn't fail: the record is still useful, and
 * says in `download_error` why the file is missing. It throws a PlivoRequestError if the execution is cancelled meanwhile
 * @throws InvalidFieldError if a field has no valid value
 */
export function readDownload(this: IExecuteFunctions, itemIndex: number): ToItem {
	if (!parseBoolean(this.getNodeParameter('download', itemIndex, false), 'Download')) return async (record) => shown(record);
	const field = asText(this.getNodeParameter('options.binaryPropertyName', itemIndex, ''), FIELD).trim() || DEFAULT_FIELD;
	const maxBytes = parseMaxSize(this.getNodeParameter('options.maxSizeMb', itemIndex, DEFAULT_MAX_SIZE));
	return async (record) => {
		const result = await downloadMedia(this, readMediaFile(record), maxBytes);
		if ('file' in result) return new RecordWithFiles(shown(record), { [field]: result.file });
		return { ...shown(record), download_error: result.reason };
	};
}

/** A record as Plivo returned it. Anything else is shown too, so that every file is accounted for. */
function shown(record: unknown): IDataObject {
	return isObject(record) ? record : { record: JSON.stringify(record) };
}
