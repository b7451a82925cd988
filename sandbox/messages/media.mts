import type { MessageMedia } from './message.mts';

/** A red dot, one pixel wide. */
const pixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
	'base64',
);

/**
 * What the sandbox holds for a media URL. Plivo fetches the file; the sandbox calls nobody it was not asked to call, so
 * every file is the same one-pixel picture under the name it has in the URL.
 */
export function mediaFromUrl(url: string, mediaId: string, uploadTime: number): MessageMedia {
	const fileName = new URL(url).pathname.split('/').at(-1) || 'media';
	return { mediaId, fileName, contentType: 'image/png', size: pixel.length, uploadTime };
}

/** The bytes of a media file. */
export function mediaBytes(_media: MessageMedia): Buffer {
	return pixel;
}
