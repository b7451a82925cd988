import { STATUS_CODES } from 'node:http';
import { setTimeout as realDelay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../faults.mts';
import { errorBody } from './errors.mts';

const html = '<html><head><title>Gateway</title></head><body><h1>This is not JSON</h1></body></html>';

/** Injects a fault that happens before the request is handled. Does nothing for the other kinds. */
export async function injectBefore(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<void> {
	switch (fault.kind) {
		case 'resetBefore':
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			return;
		case 'silentBefore':
			reply.hijack();
			return;
		case 'status':
			if (fault.retryAfter !== undefined) void reply.header('Retry-After', String(fault.retryAfter));
			return await reply.code(fault.status).send(errorBody(wordsFor(fault)));
		case 'notJson':
			return await reply.code(fault.status).type('text/html').send(html);
		case 'redirect':
			return await reply.redirect(fault.location, fault.status ?? 302);
	}
}

/**
 * Injects a fault that happens when the answer is about to be sent.
 *
 * @returns what to send instead of `payload`; never resolves if no answer is sent
 */
export async function injectAfter(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	switch (fault.kind) {
		case 'slow':
			await realDelay(fault.ms, undefined, { ref: false });
			await fault.until;
			return payload;
		case 'resetAfter':
			request.raw.socket.resetAndDestroy();
			return await never();
		case 'silentAfter':
			return await never();
		case 'notJsonAfter':
			replaceAnswer(reply, fault.status, 'text/html; charset=utf-8');
			return html;
		case 'statusAfter':
			replaceAnswer(reply, fault.status, 'application/json; charset=utf-8');
			return JSON.stringify(errorBody(wordsFor(fault)));
		default:
			return payload;
	}
}

function replaceAnswer(reply: FastifyReply, status: number, type: string): void {
	void reply.code(status).removeHeader('content-length').header('content-type', type);
}

function wordsFor({ status, error }: { status: number; error?: string }): string {
	if (error !== undefined) return error;
	return status === 429 ? 'too many requests' : (STATUS_CODES[status] ?? 'error').toLowerCase();
}

/** An answer that is never sent. Nothing keeps it in memory after the connection ends. */
function never(): Promise<never> {
	return new Promise(() => undefined);
}
