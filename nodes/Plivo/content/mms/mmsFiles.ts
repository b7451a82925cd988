import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../client/plivoClient';
import { uploadMedia } from '../../client/upload';
import type { MessageBody } from '../../client/wire/messageTypes';
import { checkUpload, readUpload } from '../files/binaryFile';
import { fileReferences, findFile } from '../files/itemFiles';
import { mediaType } from '../files/mediaFile';
import { refuseEntries, refuseMmsType, refuseTooMuchMedia } from './mms';

const LABEL = 'Input Data Field Names';

/**
 * Checks the item's files of an MMS, and returns a function that uploads them once everything has been checked.
 *
 * @throws InvalidFieldError if there is none, one is missing or of a type that an MMS can't contain, or one or all
 * together are larger than Plivo accepts
 */
export async function uploadOfFiles(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
): Promise<() => Promise<Pick<MessageBody, 'media_ids'>>> {
	const references = fileReferences(this, itemIndex, this.getNodeParameter('binaryPropertyNames', itemIndex, ''), LABEL);
	refuseEntries(
		references.map((reference) => (typeof reference === 'string' ? reference.trim() : reference)),
		LABEL,
	);
	const files = references.map((reference) => findFile(this, itemIndex, reference, LABEL));
	const sizes: number[] = [];
	for (const file of files) {
		const bytes = await checkUpload(this, file);
		refuseMmsType({ ...file, type: mediaType(file.file.mimeType, file.name), bytes });
		sizes.push(bytes);
	}
	refuseTooMuchMedia(sizes);

	return async () => {
		const stored = await uploadMedia(client, files.map((file) => async () => await readUpload(this, file)));
		return { media_ids: stored.map(({ media_id }) => media_id) };
	};
}
