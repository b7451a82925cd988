import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PlivoError } from './errors.mts';
import { MultipartBody, parseMultipart } from './multipart.mts';

/** More than an upload may have, so that the upload's own route rejects it. */
const maxUploadBytes = 64 * 1024 * 1024;

/** A body that isn't JSON, or isn't declared as JSON. */
class NotJson {
	constructor(
		readonly raw: string,
		/** Plivo's rule or one of the sandbox's own; see PlivoError. */
		readonly rule: 'plivo' | 'sandbox',
	) {}
}

/**
 * Reads request bodies without checking them: Plivo checks the credentials before the body, and the record of requests should
 * show what was sent even if it's rejected.
 *
 * @param takeForms whether to also read forms, each field as text
 */
export function readBodies(app: FastifyInstance, takeForms: boolean): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
		done(null, parse(String(body), request.headers['content-type'] ?? ''));
	});
	if (takeForms) {
		app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
			done(null, Object.fromEntries(new URLSearchParams(String(body))));
		});
	}
	app.addContentTypeParser(
		'multipart/form-data',
		{ parseAs: 'buffer', bodyLimit: maxUploadBytes },
		async (request: FastifyRequest, body: Buffer) => await parseMultipart(body, request.headers['content-type'] ?? ''),
	);
}

/** A hook for routes that accept JSON. @throws PlivoError 400, with live Plivo's text */
export async function requireJson(request: FastifyRequest): Promise<void> {
	const { body } = request;
	if (body instanceof NotJson || body instanceof MultipartBody || typeof body !== 'object' || body === null) {
		throw new PlivoError(400, 'invalid json data sent in raw POST', body instanceof NotJson ? body.rule : 'plivo');
	}
}

/**
 * The body as the record of the request shows it: parsed, or as text if it isn't JSON; undefined if there is none. For an upload,
 * it shows each part, with the name, type and size of a file.
 */
export function shownBody(body: unknown): unknown {
	if (body instanceof MultipartBody) return body.shown();
	return body instanceof NotJson ? body.raw : body;
}

/** Not known about live Plivo: whether it accepts JSON with a content type other than application/json. Not accepted here. */
function parse(raw: string, contentType: string): unknown {
	try {
		const parsed: unknown = JSON.parse(raw);
		return /^application\/json\b/i.test(contentType) ? parsed : new NotJson(raw, 'sandbox');
	} catch {
		return new NotJson(raw, 'plivo');
	}
}
