import { isObject, numberOf, textOf } from './response';

/** What is known of a file of a message before it is fetched. */
export interface MediaFile {
	/** Open to everybody who knows it. */
	media_url?: string;
	content_type?: string | null;
	file_name?: string | null;
	/** In bytes. */
	size?: number | null;
}

/**
 * Reads Plivo's record of a file. Its samples leave out `file_name`, and the host of the file may know no more than the
 * address says.
 */
export function readMediaFile(record: unknown): MediaFile {
	if (!isObject(record)) return {};
	const { media_url, content_type, file_name, size } = record;
	return { media_url: textOf(media_url), content_type: textOf(content_type), file_name: textOf(file_name), size: numberOf(size) };
}
