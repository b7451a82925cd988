/**
 * What a request that brought no usable answer says about whether Plivo acted on it:
 * - `notSent`: it cannot have (no connection, or turned away by a rate limit), so the same request may go out again.
 * - `refused`: Plivo read it and declined; the same request would be declined again.
 * - `unknown`: it may have (server fault, connection lost, time-out, cancelled in flight). A send must not be repeated.
 */
export type FaultClass = 'notSent' | 'refused' | 'unknown';

export type FaultKind =
	| 'rateLimited'
	| 'unreachable'
	| 'insecure'
	| 'refused'
	| 'serverFault'
	| 'unreadable'
	| 'redirected'
	| 'connectionLost'
	| 'timedOut'
	| 'cancelled';

/** A request to Plivo that failed. `text` is what Plivo said, or the network's own code where nothing came back. */
export class PlivoFault extends Error {
	constructor(
		readonly faultClass: FaultClass,
		readonly kind: FaultKind,
		readonly text: string,
		readonly status?: number,
		/** How long Plivo asked to wait, in milliseconds. */
		readonly retryAfterMs?: number,
	) {
		super(text);
		this.name = 'PlivoFault';
	}
}

/**
 * Classes an HTTP answer that is no success.
 *
 * @param status HTTP status
 * @param body parsed JSON, or the raw text where it was none
 * @param retryAfterMs from the `Retry-After` header, if there was one
 */
export function faultOfAnswer(status: number, body: unknown, retryAfterMs?: number): PlivoFault {
	const text = plivoText(body) ?? `HTTP ${status}`;
	if (status === 429) return new PlivoFault('notSent', 'rateLimited', text, status, retryAfterMs);
	if (status >= 400 && status < 500) {
		// Plivo's own 401 is known to come without JSON at times; any other page is somebody else's.
		const foreign = isPage(body) && status !== 401;
		return new PlivoFault('refused', foreign ? 'unreadable' : 'refused', text, status);
	}
	if (status >= 500) return new PlivoFault('unknown', isPage(body) ? 'unreadable' : 'serverFault', text, status);
	if (status >= 300) return new PlivoFault('unknown', 'redirected', text, status);
	return new PlivoFault('unknown', 'unreadable', text, status);
}

/** Whether a body is a page of HTML or the like, which Plivo never sends: a proxy's, or that of a wrong Base URL. */
function isPage(body: unknown): boolean {
	return typeof body === 'string' && (body.trimStart().startsWith('<') || body.length > LONGEST_SENTENCE);
}

const LONGEST_SENTENCE = 300;

// Certificates are checked before Node hands the request over to the connection.
const CERTIFICATE_CODES = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
const NO_CONNECTION_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
// Node's words for a connection that closed during the TLS handshake; the code alone (ECONNRESET) does not tell.
const HANDSHAKE_CLOSED = 'before secure TLS connection was established';

/**
 * Classes an error thrown by n8n's request helper, which wraps the network's own error as `cause`, at varying depth.
 * What is not known to have happened before the request left counts as `unknown`.
 */
export function faultOfNetworkError(error: unknown): PlivoFault {
	const chain = causes(error);
	const code = firstString(chain, 'code');
	const beforeSending = chain.some(
		(cause) =>
			(typeof cause.code === 'string' && NO_CONNECTION_CODES.has(cause.code)) ||
			cause.syscall === 'connect' ||
			cause.syscall === 'getaddrinfo' ||
			(typeof cause.message === 'string' && cause.message.includes(HANDSHAKE_CLOSED)),
	);
	const certificate = chain.some((cause) => typeof cause.code === 'string' && CERTIFICATE_CODES.has(cause.code));

	if (certificate) return new PlivoFault('notSent', 'insecure', code ?? 'certificate not accepted');
	if (beforeSending) return new PlivoFault('notSent', 'unreachable', code ?? 'no connection');
	if (code === 'ERR_CANCELED') return new PlivoFault('unknown', 'cancelled', 'cancelled in flight');
	// axios says ECONNABORTED for its own time-out
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') return new PlivoFault('unknown', 'timedOut', 'no answer in time');
	return new PlivoFault('unknown', 'connectionLost', code ?? 'connection lost');
}

/**
 * The sentence in an error body. Plivo's is `{"api_id", "error": "<text>"}`; the other places are those that Plivo's own
 * command line tool reads.
 */
function plivoText(body: unknown): string | undefined {
	if (typeof body === 'string') return isPage(body) ? undefined : body.trim() || undefined;
	if (!isRecord(body)) return undefined;
	const { error, message, errors } = body;
	if (typeof error === 'string' && error !== '') return error;
	if (isRecord(error)) return plivoText(error) ?? JSON.stringify(error);
	if (typeof message === 'string' && message !== '') return message;
	if (isRecord(errors) && typeof errors.global_error === 'string') return errors.global_error;
	return undefined;
}

function causes(error: unknown): Array<Record<string, unknown>> {
	const chain: Array<Record<string, unknown>> = [];
	let current = error;
	while (isRecord(current) && chain.length < 6) {
		chain.push(current);
		current = current.cause;
	}
	return chain;
}

function firstString(chain: Array<Record<string, unknown>>, key: string): string | undefined {
	for (const link of chain) {
		const value = link[key];
		if (typeof value === 'string' && value !== '') return value;
	}
	return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
