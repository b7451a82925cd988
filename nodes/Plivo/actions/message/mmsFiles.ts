import type { IExecuteFunctions } from 'n8n-workflow';

import { refuseTooMuchMedia, type MmsContent } from '../../compose/mms';
import type { Message } from '../../delivery/plan';
import type { PlivoClient } from '../../transport/request';
import { uploadMedia } from '../../transport/upload';
import { checkBinaryFile, readBinaryFile } from '../media/binaryFile';

const LABEL = 'Input Data Field Names';

/**
 * Checks the item's files of an MMS, and promises to upload them: that happens when everything has been checked.
 *
 * @returns nothing for an MMS without files of the item
 * @throws InvalidField when a file is missing, or one or all together are larger than Plivo takes
 */
export async function uploadOfFiles(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	{ binaryPropertyNames = [] }: MmsContent,
): Promise<Message['attach']> {
	if (binaryPropertyNames.length === 0) return undefined;
	const sizes: number[] = [];
	for (const name of binaryPropertyNames) sizes.push(await checkBinaryFile(this, itemIndex, name, LABEL));
	refuseTooMuchMedia(sizes);

	return async () => {
		const files = binaryPropertyNames.map(async (name) => await readBinaryFile(this, itemIndex, name, LABEL));
		const stored = await uploadMedia(client, await Promise.all(files));
		return { media_ids: stored.map(({ media_id }) => media_id) };
	};
}
