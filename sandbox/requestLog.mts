import type { FastifyRequest } from 'fastify';
import type { SandboxClock } from './clock.mts';
import type { FaultKind } from './faults.mts';
import { claimedAuthId } from './http/authentication.mts';
import { shownBody } from './http/body.mts';
import type { SendBody } from './messages/sendSchema.mts';

/** A request as it arrived, including rejected ones. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	/** Decoded; a key that occurs several times has an array. */
	query: Record<string, string | string[]>;
	/** Parsed JSON, or the text if it isn't JSON; undefined if there is none. */
	body: unknown;
	/** `authorization` has only the auth id that was sent, never the token. */
	headers: Record<string, string | string[] | undefined>;
	/** The auth id that was sent, right or wrong. */
	authId: string | null;
	/** Milliseconds since 1970 UTC on the sandbox's clock. */
	time: number;
	/** The kind of fault that was applied to it. */
	fault?: FaultKind;
	/** Present if it was rejected by one of the sandbox's own rules, which none of Plivo's documents has; see PlivoError. */
	ownRule?: true;
	/** The answer, with the first 64 KB of its body; undefined while the request is in progress, and if there was none. */
	answer?: { status: number; body: string };
}

/** A send request that was accepted, whatever answer the caller got. */
export interface AcceptedSend {
	authId: string;
	body: SendBody;
	message_uuid: string[];
	/** Only present if some numbers were invalid. */
	invalid_number?: string[];
	/** Milliseconds since 1970 UTC on the sandbox's clock. */
	time: number;
}

export function recordRequest(request: FastifyRequest, clock: SandboxClock): RecordedRequest {
	const url = new URL(request.url, 'http://sandbox.invalid');
	const authId = claimedAuthId(request);
	const { authorization, ...headers } = request.headers;
	return {
		method: request.method,
		path: url.pathname,
		query: readQuery(url.searchParams),
		body: shownBody(request.body),
		headers: { ...headers, ...(authorization === undefined ? {} : { authorization: authId ?? '(not Basic)' }) },
		authId,
		time: clock.now(),
	};
}

const maxAnswerLength = 64 * 1024;

/** Records the answer to the request. */
export function recordAnswer(recorded: RecordedRequest, status: number, payload: unknown): void {
	const body = typeof payload === 'string' ? payload.slice(0, maxAnswerLength) : '';
	recorded.answer = { status, body };
}

function readQuery(params: URLSearchParams): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const key of params.keys()) {
		const [first = '', ...others] = params.getAll(key);
		query[key] = others.length === 0 ? first : [first, ...others];
	}
	return query;
}
