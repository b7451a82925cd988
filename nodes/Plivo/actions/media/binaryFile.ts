import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InvalidField, quoted } from '../../compose/invalidField';
import { MOST_BYTES_PER_FILE, type UploadFile } from '../../transport/upload';

/**
 * Reads a file of an item, ready for Plivo's media store.
 *
 * @param label of the field that holds the name
 * @throws InvalidField when the item has no such file, or it is empty or larger than Plivo takes
 */
export async function readBinaryFile(
	context: IExecuteFunctions,
	itemIndex: number,
	propertyName: string,
	label: string,
): Promise<UploadFile> {
	const file = findBinaryFile(context, itemIndex, propertyName, label);
	const data = await context.helpers.getBinaryDataBuffer(itemIndex, propertyName);
	refuseSize(file, data.length, propertyName, label);
	return { fileName: nameOf(file, propertyName), mimeType: file.mimeType, data };
}

/**
 * Looks at a file of an item without reading it.
 *
 * @returns its size in bytes
 * @throws InvalidField as {@link readBinaryFile} would
 */
export async function checkBinaryFile(
	context: IExecuteFunctions,
	itemIndex: number,
	propertyName: string,
	label: string,
): Promise<number> {
	const file = findBinaryFile(context, itemIndex, propertyName, label);
	const size =
		file.bytes ??
		(file.id === undefined ? Buffer.byteLength(file.data, 'base64') : (await context.helpers.getBinaryMetadata(file.id)).fileSize);
	refuseSize(file, size, propertyName, label);
	return size;
}

function nameOf({ fileName, fileExtension }: IBinaryData, propertyName: string): string {
	return fileName || [propertyName, fileExtension].filter(Boolean).join('.');
}

function refuseSize(file: IBinaryData, size: number, propertyName: string, label: string): void {
	const name = nameOf(file, propertyName);
	if (size === 0) {
		throw new InvalidField(label, `names ${quoted(propertyName)}, where ${quoted(name)} has no content`, 'Look at the node that made the file.');
	}
	if (size > MOST_BYTES_PER_FILE) {
		const [bytes, most] = [size, MOST_BYTES_PER_FILE].map((count) => count.toLocaleString('en-US'));
		throw new InvalidField(
			label,
			`names ${quoted(propertyName)}, where ${quoted(name)} has ${bytes} bytes, and Plivo takes ${most} (2 MB)`,
			'Make the file smaller.',
		);
	}
}

/**
 * @param label of the field that holds the name
 * @throws InvalidField when the item has no such file, naming those that it has
 */
export function findBinaryFile(
	context: IExecuteFunctions,
	itemIndex: number,
	propertyName: string,
	label: string,
): IBinaryData {
	const file = assertedBinary(context, itemIndex, propertyName);
	if (file !== undefined) return file;
	const names = binaryFields(context, itemIndex);
	throw new InvalidField(
		label,
		`names ${quoted(propertyName)}, and the item has no file there`,
		names.length === 0
			? 'The item has no files at all. Put a node before this one that reads or downloads the file.'
			: `Files of this item are in: ${names.join(', ')}.`,
	);
}

/** n8n knows where files are, but its own words name neither the field nor what the item has. */
function assertedBinary(context: IExecuteFunctions, itemIndex: number, propertyName: string): IBinaryData | undefined {
	try {
		return context.helpers.assertBinaryData(itemIndex, propertyName);
	} catch {
		return undefined;
	}
}

/** The fields of an item that hold files; in workflows whose files are kept among the data, they are there. */
function binaryFields(context: IExecuteFunctions, itemIndex: number): string[] {
	const { json = {}, binary = {} } = context.getInputData()[itemIndex] ?? {};
	const amongData = Object.entries(json).filter(
		([, value]) => typeof value === 'object' && value !== null && 'mimeType' in value && ('id' in value || 'data' in value),
	);
	return [...Object.keys(binary), ...amongData.map(([name]) => name)];
}
