import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { MAX_BYTES_PER_FILE, MAX_FILES, uploadMedia } from '../../client/upload';
import { checkUpload, readUpload } from '../../content/files/binaryFile';
import { fileReferences, findFile, type FileReference } from '../../content/files/itemFiles';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import type { PerItemOperation } from '../operation';

const LABEL = 'Input Data Field Name';

const fields: INodeProperties[] = [
	{
		displayName: LABEL,
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file to upload, or the file itself from an expression. Separate several names with commas.',
		description:
			`Up to ${MAX_FILES} files of ${MAX_BYTES_PER_FILE / 1024 / 1024} MB each: pictures, audio, video, contact cards, PDF and others. Plivo deletes a file after 6 hours unless a message was sent with it.`,
	},
];

/** Media → Upload: uploads files of the item to Plivo's media store, and outputs an item for each. */
export const upload: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['media'], operation: ['upload'] } }, fields),

	async execute(client, i) {
		const references = fileReferences(this, i, this.getNodeParameter('binaryPropertyName', i), LABEL);
		refuseCount(references);
		const files = references.map((reference) => findFile(this, i, reference, LABEL));
		for (const file of files) await checkUpload(this, file);
		const stored = await uploadMedia(client, files.map((file) => async () => await readUpload(this, file)));
		// The field that the next node most likely needs comes first.
		return stored.map(({ media_id, ...rest }) => ({ media_id, ...rest }));
	},
};

/** @throws InvalidFieldError if there is none, or there are more than Plivo accepts at once */
function refuseCount({ length }: FileReference[]): void {
	if (length === 0) throw new InvalidFieldError(LABEL, 'is empty', 'Enter the name of the field that holds the file, such as data.');
	if (length > MAX_FILES) {
		throw new InvalidFieldError(LABEL, `names ${length} files, but Plivo accepts up to ${MAX_FILES} at once`, 'Split them across several items.');
	}
}
