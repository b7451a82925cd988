import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { requireJson } from '../http/body.mts';
import { ofFormat } from '../http/formats.mts';
import { allowOnly } from '../http/methods.mts';
import { strictObject, stringEnum } from '../http/schemas.mts';
import type { SandboxState } from '../state.mts';
import { findMessage } from './message.mts';

const conversionSchema = strictObject({
	status: stringEnum('CONVERTED', 'NOT_CONVERTED', 'CONVERTED_WITH_OTHERS'),
	timestamp: Type.Optional(ofFormat('ISO 8601 time')),
});

/**
 * Conversion feedback: whether the recipient acted on a message.
 *
 * Not known about live Plivo: the status of the answer, whether `timestamp` may be left out (it may here), whether the
 * message must have been sent with `trackable` and delivered (neither here), and whether it can be reported twice.
 */
export function conversionRoutes(app: FastifyInstance, state: SandboxState): void {
	// Plivo's page on conversion feedback has this path in lower case, unlike all other paths.
	for (const url of [
		'/v1/Account/:authId/Message/:messageUuid/Conversion/',
		'/v1/account/:authId/message/:messageUuid/conversion/',
	]) {
		app.post<{ Params: { messageUuid: string } }>(
			url,
			{ preValidation: requireJson, schema: { body: conversionSchema } },
			(request) => {
				const message = findMessage(request, request.params.messageUuid, state);
				return {
					api_id: randomUUID(),
					conversion_uuid: `conv-${randomUUID()}`,
					message: 'successfully recorded.',
					message_uuid: message.uuid,
				};
			},
		);
		allowOnly(app, url, ['POST']);
	}
}
