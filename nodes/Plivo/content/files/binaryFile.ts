import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { MAX_BYTES_PER_FILE, type UploadFile } from '../../client/upload';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import type { ItemFile } from './itemFiles';

/** What n8n's binary store knows about a file. */
export interface StoredFile {
	bytes: number;
	/** The type with which the store serves the file; the item may have a different one by now. */
	mimeType?: string;
}

/**
 * Inspects a file without reading it.
 *
 * @throws InvalidFieldError if it is empty, or n8n no longer has it
 */
export async function lookAtFile(context: IExecuteFunctions, itemFile: ItemFile): Promise<StoredFile> {
	const { file, label, subject } = itemFile;
	const { bytes, mimeType } = await stored(context, itemFile);
	if (bytes === 0) throw new InvalidFieldError(label, `${subject} has no content`, 'Check the node that created the file.');
	return { bytes, mimeType: mimeType ?? file.mimeType };
}

async function stored(context: IExecuteFunctions, itemFile: ItemFile): Promise<StoredFile> {
	const { file } = itemFile;
	if (file.id === undefined) return { bytes: Buffer.byteLength(file.data, 'base64') };
	const { fileSize, mimeType } = await orGone(itemFile, context.helpers.getBinaryMetadata(file.id));
	return { bytes: fileSize, mimeType };
}

/**
 * Checks a file for Plivo's media store, without reading it.
 *
 * @returns its size in bytes
 * @throws InvalidFieldError if it is empty or larger than Plivo accepts, or n8n no longer has it
 */
export async function checkUpload(context: IExecuteFunctions, itemFile: ItemFile): Promise<number> {
	const { bytes } = await lookAtFile(context, itemFile);
	if (bytes <= MAX_BYTES_PER_FILE) return bytes;
	const [size, most] = [bytes, MAX_BYTES_PER_FILE].map((count) => count.toLocaleString('en-US'));
	throw new InvalidFieldError(
		itemFile.label,
		`${itemFile.subject} has ${size} bytes, but Plivo accepts up to ${most} (2 MB)`,
		'Make the file smaller.',
	);
}

/**
 * Reads a file for Plivo's media store. The caller has to check it first, because all of it is held in memory.
 *
 * @throws InvalidFieldError if n8n no longer has it
 */
export async function readUpload(context: IExecuteFunctions, itemFile: ItemFile): Promise<UploadFile> {
	const { file, name } = itemFile;
	return { fileName: name, mimeType: file.mimeType, data: await orGone(itemFile, contentOf(context, file)) };
}

/** Reads by ID: for a file object, n8n 1 needs its content, which `{{ $binary.data }}` leaves out. */
async function contentOf({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<Buffer> {
	return id === undefined ? Buffer.from(data, 'base64') : await helpers.binaryToBuffer(await helpers.getBinaryStream(id));
}

/**
 * @param reading from n8n's store
 * @throws InvalidFieldError if that fails: n8n's own error message is a path on its disk
 */
export async function orGone<T>({ label, subject }: ItemFile, reading: Promise<T>): Promise<T> {
	return await reading.catch((): never => {
		throw new InvalidFieldError(
			label,
			`${subject} can no longer be read from n8n's storage`,
			'n8n deletes files together with the execution that created them. Run the node that creates the file again.',
		);
	});
}
