import { PlivoRequestError } from '../../errors/plivoRequestError';
import { withoutSecrets } from '../../errors/secrets';
import { neverLeft } from './clientRequest';
import { readError } from './errorFacts';
import { isBeforeRequest, isCertificateError, isHandshakeError, isNotTls, isProxyError, opensslReason } from './networkErrors';
import { plivoText } from './plivoText';
import { retryAfterMs } from './retryAfter';

/**
 * Classifies an HTTP response that isn't a success.
 *
 * @param status HTTP status
 * @param body parsed JSON, or the raw text if it wasn't JSON
 * @param retryAfterMs from the `Retry-After` header, if there was one
 * @param secrets what the error's text must not repeat (secretsOf)
 */
export function errorFromResponse(status: number, body: unknown, retryAfterMs?: number, secrets: string[] = []): PlivoRequestError {
	const said = isPage(body) ? undefined : plivoText(body);
	const text = said === undefined ? `HTTP ${status}` : withoutSecrets(said, secrets);
	// Only a proxy sends this status, never a server, and the proxy forwarded nothing (RFC 9110, 15.5.8).
	if (status === 407) return errorFromProxy(status);
	if (status === 429) return new PlivoRequestError('notSent', 'rateLimited', text, status, retryAfterMs);
	if (status >= 400 && status < 500) {
		// Plivo's own 401 is known to come without JSON at times. Any other page isn't from Plivo.
		const foreign = isPage(body) && status !== 401;
		return new PlivoRequestError('refused', foreign ? 'unreadable' : 'refused', text, status);
	}
	if (status >= 500) return new PlivoRequestError('unknown', isPage(body) ? 'unreadable' : 'serverError', text, status);
	if (status >= 300) return new PlivoRequestError('unknown', 'redirected', text, status);
	return new PlivoRequestError('unknown', 'unreadable', text, status);
}

/** Whether a body is an HTML page or the like, which Plivo never sends. It comes from a proxy or a wrong Base URL. */
function isPage(body: unknown): boolean {
	return typeof body === 'string' && (body.trimStart().startsWith('<') || body.length > MAX_SENTENCE);
}

const MAX_SENTENCE = 300;

// n8n's own errors if its SSRF protection blocks an address; they have no code.
const BLOCKED_BY_N8N = /^SsrfBlocked/;

/**
 * Classifies an error thrown by n8n's request helper. Unless it's known to have occurred before the request was sent, it
 * counts as `unknown`.
 *
 * n8n before 2.36 keeps neither the request nor a proxy's response in the error. Cases that depend on them are `unknown`
 * there too.
 *
 * @param secrets as for {@link errorFromResponse}
 */
export function errorFromNetworkFailure(error: unknown, secrets: string[] = []): PlivoRequestError {
	const facts = readError(error);
	const { codes, words, names, request, response } = facts;
	const [code] = codes;
	const unsent = neverLeft(request);

	if (names.some((name) => BLOCKED_BY_N8N.test(name))) return new PlivoRequestError('notSent', 'blocked', 'restricted address');
	if (response !== undefined && unsent) return errorFromProxy(response.status);
	// A success status means nothing if the body was cut off.
	if (response !== undefined && response.status >= 300) {
		return errorFromResponse(response.status, response.body, retryAfterMs(response.headers), secrets);
	}
	if (code === 'ERR_CANCELED') return new PlivoRequestError(unsent ? 'notSent' : 'unknown', 'cancelled', 'cancelled in flight');
	const certain = isBeforeRequest(facts);
	if ((certain || unsent) && isCertificateError(facts)) return new PlivoRequestError('notSent', 'insecure', code ?? 'certificate not accepted');
	if ((certain || unsent) && isProxyError(facts)) return new PlivoRequestError('notSent', 'proxyUnavailable', 'no valid answer to CONNECT');
	const reason = opensslReason(words);
	if ((certain && isHandshakeError(facts)) || (unsent && (reason !== undefined || isHandshakeError(facts)))) {
		const kind = reason !== undefined && isNotTls(reason) ? 'notHttps' : 'handshakeFailed';
		return new PlivoRequestError('notSent', kind, reason ?? code ?? 'TLS');
	}
	if (certain) return new PlivoRequestError('notSent', 'unreachable', code ?? 'no connection');
	// axios uses ECONNABORTED for its own timeout. If they come from a system call, ECONNABORTED and ETIMEDOUT mean a
	// broken connection.
	const timedOut = facts.calls.length === 0 && (code === 'ECONNABORTED' || code === 'ETIMEDOUT');
	if (unsent && timedOut) return new PlivoRequestError('notSent', 'timedOut', 'no connection in time');
	if (unsent) return new PlivoRequestError('notSent', 'unreachable', code ?? 'no connection');
	if (timedOut) return new PlivoRequestError('unknown', 'timedOut', 'no answer in time');
	return new PlivoRequestError('unknown', 'connectionLost', code ?? 'connection lost');
}

/** Classifies the response of a proxy that was asked for a tunnel to Plivo (CONNECT) and did not open it. */
function errorFromProxy(status: number): PlivoRequestError {
	const text = `HTTP ${status}`;
	if (status === 407) return new PlivoRequestError('notSent', 'proxyLogin', text, status);
	const forbidden = status >= 300 && status < 500 && status !== 429;
	return new PlivoRequestError('notSent', forbidden ? 'proxyForbids' : 'proxyUnavailable', text, status);
}
