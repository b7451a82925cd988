import type { FastifyError, FastifyInstance } from 'fastify';
import type { SandboxAccount } from '../fixtures.mts';
import type { Fault } from '../faults.mts';
import { recordAnswer, recordRequest, type RecordedRequest } from '../requestLog.mts';
import type { SandboxState } from '../state.mts';
import { authenticate } from './authentication.mts';
import { readBodies } from './body.mts';
import { answerError, breaksOwnRule, PlivoError } from './errors.mts';
import { injectAfter, injectBefore } from './faultHooks.mts';

declare module 'fastify' {
	interface FastifyRequest {
		/** The account whose credentials the request has. */
		account: SandboxAccount;
		fault: Fault | undefined;
		/** Whether it was counted against the account's limit. */
		isCounted: boolean;
		/** Whether it was also counted against the limit of the message list. */
		isListCounted: boolean;
		recorded: RecordedRequest | undefined;
	}
}

/**
 * What every request to Plivo's API goes through, in this order: it's recorded, a waiting fault is applied, its credentials are
 * checked, and it's counted against the account's limit. Only then does its route get it.
 *
 * Not known about live Plivo: the order of these checks, and whether a path that doesn't exist requires credentials.
 */
export function usePipeline(app: FastifyInstance, state: SandboxState, takeForms: boolean): void {
	readBodies(app, takeForms);
	app.setErrorHandler<FastifyError>((error, request, reply) => {
		if (request.recorded !== undefined && breaksOwnRule(error)) request.recorded.ownRule = true;
		answerError(error, request, reply);
	});
	app.setNotFoundHandler(() => {
		throw new PlivoError(404, 'not found');
	});
	app.decorateRequest('account');
	app.decorateRequest('fault');
	app.decorateRequest('isCounted', false);
	app.decorateRequest('isListCounted', false);
	app.decorateRequest('recorded');
	app.addHook('preValidation', async (request, reply) => {
		const recorded = recordRequest(request, state.clock);
		state.requests.push(recorded);
		request.recorded = recorded;
		request.fault = state.faults.take(recorded.method, recorded.path);
		if (request.fault !== undefined) recorded.fault = request.fault.kind;
		state.changes.note();
		if (request.fault !== undefined) await injectBefore(request.fault, request, reply);
		if (reply.sent || request.is404) return;
		request.account = authenticate(request);
		state.limits.countRequest(request.account.authId);
		request.isCounted = true;
	});
	app.addHook('onSend', async (request, reply, payload) => {
		const sent = request.fault === undefined ? payload : await injectAfter(request.fault, request, reply, payload);
		if (request.recorded !== undefined) {
			recordAnswer(request.recorded, reply.statusCode, sent);
			if (request.isCounted && reply.statusCode >= 400 && reply.statusCode < 500) state.limits.noteRejected(request.account.authId, request.isListCounted);
			state.changes.note();
		}
		return sent;
	});
}
