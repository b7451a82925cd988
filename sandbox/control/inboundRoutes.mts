import { type Static, Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { type InboundBody, inboundSchema } from '../inbound/inboundMessage.mts';
import { decodeMedia, maxBodyBytes } from '../inbound/mediaBody.mts';
import { strictObject, webhookMethod } from '../http/schemas.mts';
import { takeSnapshot } from '../snapshot.mts';
import type { SandboxState } from '../state.mts';

const whatsappWebhookSchema = strictObject({
	number: Type.String(),
	// Not a union, whose error would be about null and texts in turn.
	url: Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'http or https URL' }),
	method: Type.Optional(webhookMethod),
});

/** Incoming messages from another process; see server.mts. */
export function inboundControlRoutes(app: FastifyInstance, state: SandboxState): void {
	app.get('/sandbox/snapshot', () => takeSnapshot(state));
	app.post<{ Body: InboundBody }>(
		'/sandbox/messages',
		{ schema: { body: inboundSchema }, bodyLimit: maxBodyBytes },
		({ body: { media, ...message } }, reply) => {
			const inbound = { ...message, ...(media === undefined ? {} : { media: decodeMedia(media) }) };
			return reply.code(201).send({ message_uuid: state.inbox.receive(inbound) });
		},
	);
	app.post<{ Params: { messageUuid: string } }>('/sandbox/messages/:messageUuid/redeliver', ({ params }, reply) => {
		state.inbox.redeliver(params.messageUuid);
		return reply.code(204).send();
	});
	app.post<{ Body: Static<typeof whatsappWebhookSchema> }>(
		'/sandbox/whatsapp-webhook',
		{ schema: { body: whatsappWebhookSchema } },
		({ body: { number, url, ...rest } }, reply) => {
			state.inbox.setWhatsappWebhook(number, url === null ? undefined : { url, ...rest });
			return reply.code(204).send();
		},
	);
}
