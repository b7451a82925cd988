import type { FastifyInstance } from 'fastify';
import type { SandboxAccount } from '../fixtures.mts';
import type { Fault } from '../faults.mts';
import { recordRequest } from '../requestLog.mts';
import type { SandboxState } from '../state.mts';
import { authenticate } from './authentication.mts';
import { readBodies } from './body.mts';
import { answerError, PlivoError } from './errors.mts';
import { strikeAfter, strikeBefore } from './faultHooks.mts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Whose credentials the request carries. */
		account: SandboxAccount;
		fault: Fault | undefined;
	}
}

/**
 * What every request to Plivo's API goes through, in this order: it is recorded, it meets the fault that waits for it, its
 * credentials are checked, it is counted against the account's limit. Only then its route sees it.
 *
 * Not known about live Plivo: the order of these checks, and whether a path that does not exist asks for credentials.
 */
export function usePipeline(app: FastifyInstance, state: SandboxState): void {
	readBodies(app);
	app.setErrorHandler(answerError);
	app.setNotFoundHandler(() => {
		throw new PlivoError(404, 'not found');
	});
	app.decorateRequest('account');
	app.decorateRequest('fault');
	app.addHook('preValidation', async (request, reply) => {
		const recorded = recordRequest(request, state.clock);
		state.requests.push(recorded);
		request.fault = state.faults.take(recorded.method, recorded.path);
		if (request.fault !== undefined) await strikeBefore(request.fault, request, reply);
		if (reply.sent || request.is404) return;
		request.account = authenticate(request);
		state.limits.countRequest(request.account.authId);
	});
	app.addHook('onSend', async (request, reply, payload) => {
		return request.fault === undefined ? payload : await strikeAfter(request.fault, request, reply, payload);
	});
}
