import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { orGone } from './binaryFile';
import type { ItemFile } from './itemFiles';

/**
 * n8n's marker for a file that was stored before its execution had an ID, by a webhook, a form, or a trigger. When a
 * production execution ends or starts to wait, n8n replaces the marker with the ID and so moves the file (n8n's
 * restoreBinaryDataId looks for the same marker).
 */
const TEMPORARY = '/temp/';

/** One copy of each file for all items of a run, because many messages may have the same one. */
const copies = new WeakMap<IExecuteFunctions, Map<string, Promise<IBinaryData>>>();

/**
 * @returns the file, or a copy of it under the running execution if n8n is about to move it; a link to it is valid as
 * long as n8n keeps the execution
 * @throws InvalidFieldError if n8n no longer has it, or the error of n8n's store if it can't copy the file
 */
export async function lastingFile(context: IExecuteFunctions, itemFile: ItemFile): Promise<IBinaryData> {
	const { file } = itemFile;
	const { id } = file;
	if (id === undefined || !id.includes(TEMPORARY)) return file;
	const ofRun = copies.get(context) ?? new Map<string, Promise<IBinaryData>>();
	copies.set(context, ofRun);
	const known = ofRun.get(id);
	if (known !== undefined) return await known;
	const copy = copyOf(context, itemFile, id);
	ofRun.set(id, copy);
	// It may succeed for another item.
	copy.catch(() => ofRun.delete(id));
	return await copy;
}

/** Copies as a stream, because a document for WhatsApp may have 100 MB. */
async function copyOf({ helpers }: IExecuteFunctions, itemFile: ItemFile, id: string): Promise<IBinaryData> {
	const { file } = itemFile;
	const { fileName = file.fileName, mimeType = file.mimeType } = await orGone(itemFile, helpers.getBinaryMetadata(id));
	return await helpers.prepareBinaryData(await orGone(itemFile, helpers.getBinaryStream(id)), fileName, mimeType);
}

/**
 * Whether n8n deletes a file as soon as the running execution has succeeded, as far as n8n shows: the workflow's own setting
 * is known, the server's default isn't. Manual executions are kept for at least an hour. A file of another execution, such
 * as the parent of a sub-workflow, stays as long as that one. From S3 and Azure, n8n deletes nothing with an execution.
 */
export function isDeletedAfterRun(
	context: Pick<IExecuteFunctions, 'getMode' | 'getWorkflowSettings' | 'getExecutionId'>,
	{ id = '' }: IBinaryData,
): boolean {
	if (context.getMode() === 'manual' || context.getWorkflowSettings().saveDataSuccessExecution !== 'none') return false;
	// Database IDs don't show which execution a file belongs to.
	if (id.startsWith('database:')) return true;
	const [, owner] = /^filesystem(?:-v2)?:workflows\/[^/]+\/executions\/([^/]+)\//.exec(id) ?? [];
	return owner !== undefined && (owner === 'temp' || owner === context.getExecutionId());
}
