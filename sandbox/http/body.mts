import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PlivoError } from './errors.mts';
import { MultipartBody, parseMultipart } from './multipart.mts';

/** More than an upload may hold, so that it is its route that refuses it. */
const maxUploadBytes = 64 * 1024 * 1024;

/** A body that is no JSON, or does not say that it is. */
class NotJson {
	constructor(
		readonly raw: string,
		/** Whose rule it breaks; see PlivoError. */
		readonly rule: 'plivo' | 'sandbox',
	) {}
}

/**
 * Reads request bodies without judging them: Plivo checks the credentials before the body, and the record of requests
 * should show what was sent even when it is refused.
 *
 * @param takeForms reads forms as well, each field as text
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

/** A hook for routes that take JSON. @throws PlivoError 400, in the words of live Plivo */
export async function requireJson(request: FastifyRequest): Promise<void> {
	const { body } = request;
	if (body instanceof NotJson || body instanceof MultipartBody || typeof body !== 'object' || body === null) {
		throw new PlivoError(400, 'invalid json data sent in raw POST', body instanceof NotJson ? body.rule : 'plivo');
	}
}

/**
 * The body as a record of the request shows it: parsed, or as text if it is no JSON; undefined if there is none. Of an
 * upload it shows each part, with name, type and size of a file.
 */
export function shownBody(body: unknown): unknown {
	if (body instanceof MultipartBody) return body.shown();
	return body instanceof NotJson ? body.raw : body;
}

/** Not known about live Plivo: whether it takes JSON under another content type than application/json. Not taken here. */
function parse(raw: string, contentType: string): unknown {
	try {
		const parsed: unknown = JSON.parse(raw);
		return /^application\/json\b/i.test(contentType) ? parsed : new NotJson(raw, 'sandbox');
	} catch {
		return new NotJson(raw, 'plivo');
	}
}
