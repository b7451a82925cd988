import { isObject, numberOf, textOf } from './response';

/** What is known about a file of a message before it is downloaded. */
export interface MediaFile {
	/** Accessible to everybody who knows it. */
	media_url?: string;
	content_type?: string | null;
	file_name?: string | null;
	/** In bytes. */
	size?: number | null;
}

/**
 * Reads Plivo's record of a file. Plivo's samples don't include `file_name`, and the host of the file may know no name
 * beyond the one in the address.
 */
export function readMediaFile(record: unknown): MediaFile {
	if (!isObject(record)) return {};
	const { media_url, content_type, file_name, size } = record;
	return { media_url: textOf(media_url), content_type: textOf(content_type), file_name: textOf(file_name), size: numberOf(size) };
}
