import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { PlivoError } from '../http/errors.mts';
import { inert } from '../http/inert.mts';
import { allowOnly } from '../http/methods.mts';
import type { Message, MessageMedia } from '../messages/message.mts';
import { logsContent, mediaUrl } from '../messages/record.mts';
import { inAccountZone } from '../plivoTime.mts';
import type { SandboxState } from '../state.mts';
import { findMessage } from './message.mts';

interface MediaParams {
	messageUuid: string;
	mediaId: string;
}

/** Media of a message: list, get. */
export function messageMediaRoutes(app: FastifyInstance, state: SandboxState): void {
	const listUrl = '/v1/Account/:authId/Message/:messageUuid/Media/';
	app.get<{ Params: MediaParams }>(listUrl, (request) => {
		const message = findMessage(request, request.params.messageUuid, state);
		// No `meta` and no paging, because a message has up to ten files.
		return { api_id: randomUUID(), objects: shownMedia(message).map((media) => mediaRecord(media, message, state.url)) };
	});
	allowOnly(app, listUrl, ['GET']);

	const getUrl = '/v1/Account/:authId/Message/:messageUuid/Media/:mediaId/';
	app.get<{ Params: MediaParams }>(getUrl, (request) => {
		const message = findMessage(request, request.params.messageUuid, state);
		const media = shownMedia(message).find(({ mediaId }) => mediaId === request.params.mediaId);
		if (media === undefined) throw new PlivoError(404, 'not found');
		return { api_id: randomUUID(), ...mediaRecord(media, message, state.url) };
	});
	allowOnly(app, getUrl, ['GET']);
}

/**
 * The files of messages themselves. Plivo serves them from a separate host, media.plivo.com, under a path of this form and without
 * credentials. (Plivo's FAQ on MMS.)
 */
export function messageMediaFileRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get<{ Params: MediaParams & { authId: string } }>(
		'/Account/:authId/Message/:messageUuid/Media/:mediaId',
		({ params }, reply) => {
			const message = state.messages.visibleTo(params.authId, true).find(({ uuid }) => uuid === params.messageUuid);
			const media = message?.media.find(({ mediaId }) => mediaId === params.mediaId);
			if (media === undefined) return reply.code(404).type('text/plain').send('not found');
			return reply.headers(inert).type(media.contentType).send(media.bytes);
		},
	);
}

function shownMedia(message: Message): MessageMedia[] {
	return logsContent(message.log) ? message.media : [];
}

function mediaRecord(media: MessageMedia, message: Message, sandboxUrl: string) {
	return {
		content_type: media.contentType,
		file_name: media.fileName,
		media_id: media.mediaId,
		media_url: mediaUrl(media, message, sandboxUrl),
		message_uuid: message.uuid,
		size: media.bytes.length,
		upload_time: inAccountZone(media.uploadTime),
	};
}
