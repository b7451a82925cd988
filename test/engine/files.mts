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
