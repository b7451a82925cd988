import type { IBinaryKeyData, IWebhookFunctions } from 'n8n-workflow';

import { downloadMedia } from '../client/download';
import { parseUrl } from '../fields/parseUrl';
import type { InboundItem } from '../webhooks/events/inbound';

/** For all files of a message together, counted from the response to Plivo. */
export const TIME_LIMIT_MS = 120_000;

/** The host of message files in Plivo's references, and the only one they mention. */
const PLIVO_FILES = 'media.plivo.com';

const NO_REDIRECTS = { reason: `Verify Signature is off, so redirects from ${PLIVO_FILES} aren't followed` };

/** What the item says about a file: where it is, or why it's missing. */
export type MediaWithFile = InboundItem['media'][number] & { binary_field?: string; download_error?: string };

/**
 * Downloads the files of a message in parallel. If one fails, the item has its address and the reason.
 *
 * @param maxBytes for each file
 * @param isProven whether the call that named the files was signed by Plivo. Anybody can make an unsigned call, so then only
 * files on Plivo's own host are downloaded. Otherwise, n8n would call any address for anybody, even in its own network. For
 * the same reason, redirects aren't followed then: Plivo's references name no other host that one could lead to
 * @returns the files under `data`, `data1`, `data2`, so that nodes that look for `data` find the first
 */
export async function downloadFiles(
	context: IWebhookFunctions,
	{ message_uuid: messageUuid, media }: InboundItem,
	{ maxBytes, isProven }: { maxBytes: number; isProven: boolean },
): Promise<{ media: MediaWithFile[]; binary: IBinaryKeyData }> {
	const binary: IBinaryKeyData = {};
	const shown = await Promise.all(
		media.map(async (entry, index): Promise<MediaWithFile> => {
			const file = { media_id: `${messageUuid}/${index}`, media_url: entry.url, content_type: entry.content_type };
			const download =
				isProven || isAtPlivo(entry.url)
					? await downloadMedia(context, file, maxBytes, TIME_LIMIT_MS, isProven ? undefined : NO_REDIRECTS.reason).catch((error: unknown) => ({
							reason: `The file could not be stored (${error instanceof Error ? error.message : String(error)})`,
						}))
					: { reason: `Verify Signature is off, so only files at ${PLIVO_FILES} are downloaded` };
			if (!('file' in download)) return { ...entry, download_error: download.reason };
			const binaryField = index === 0 ? 'data' : `data${index}`;
			binary[binaryField] = download.file;
			return { ...entry, binary_field: binaryField };
		}),
	);
	return { media: shown, binary };
}

/** Whether an address is on the host where Plivo keeps the files of messages. */
export function isAtPlivo(address: string): boolean {
	const url = parseUrl(address);
	return url?.protocol === 'https:' && url.host === PLIVO_FILES && url.username === '' && url.password === '';
}
