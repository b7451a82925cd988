import type { IBinaryKeyData, IWebhookFunctions } from 'n8n-workflow';

import { downloadMedia } from '../transport/download';
import type { InboundItem } from './events/inbound';

/** For all files of a message together, from when Plivo has been answered. */
const TIME_LIMIT_MS = 120_000;

/** What the item says of a file: where it is, or why it is not. */
export type MediaWithFile = InboundItem['media'][number] & { binaryField?: string; downloadError?: string };

/**
 * Fetches the files of a message side by side. One that fails leaves its address and the reason on the item.
 *
 * @param mostBytes for each file
 * @returns the files under `data`, `data1`, `data2`, so that nodes which look for `data` find the first
 */
export async function downloadFiles(
	context: IWebhookFunctions,
	{ messageUuid, media }: InboundItem,
	mostBytes: number,
): Promise<{ media: MediaWithFile[]; binary: IBinaryKeyData }> {
	const binary: IBinaryKeyData = {};
	const shown = await Promise.all(
		media.map(async (entry, index): Promise<MediaWithFile> => {
			const file = { media_id: `${messageUuid}/${index}`, media_url: entry.url, content_type: entry.contentType };
			const download = await downloadMedia(context, file, mostBytes, TIME_LIMIT_MS).catch((error: unknown) => ({
				reason: `The file could not be stored (${error instanceof Error ? error.message : String(error)})`,
			}));
			if (!('file' in download)) return { ...entry, downloadError: download.reason };
			const binaryField = index === 0 ? 'data' : `data${index}`;
			binary[binaryField] = download.file;
			return { ...entry, binaryField };
		}),
	);
	return { media: shown, binary };
}
