import { randomBytes } from 'node:crypto';

import { PlivoFault } from './fault';
import type { PlivoClient } from './request';
import type { UploadedMedia } from './types';

/** A file for Plivo's media store. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	data: Buffer;
}

/** A file that the media store has; it is gone after six hours unless a message was sent with it. */
export type StoredMedia = UploadedMedia & { media_id: string };

/** Plivo's limits for one upload. It does not say which megabyte it means: the larger one, so that Plivo has the last word. */
export const MOST_FILES = 10;
export const MOST_BYTES_PER_FILE = 2 * 1024 * 1024;

/**
 * Puts files into Plivo's media store, in one request. Whether they are within the limits is for the caller to check.
 *
 * @returns what the store says of each, in the order of the files
 * @throws PlivoFault also when it took only some of them: a message without the others is not what was meant
 */
export async function uploadMedia(client: PlivoClient, files: UploadFile[]): Promise<StoredMedia[]> {
	const boundary = `n8n-nodes-plivo-${randomBytes(16).toString('hex')}`;
	const { objects = [] } = await client.upload<{ objects?: UploadedMedia[] }>(
		'Media/',
		multipart(files, boundary),
		`multipart/form-data; boundary=${boundary}`,
	);
	const stored = objects.filter(isStored);
	if (stored.length >= files.length) return stored;

	const refused = objects.filter((media) => !isStored(media));
	const reasons = refused.map(({ file_name, error_message, status }) => `${file_name}: ${error_message ?? status ?? 'not taken'}`);
	const text = reasons.join('; ') || `Plivo took ${stored.length} of ${files.length} files`;
	throw new PlivoFault('refused', 'refused', text, refused[0]?.status_code ?? 400);
}

function isStored(media: UploadedMedia): media is StoredMedia {
	const { media_id, status_code = 201, error_message } = media;
	return Boolean(media_id) && !error_message && status_code >= 200 && status_code < 300;
}

/** By hand, because a package for it would be a dependency at run time, and the one that n8n brings is no contract. */
function multipart(files: UploadFile[], boundary: string): Buffer {
	const parts = files.flatMap(({ fileName, mimeType, data }) => [
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escaped(fileName)}"\r\nContent-Type: ${safeType(mimeType)}\r\n\r\n`,
		),
		data,
		Buffer.from('\r\n'),
	]);
	return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

/** A file name within the quotes of a header: without folders, and escaped as browsers do, so that it cannot end the header. */
function escaped(fileName: string): string {
	const name = fileName.replace(/^.*[/\\]/s, '');
	return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character)).replace(/\p{Cc}/gu, '');
}

function safeType(mimeType: string): string {
	return /^[\x21-\x7e]+\/[\x20-\x7e]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
}
