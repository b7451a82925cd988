import { PlivoFault } from '../../errors/plivoRequestError';
import { withoutSecrets } from '../../errors/secrets';
import { neverLeft } from './clientRequest';
import { readError } from './errorFacts';
import { isBeforeRequest, isCertificateError, isHandshakeError, isNotTls, isProxyError, opensslReason } from './networkErrors';
import { plivoText } from './plivoText';

/**
 * Classes an HTTP answer that is no success.
 *
 * @param status HTTP status
 * @param body parsed JSON, or the raw text where it was none
 * @param retryAfterMs from the `Retry-After` header, if there was one
 * @param secrets what its text must not repeat (secretsOf)
 */
export function faultOfAnswer(status: number, body: unknown, retryAfterMs?: number, secrets: string[] = []): PlivoFault {
	const said = isPage(body) ? undefined : plivoText(body);
	const text = said === undefined ? `HTTP ${status}` : withoutSecrets(said, secrets);
	// No server says so, only a proxy before one, and that passed nothing on (RFC 9110, 15.5.8).
	if (status === 407) return faultOfProxy(status);
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

// n8n's own errors where its protection against SSRF lets no request out to an address; they have no code.
const BLOCKED_BY_N8N = /^SsrfBlocked/;

/**
 * Classes an error thrown by n8n's request helper. What is not known to have happened before the request left counts as
 * `unknown`.
 *
 * n8n before 2.36 keeps neither the request nor the answer of a proxy with the error. There, what only these tell is
 * `unknown` as well.
 *
 * @param secrets as for {@link faultOfAnswer}
 */
export function faultOfNetworkError(error: unknown, secrets: string[] = []): PlivoFault {
	const facts = readError(error);
	const { codes, words, names, request, answer } = facts;
	const [code] = codes;
	const unsent = neverLeft(request);

	if (names.some((name) => BLOCKED_BY_N8N.test(name))) return new PlivoFault('notSent', 'blocked', 'restricted address');
	if (answer !== undefined && unsent) return faultOfProxy(answer.status);
	// A success whose body broke off says nothing.
	if (answer !== undefined && answer.status >= 300) {
		return faultOfAnswer(answer.status, answer.body, retryAfterMs(answer.headers), secrets);
	}
	if (code === 'ERR_CANCELED') return new PlivoFault(unsent ? 'notSent' : 'unknown', 'cancelled', 'cancelled in flight');
	const certain = isBeforeRequest(facts);
	if ((certain || unsent) && isCertificateError(facts)) return new PlivoFault('notSent', 'insecure', code ?? 'certificate not accepted');
	if ((certain || unsent) && isProxyError(facts)) return new PlivoFault('notSent', 'proxyUnavailable', 'no valid answer to CONNECT');
	const reason = opensslReason(words);
	if ((certain && isHandshakeError(facts)) || (unsent && (reason !== undefined || isHandshakeError(facts)))) {
		const kind = reason !== undefined && isNotTls(reason) ? 'notHttps' : 'handshakeFailed';
		return new PlivoFault('notSent', kind, reason ?? code ?? 'TLS');
	}
	if (certain) return new PlivoFault('notSent', 'unreachable', code ?? 'no connection');
	// axios says ECONNABORTED for its own time-out. Of a system call, it and ETIMEDOUT tell of a connection that broke.
	const timedOut = facts.calls.length === 0 && (code === 'ECONNABORTED' || code === 'ETIMEDOUT');
	if (unsent && timedOut) return new PlivoFault('notSent', 'timedOut', 'no connection in time');
	if (unsent) return new PlivoFault('notSent', 'unreachable', code ?? 'no connection');
	if (timedOut) return new PlivoFault('unknown', 'timedOut', 'no answer in time');
	return new PlivoFault('unknown', 'connectionLost', code ?? 'connection lost');
}

/** Classes the answer of a proxy that was asked for the way to Plivo (CONNECT) and did not open it. */
function faultOfProxy(status: number): PlivoFault {
	const text = `HTTP ${status}`;
	if (status === 407) return new PlivoFault('notSent', 'proxyLogin', text, status);
	const forbidden = status >= 300 && status < 500 && status !== 429;
	return new PlivoFault('notSent', forbidden ? 'proxyForbids' : 'proxyUnavailable', text, status);
}

/**
 * `Retry-After` holds seconds or a date (HTTP); anything else counts as not given.
 *
 * @param headers of the answer; its own `Date` is what such a date is compared with, since the clocks may differ
 */
export function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const header = String(headers['retry-after'] ?? '').trim();
	if (/^\d+(?:\.\d+)?$/.test(header)) return Number(header) * 1_000;
	// Every date of HTTP has letters; Date.parse takes much else for one.
	const until = /^[A-Z][a-z]+,? /.test(header) ? Date.parse(header) : NaN;
	if (Number.isNaN(until)) return undefined;
	const answeredAt = Date.parse(String(headers.date));
	return Math.max(0, until - (Number.isNaN(answeredAt) ? Date.now() : answeredAt));
}
