import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mainAccount } from '../fixtures.mts';
import { PlivoError } from '../http/errors.mts';
import { allowOnly } from '../http/methods.mts';
import { requireJson } from '../http/body.mts';
import { cutPage } from '../http/pagination.mts';
import { messageFilter, messageListQuery, type MessageListQuery } from '../messages/filters.mts';
import type { Message } from '../messages/message.mts';
import { messageRecord } from '../messages/record.mts';
import { type SendBody, sendSchema } from '../messages/sendSchema.mts';
import { sendMessages } from '../messages/send.mts';
import type { SandboxState } from '../state.mts';
import type { Variants } from '../variants.mts';

/** Message: send, list, get. */
export function messageRoutes(app: FastifyInstance, state: SandboxState): void {
	const collectionUrl = '/v1/Account/:authId/Message/';
	app.post<{ Body: SendBody }>(
		collectionUrl,
		{ preValidation: requireJson, schema: { body: sendSchema } },
		({ account, body, ip }, reply) => {
			const answer = sendMessages(body, account, ip, state);
			void reply.code(202);
			return { api_id: randomUUID(), ...answer };
		},
	);
	app.get<{ Querystring: MessageListQuery }>(
		collectionUrl,
		{
			// Not known about live Plivo: whether a rejected list request counts. The switch rejected-requests decides it.
			preValidation: async (request) => {
				state.limits.countList(request.account.authId);
				request.isListCounted = true;
			},
			schema: { querystring: messageListQuery },
		},
		({ account, query }) => {
			const visible = state.messages.visibleTo(account.authId, account === mainAccount);
			const listed = visible.filter((one) => isListed(one, state.variants));
			const found = listed.filter(messageFilter(query, state.messages.now()));
			const { meta, page } = cutPage(found, `/v1/Account/${account.authId}/Message/`, query);
			// No total_count here, unlike in the other lists.
			return { api_id: randomUUID(), meta, objects: page.map((one) => messageRecord(one, account.authId)) };
		},
	);
	allowOnly(app, collectionUrl, ['GET', 'POST']);

	const itemUrl = '/v1/Account/:authId/Message/:messageUuid/';
	app.get<{ Params: { messageUuid: string } }>(itemUrl, (request) => {
		const message = findMessage(request, request.params.messageUuid, state);
		return { api_id: randomUUID(), ...messageRecord(message, request.account.authId) };
	});
	allowOnly(app, itemUrl, ['GET']);
}

/** Not known about live Plivo: whether it lists incoming WhatsApp messages. The switch whatsapp-in-list decides it. */
function isListed({ direction, type }: Message, variants: Variants): boolean {
	return direction === 'outbound' || type !== 'whatsapp' || variants['whatsapp-in-list'] === 'at-once';
}

/** A message that the account may see. @throws PlivoError 404; not known about live Plivo: its error text */
export function findMessage({ account }: FastifyRequest, uuid: string, state: SandboxState): Message {
	const visible = state.messages.visibleTo(account.authId, account === mainAccount);
	const message = visible.find((one) => one.uuid === uuid);
	if (message === undefined) throw new PlivoError(404, 'not found');
	return message;
}
