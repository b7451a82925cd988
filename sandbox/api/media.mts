import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { hasCredentialsOf } from '../http/authentication.mts';
import { PlivoError } from '../http/errors.mts';
import { inert } from '../http/inert.mts';
import { allowOnly } from '../http/methods.mts';
import { type FormFile, MultipartBody, requireMultipart } from '../http/multipart.mts';
import { cutPage, pagingQuery, type PagingQuery } from '../http/pagination.mts';
import type { StoredMedia } from '../media/store.mts';
import { isAcceptedType } from '../media/types.mts';
import { inIso } from '../plivoTime.mts';
import type { SandboxState } from '../state.mts';

/** Plivo's page on uploading media: ten files of 2 MB in one request. */
const maxFiles = 10;
const maxMegabytes = 2;

/** Media: upload, list, get. */
export function mediaRoutes(app: FastifyInstance, state: SandboxState): void {
	const collectionUrl = '/v1/Account/:authId/Media/';
	app.post<{ Body: MultipartBody }>(collectionUrl, { preValidation: requireMultipart }, ({ account, body }, reply) => {
		checkForm(body, maxMegabytes * Number(state.variants.megabyte));
		// Not known about live Plivo: the status if some or all files are rejected because of their type. 201 here, so that
		// callers have to check each file.
		void reply.code(201);
		return { api_id: randomUUID(), objects: body.files.map((file) => storeFile(file, account.authId, state)) };
	});
	app.get<{ Querystring: PagingQuery }>(collectionUrl, { schema: { querystring: pagingQuery } }, ({ account, query }) => {
		const files = state.media.ownedBy(account.authId);
		const { meta, page } = cutPage(files, `/v1/Account/${account.authId}/Media/`, query);
		return {
			api_id: randomUUID(),
			meta: { ...meta, total_count: files.length },
			objects: page.map((file) => storedRecord(file, state.url)),
		};
	});
	allowOnly(app, collectionUrl, ['GET', 'POST']);

	const itemUrl = '/v1/Account/:authId/Media/:mediaId/';
	app.get<{ Params: { mediaId: string } }>(itemUrl, ({ account, params }) => {
		const file = state.media.find(account.authId, params.mediaId);
		if (file === undefined) throw new PlivoError(404, 'not found');
		return { api_id: randomUUID(), ...storedRecord(file, state.url) };
	});
	allowOnly(app, itemUrl, ['GET']);
}

/**
 * The uploaded files themselves.
 *
 * Not known about live Plivo: the path, and whether they are served without credentials, like the media of messages. The switch
 * media-login decides that.
 */
export function mediaFileRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get<{ Params: { authId: string; mediaId: string } }>('/Account/:authId/Media/:mediaId', (request, reply) => {
		const { params } = request;
		if (state.variants['media-login'] === 'required' && !hasCredentialsOf(request, params.authId)) {
			return reply.code(401).header('WWW-Authenticate', 'Basic').type('text/plain').send('login required');
		}
		const file = state.media.find(params.authId, params.mediaId);
		if (file === undefined) return reply.code(404).type('text/plain').send('not found');
		return reply.headers(inert).type(file.contentType).send(file.bytes);
	});
}

/**
 * Not known about live Plivo: its error text, whether a file that is too large fails the whole request, as here, or only itself, and
 * whether it accepts parts other than `file` and files without a name.
 *
 * @throws PlivoError 400
 */
function checkForm({ files, fields }: MultipartBody, maxBytes: number): void {
	const names = [...files.map(({ part }) => part), ...fields.map(([name]) => name)];
	const other = names.find((name) => name !== 'file');
	if (other !== undefined) throw new PlivoError(400, `'${other}' is not a parameter of this request.`, 'sandbox');
	if (fields.length > 0) throw new PlivoError(400, "'file' must be a file.");
	if (files.length === 0) throw new PlivoError(400, "'file' is required.");
	if (files.length > maxFiles) throw new PlivoError(400, `'file' has ${files.length} files, the maximum is ${maxFiles}.`);
	for (const { fileName, bytes } of files) {
		if (fileName === '') throw new PlivoError(400, "'file' has a file without a name.", 'sandbox');
		if (bytes.length > maxBytes) {
			throw new PlivoError(400, `'file' ${fileName} has ${bytes.length} bytes, the maximum is ${maxMegabytes} MB.`);
		}
	}
}

/** Not known about live Plivo: what error_code and error_message hold. */
function storeFile({ fileName, contentType, bytes }: FormFile, owner: string, state: SandboxState) {
	if (!isAcceptedType(contentType)) {
		return {
			content_type: contentType,
			error_code: 400,
			error_message: `media of type ${contentType} is not supported`,
			file_name: fileName,
			size: bytes.length,
			status: 'failed',
			status_code: 400,
		};
	}
	const stored = state.media.add(owner, { fileName, contentType, bytes });
	return { ...storedRecord(stored, state.url), status: 'success', status_code: 201 };
}

function storedRecord({ contentType, fileName, mediaId, owner, bytes, uploadTime }: StoredMedia, sandboxUrl: string) {
	return {
		content_type: contentType,
		file_name: fileName,
		media_id: mediaId,
		// A sample in one of Plivo's SDKs calls this `url`. Its other samples and the answer to an upload don't.
		media_url: `${sandboxUrl}/Account/${owner}/Media/${mediaId}`,
		size: bytes.length,
		upload_time: inIso(uploadTime),
	};
}
