import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isOwnRule } from './schemas.mts';
import { schemaSentence } from './schemaSentence.mts';

/**
 * A request that Plivo rejects, with the HTTP status and the text of `error`.
 *
 * `rule` says whose rule the request breaks: Plivo's, or one of the sandbox's own, which none of Plivo's documents has. Live Plivo
 * may accept a request that only breaks one of the sandbox's. A table in the sandbox's README lists all of these.
 */
export class PlivoError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly rule: 'plivo' | 'sandbox' = 'plivo',
		/** Sent as the header Retry-After. */
		readonly retryAfterSeconds?: number,
	) {
		super(message);
	}
}

/** The body of every error: `error` is text. */
export function errorBody(error: string): { api_id: string; error: string } {
	return { api_id: randomUUID(), error };
}

/** Answers whatever was thrown while handling a request, in Plivo's error shape. */
export function answerError(error: FastifyError | PlivoError, _request: FastifyRequest, reply: FastifyReply): void {
	if (error instanceof PlivoError) {
		if (error.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(error.retryAfterSeconds));
		void reply.code(error.status).send(errorBody(error.message));
		return;
	}
	const [problem] = error.validation ?? [];
	if (problem !== undefined) {
		void reply.code(400).send(errorBody(schemaSentence(problem)));
		return;
	}
	const status = error.statusCode ?? 500;
	// A bug in the sandbox, not an injected fault: whoever runs it has to see it.
	if (status >= 500) console.error(error);
	void reply.code(status).send(errorBody(error.message));
}

/** Whether a request was rejected by one of the sandbox's own rules; see PlivoError. */
export function breaksOwnRule(error: FastifyError | PlivoError): boolean {
	if (error instanceof PlivoError) return error.rule === 'sandbox';
	const [problem] = error.validation ?? [];
	if (problem === undefined) return false;
	// A key that is in a query twice arrives as an array. None of Plivo's documents says what happens then.
	return isOwnRule(problem) || (error.validationContext === 'querystring' && problem.keyword === 'type');
}
