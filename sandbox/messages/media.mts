import { randomUUID } from 'node:crypto';
import { PlivoError } from '../http/errors.mts';
import { isWebUrl } from '../http/webUrl.mts';
import type { MediaStore, StoredMedia } from '../media/store.mts';
import { contentTypeOf } from '../media/types.mts';
import type { MessageMedia } from './message.mts';
import type { Variants } from '../variants.mts';
import type { SendBody } from './sendSchema.mts';

/** A red dot, one pixel wide. */
const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
	'base64',
);

/** Plivo's reference of sending: a message may have ten files, and an MMS over 5 MB fails. */
const maxFiles = 10;
const maxMmsMegabytes = 5;

/**
 * What the sandbox stores for a media URL. Plivo downloads the file. The sandbox doesn't call any address unless it was told to (see
 * links.mts), so every file has the bytes of the same one-pixel picture, with the name in the URL and the type of its extension.
 */
export function mediaFromUrl(url: string, uploadTime: number): MessageMedia {
	const fileName = new URL(url).pathname.split('/').at(-1) || 'media';
	const contentType = contentTypeOf(fileName) ?? 'image/png';
	return { mediaId: randomUUID(), fileName, contentType, bytes: pixel, uploadTime, sourceUrl: url };
}

/** @throws PlivoError 400 if one of them isn't a web address */
export function checkMediaUrls(urls: string[]): void {
	const bad = urls.find((url) => !isWebUrl(url));
	if (bad !== undefined) throw new PlivoError(400, `'media_urls' has '${bad}', which is not a valid URL.`);
}

export interface MmsMedia {
	urls: string[];
	uploads: StoredMedia[];
}

/**
 * The files of an MMS: by URL, by the id of an upload, or both.
 *
 * Not known about live Plivo: whether both can be used together, whether the limit of ten applies to their sum (it does here),
 * and whether an unknown id is rejected, as here, or the message fails.
 *
 * @throws PlivoError 400 if there are no files or too many, a URL is invalid or an upload doesn't exist
 */
export function readMmsMedia(
	{ media_urls, media_ids }: Pick<SendBody, 'media_urls' | 'media_ids'>,
	owner: string,
	store: MediaStore,
): MmsMedia {
	if (media_urls === undefined && media_ids === undefined) {
		throw new PlivoError(400, "'media_urls' is required for a message of type mms, or 'media_ids'.");
	}
	const urls = media_urls ?? [];
	const ids = media_ids ?? [];
	if (urls.length + ids.length > maxFiles) {
		throw new PlivoError(400, `'media_urls' and 'media_ids' have more than ${maxFiles} files together.`, 'sandbox');
	}
	checkMediaUrls(urls);
	const uploads = ids.map((id) => {
		const upload = store.find(owner, id);
		if (upload !== undefined) return upload;
		throw new PlivoError(400, `'media_ids' has '${id}', which is no media of this account.`, 'sandbox');
	});
	return { urls, uploads };
}

/**
 * The code that an MMS fails with because of its size, as far as the sandbox knows the size: files behind URLs don't count.
 *
 * Not known about live Plivo: whether a megabyte has 1,000,000 bytes or 1,048,576. The switch megabyte decides it, here and for
 * uploads.
 */
export function sizeError({ uploads }: MmsMedia, { megabyte }: Variants): string | undefined {
	const total = uploads.reduce((sum, { bytes }) => sum + bytes.length, 0);
	return total > maxMmsMegabytes * Number(megabyte) ? '120' : undefined;
}

/**
 * The media of one message. Call this when the message is accepted.
 *
 * Not known about live Plivo: whether the media of a message keep the id from their upload (they do here), and their
 * order if URLs and ids are mixed (URLs first here).
 */
export function mediaOfMessage({ urls, uploads }: MmsMedia, time: number): MessageMedia[] {
	for (const upload of uploads) upload.used = true;
	return [
		...urls.map((url) => mediaFromUrl(url, time)),
		...uploads.map(({ mediaId, fileName, contentType, bytes, uploadTime }) => ({
			mediaId,
			fileName,
			contentType,
			bytes,
			uploadTime,
		})),
	];
}
