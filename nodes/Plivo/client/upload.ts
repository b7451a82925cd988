import { randomBytes } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { PlivoRequestError } from '../errors/plivoRequestError';
import { errorWords } from './failures/plivoText';
import type { PlivoClient } from './plivoClient';
import { readPage } from './wire/page';
import { isObject, numberOf, textOf, unexpected } from './wire/response';

/** A file for Plivo's media store. */
export interface UploadFile {
	fileName: string;
	mimeType: string;
	data: Buffer;
}

/** A file in the media store. It is deleted after six hours unless a message was sent with it. */
export interface StoredMedia extends IDataObject {
	media_id: string;
}

/**
 * Plivo's limits for one upload. It doesn't say which megabyte it means, so this uses the larger one and lets Plivo decide.
 */
export const MAX_FILES = 10;
export const MAX_BYTES_PER_FILE = 2 * 1024 * 1024;

/**
 * Uploads files to Plivo's media store, in one request. The caller has to check the limits.
 *
 * @param files each read when it is the upload's turn
 * @returns the store's record of each, in the order of the files
 * @throws PlivoRequestError also if it accepted only some of them: a message without the others isn't what was intended
 */
export async function uploadMedia(client: PlivoClient, files: Array<() => Promise<UploadFile>>): Promise<StoredMedia[]> {
	const boundary = `n8n-nodes-plivo-${randomBytes(16).toString('hex')}`;
	const makeBody = async () => multipart(await Promise.all(files.map(async (read) => await read())), boundary);
	const response = await client.upload<unknown>('Media/', makeBody, `multipart/form-data; boundary=${boundary}`);
	const stored: StoredMedia[] = [];
	const refused: Refusal[] = [];
	for (const record of readPage(response).records) {
		const uploaded = readUploaded(record);
		if ('media' in uploaded) stored.push(uploaded.media);
		else refused.push(uploaded);
	}
	// If there are more than were uploaded, one belongs to somebody else.
	if (stored.length > files.length) throw unexpected(`it names ${stored.length} files, but ${files.length} were uploaded`);
	if (stored.length === files.length) return stored;

	const text = refused.map(({ reason }) => reason).join('; ') || `Plivo accepted ${stored.length} of ${files.length} files`;
	throw new PlivoRequestError('refused', 'refused', text, refused[0]?.status ?? 400);
}

interface Refusal {
	reason: string;
	/** In the form of an HTTP status. */
	status?: number;
}

/**
 * The store's record of one file. For a rejected file, it has no `media_id` but a reason, although the response as a
 * whole is a success. `status_code` is 201 for a file that was stored.
 */
function readUploaded(record: unknown): { media: StoredMedia } | Refusal {
	const { media_id, file_name, status, status_code, error_message } = isObject(record) ? record : {};
	const [id, code, error] = [textOf(media_id), numberOf(status_code), wordsOf(error_message)];
	if (isObject(record) && id !== undefined && error === undefined && (code === undefined || (code >= 200 && code < 300))) {
		return { media: { ...record, media_id: id } };
	}
	return { reason: `${textOf(file_name) ?? 'A file'}: ${error ?? wordsOf(status) ?? 'not accepted'}`, status: code };
}

/** The text of a rejection, whatever its shape. One without any text is a rejection too. */
function wordsOf(value: unknown): string | undefined {
	return value ? (textOf(value) ?? errorWords(value) ?? 'no reason given') : undefined;
}

/** Written by hand, because a package for it would be a runtime dependency, and n8n doesn't guarantee the one it includes. */
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

/** A file name for the quotes of a header: without folders, and escaped as browsers do, so that it can't end the header. */
function escaped(fileName: string): string {
	const name = fileName.replace(/^.*[/\\]/s, '');
	return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character)).replace(/\p{Cc}/gu, '');
}

function safeType(mimeType: string): string {
	return /^[\x21-\x7e]+\/[\x20-\x7e]+$/.test(mimeType) ? mimeType : 'application/octet-stream';
}
