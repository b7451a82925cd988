import { readdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

/** n8n-core's own service container: another copy of the package, at the top of node_modules, knows none of its services. */
function service(): BinaryDataService {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- which copy it is, is only known at run time
	const { Container } = require(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] })) as {
		Container: { get(type: typeof BinaryDataService): BinaryDataService };
	};
	return Container.get(BinaryDataService);
}

/** Opens the store of files on disk that n8n uses by default; before that, n8n-core keeps files in memory. */
export async function openFileStore(): Promise<void> {
	await service().init();
}

/** A file as it stands on an item. */
export function file(fileName: string, mimeType: string, content: Buffer): IBinaryData {
	return { fileName, mimeType, data: content.toString('base64'), bytes: content.length };
}

/** An item with files. */
export function itemWith(binary: Record<string, IBinaryData>): INodeExecutionData {
	return { json: {}, binary };
}

/** What is in a file that came out of the node. */
export async function contentOf(binary: IBinaryData | undefined): Promise<Buffer> {
	if (binary === undefined) throw new Error('There is no file');
	return await service().getAsBuffer(binary);
}

/** Bytes of every value, in an order that no text and no other length has: what breaks in transit shows. */
export function bytes(length: number): Buffer {
	return Buffer.from(Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7 + length) % 256));
}

/** A file in n8n's store: of an execution, or without one of the webhook that is about to begin one. */
export async function storedFile(content: Buffer, { fileName, mimeType }: { fileName: string; mimeType: string }, executionId = ''): Promise<IBinaryData> {
	const location = { type: 'execution', workflowId: 'test', executionId } as const;
	return await service().store(location, content, { fileName, mimeType, data: '' });
}

/**
 * What n8n does with the file of a webhook when a production execution ends. n8n 2.8 and before remove the whole folder
 * with it, other files and all; here every n8n does.
 */
export async function moveToExecution({ id = '' }: IBinaryData, executionId: string): Promise<void> {
	const [, fileId = ''] = id.split(':');
	const folder = dirname(service().getPath(id));
	await service().rename(fileId, fileId.replace('/temp/', `/${executionId}/`));
	await rm(folder, { recursive: true, force: true });
}

/** @returns how many files of the store have been read since, so far */
export function countReads(): () => number {
	const spy = jest.spyOn(service(), 'getAsStream');
	return () => spy.mock.calls.length;
}

/** What n8n's pruning does. */
export async function removeFile({ id = '' }: IBinaryData): Promise<void> {
	for (const end of ['', '.metadata']) await rm(`${service().getPath(id)}${end}`);
}

/** How many files an execution has. */
export async function countFiles(executionId: string): Promise<number> {
	const folder = service().getPath(`filesystem-v2:workflows/test/executions/${executionId}/binary_data`);
	const names = await readdir(folder).catch((): string[] => []);
	return names.filter((name) => !name.endsWith('.metadata')).length;
}

/** What n8n hands out under a signed link. @throws when there is no such file */
export async function fetchLink(link = ''): Promise<{ id: string; content: Buffer; mimeType: string | undefined }> {
	const id = service().validateSignedToken(new URL(link).searchParams.get('token') ?? '');
	return { id, content: await service().getAsBuffer({ id, data: '', mimeType: '' }), mimeType: (await service().getMetadata(id)).mimeType };
}
