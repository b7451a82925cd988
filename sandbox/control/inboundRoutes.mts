import type { FastifyInstance } from 'fastify';
import type { InboundMessage } from '../inbound/inboundMessage.mts';
import { base64Schema, decodeMedia, maxBodyBytes, type MediaBody } from '../inbound/mediaBody.mts';
import { strictObject } from '../http/schemas.mts';
import { takeSnapshot } from '../snapshot.mts';
import type { SandboxState } from '../state.mts';

const text = { type: 'string' } as const;

/** An InboundMessage as JSON: the bytes of a file in base64. */
type InboundBody = Omit<InboundMessage, 'media'> & {
	media?: MediaBody[];
};

const inboundSchema = strictObject(
	{ from: { type: 'string', minLength: 1 }, to: { type: 'string', minLength: 1 } },
	{
		type: { type: 'string', enum: ['sms', 'mms', 'whatsapp'] },
		text,
		media: {
			type: 'array',
			items: strictObject(
				{ contentType: text, bytes: base64Schema },
				{ fileName: text },
			),
		},
		intent: { type: 'string', enum: ['optout', 'optin', 'help'] },
		contentType: text,
		button: strictObject({ text }, { payload: text }),
		context: strictObject({ messageUuid: text }),
		params: { type: 'object', additionalProperties: { anyOf: [text, { type: 'array', items: text }] } },
		messageUuid: text,
	},
);

interface WhatsappWebhookBody {
	number: string;
	url: string | null;
	method?: 'GET' | 'POST';
}

const whatsappWebhookSchema = strictObject(
	{ number: text, url: { type: ['string', 'null'], format: 'http or https URL' } },
	{ method: { type: 'string', enum: ['GET', 'POST'] } },
);

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
	app.post<{ Body: WhatsappWebhookBody }>(
		'/sandbox/whatsapp-webhook',
		{ schema: { body: whatsappWebhookSchema } },
		({ body: { number, url, ...rest } }, reply) => {
			state.inbox.setWhatsappWebhook(number, url === null ? undefined : { url, ...rest });
			return reply.code(204).send();
		},
	);
}
