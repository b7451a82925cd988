import { type Static, Type } from '@sinclair/typebox';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { ManualClock, SandboxClock } from '../clock.mts';
import { faultRuleSchema } from '../faults.mts';
import { strictObject } from '../http/schemas.mts';
import type { SandboxState } from '../state.mts';
import { pageFiles } from '../phone/pageFiles.mts';
import { phoneRoutes } from '../phone/routes.mts';
import { aboutPage } from './about.mts';
import { guard } from './guard.mts';
import { inboundControlRoutes } from './inboundRoutes.mts';
import { variantRoutes } from './variantRoutes.mts';

const clockSchema = strictObject({ advanceMs: Type.Integer({ minimum: 0 }) });

/** A caller over HTTP may have a webhook that never answers, so it only waits this long for it. */
const graceMs = 2_000;

const conversationSchema = strictObject({
	customer: Type.String({ pattern: '\\d' }),
	number: Type.Optional(Type.String()),
});

/**
 * How another process reads and controls the sandbox. Not part of Plivo's API: no credentials, this machine only.
 */
export function controlRoutes(app: FastifyInstance, state: SandboxState): void {
	app.addHook('onRequest', guard);
	app.setErrorHandler<FastifyError>((error, _request, reply) => {
		// A plain Error comes from the sandbox's own functions and says what's wrong with the request.
		return reply.code(error.statusCode ?? (error.name === 'Error' ? 400 : 500)).send({ error: error.message });
	});
	void app.register(pageFiles);
	phoneRoutes(app, state);
	inboundControlRoutes(app, state);
	variantRoutes(app, state);
	app.get('/sandbox/about', (_request, reply) => reply.type('text/plain; charset=utf-8').send(aboutPage(state)));
	app.get('/sandbox/accepted', () => state.accepted);
	app.get('/sandbox/requests', () => state.requests);
	app.get('/sandbox/callbacks', () => state.webhooks.attempts);
	app.post<{ Body: Static<typeof faultRuleSchema> }>('/sandbox/faults', { schema: { body: faultRuleSchema } }, ({ body }, reply) => {
		state.faults.add(body);
		return reply.code(204).send();
	});
	app.post<{ Body: Static<typeof conversationSchema> }>(
		'/sandbox/conversations',
		{ schema: { body: conversationSchema } },
		({ body }, reply) => {
			state.openConversation(body.customer, body.number);
			return reply.code(204).send();
		},
	);
	app.post('/sandbox/reset', (_request, reply) => {
		state.reset();
		return reply.code(204).send();
	});
	app.post<{ Body: Static<typeof clockSchema> }>(
		'/sandbox/clock',
		{ schema: { body: clockSchema } },
		async ({ body }, reply) => {
			if (!isManual(state.clock)) return reply.code(409).send({ error: 'the sandbox runs on the real clock' });
			await state.clock.advance(body.advanceMs, graceMs);
			return { now: new Date(state.clock.now()).toISOString() };
		},
	);
}

function isManual(clock: SandboxClock): clock is ManualClock {
	return 'advance' in clock;
}
