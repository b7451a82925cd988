import type { IExecuteFunctions } from 'n8n-workflow';

import { mediaType } from '../../compose/mediaFile';
import { refuseEntries, refuseMmsType, refuseTooMuchMedia } from '../../compose/mms';
import type { Message } from '../../delivery/message';
import type { PlivoClient } from '../../transport/request';
import { uploadMedia } from '../../transport/upload';
import { checkUpload, readUpload } from '../media/binaryFile';
import { fileReferences, findFile } from '../media/itemFiles';

const LABEL = 'Input Data Field Names';

/**
 * Checks the item's files of an MMS, and promises to upload them: that happens when everything has been checked.
 *
 * @throws InvalidField when there is none, one is missing or of a type that no MMS carries, or one or all together are
 * larger than Plivo takes
 */
export async function uploadOfFiles(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
): Promise<NonNullable<Message['attach']>> {
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
