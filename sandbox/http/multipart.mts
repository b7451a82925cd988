import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { FastifyRequest } from 'fastify';
import { PlivoError } from './errors.mts';

/** A file of a form, as its part names it. */
export interface FormFile {
	/** The name of the part. */
	part: string;
	fileName: string;
	contentType: string;
	bytes: Buffer;
}

/** A body of the type multipart/form-data, as uploads have it. */
export class MultipartBody {
	constructor(
		readonly files: FormFile[],
		/** Name and value of the parts that aren't files. */
		readonly fields: Array<[string, string]>,
		/** Why it couldn't be read to the end; null if it could. */
		readonly problem: string | null,
	) {}

	/** What the record of the request shows, by the name of the part: texts unchanged, files without their bytes. */
	shown(): Record<string, unknown[]> {
		const byPart: Record<string, unknown[]> = {};
		for (const [name, value] of this.fields) (byPart[name] ??= []).push(value);
		for (const { part, fileName, contentType, bytes } of this.files) {
			(byPart[part] ??= []).push({ fileName, contentType, size: bytes.length });
		}
		return byPart;
	}
}

/** Reads a form without checking it; see http/body.mts. */
export async function parseMultipart(raw: Buffer, contentType: string): Promise<MultipartBody> {
	const files: FormFile[] = [];
	const fields: Array<[string, string]> = [];
	try {
		const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8' });
		parser.on('field', (name, value) => fields.push([name, value]));
		parser.on('file', (part, stream, { filename, mimeType }) => {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			// The stream of an incomplete part ends with an error, which the parser also reports.
			stream.on('error', () => undefined);
			// A part may have no file name. busboy then returns undefined, although its types say otherwise.
			const fileName = filename as string | undefined;
			stream.on('end', () => {
				files.push({ part, fileName: fileName ?? '', contentType: mimeType, bytes: Buffer.concat(chunks) });
			});
		});
		await pipeline(Readable.from([raw]), parser);
		return new MultipartBody(files, fields, null);
	} catch (error) {
		return new MultipartBody(files, fields, messageOf(error));
	}
}

/** Checks the shape, not the class: under jest, busboy's errors are of another realm's class. */
function messageOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** A hook for routes that accept uploads. @throws PlivoError 400; not known about live Plivo: its error text */
export async function requireMultipart({ body }: FastifyRequest): Promise<void> {
	if (!(body instanceof MultipartBody)) throw new PlivoError(400, 'The body has to be of type multipart/form-data.');
	if (body.problem !== null) throw new PlivoError(400, `The body is no proper multipart/form-data: ${body.problem}.`);
}
