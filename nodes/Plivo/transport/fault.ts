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
	| 'blocked'
	| 'refused'
	| 'serverFault'
	| 'unreadable'
	| 'unexpected'
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

// n8n's words for a proxy that hung up before it had opened the way to Plivo; there is no code.
const PROXY_CLOSED = 'before receiving CONNECT response';

// The words with which Node begins the message of an error while it connects or looks up a name.
const WHILE_CONNECTING = /\b(connect|getaddrinfo) E[A-Z]/;

// n8n's own errors where its protection against SSRF lets no request out to an address; they have no code.
const BLOCKED_BY_N8N = /^SsrfBlocked/;

/**
 * Classes an error thrown by n8n's request helper, which wraps the network's own error as `cause`, at varying depth. n8n 2.8
 * and before drop the cause, and keep its code as `httpCode` and its message in `messages`.
 *
 * What is not known to have happened before the request left counts as `unknown`.
 */
export function faultOfNetworkError(error: unknown): PlivoFault {
	const chain = causes(error);
	const codes = chain.flatMap(({ code, httpCode }) => [code, httpCode]).filter(isName);
	const words = chain.flatMap(({ message, messages }) => [message, messages].flat()).join('\n');
	const [code] = codes;
	const certificate = codes.some((name) => CERTIFICATE_CODES.has(name));
	const beforeSending =
		codes.some((name) => NO_CONNECTION_CODES.has(name)) ||
		chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo') ||
		WHILE_CONNECTING.test(words) ||
		words.includes(HANDSHAKE_CLOSED) ||
		words.includes(PROXY_CLOSED);
	const blocked = chain.some(({ name }) => typeof name === 'string' && BLOCKED_BY_N8N.test(name));

	if (blocked) return new PlivoFault('notSent', 'blocked', 'restricted address');
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

/** Whether a code is the name of an error, such as `ECONNRESET`, and not an HTTP status. */
function isName(code: unknown): code is string {
	return typeof code === 'string' && /^[A-Z]/.test(code);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
