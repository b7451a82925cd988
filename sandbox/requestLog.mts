import type { FastifyRequest } from 'fastify';
import type { SandboxClock } from './clock.mts';
import type { FaultKind } from './faults.mts';
import { claimedAuthId } from './http/authentication.mts';
import { shownBody } from './http/body.mts';
import type { SendBody } from './messages/sendSchema.mts';

/** A request as it arrived, refused ones included. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	/** Decoded; a key that occurs several times has an array. */
	query: Record<string, string | string[]>;
	/** Parsed JSON, or the text when it is no JSON; undefined when there is none. */
	body: unknown;
	/** `authorization` holds the auth id that was claimed, never the token. */
	headers: Record<string, string | string[] | undefined>;
	/** The auth id that was claimed, right or wrong. */
	authId: string | null;
	/** Milliseconds since 1970 UTC on the sandbox's clock. */
	time: number;
	/** The kind of fault it met. */
	fault?: FaultKind;
	/** There when it was refused by a rule of the sandbox's own, which no document of Plivo's has; see PlivoError. */
	ownRule?: true;
	/** What was answered, its body the first 64 KB of it; undefined while under way and when nothing was. */
	answer?: { status: number; body: string };
}

/** A send request that was accepted, whatever the caller got to hear of it. */
export interface AcceptedSend {
	authId: string;
	body: SendBody;
	message_uuid: string[];
	/** Only there when some numbers were invalid. */
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

/** Writes down what the request was answered with. */
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
