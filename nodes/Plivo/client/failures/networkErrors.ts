import type { ErrorFacts, ErrorLink } from './errorFacts';

/**
 * Which network errors are certain to have occurred before a request was written. Errors that are in none of these tables
 * may have occurred later. The same code can mean either: `connect EHOSTUNREACH` is before, `read EHOSTUNREACH` after. So
 * system errors are judged by the call that failed. A code counts only if an established connection can't have it.
 */

/** System calls that happen before there is a connection, whatever their errno (Node's `error.syscall`). */
const CALLS_BEFORE_A_CONNECTION = new Set(['connect', 'getaddrinfo']);

/** DNS queries, such as `queryA` (Node's `dns`). */
const DNS_QUERY = /^query[A-Z]/;

/**
 * Codes of name lookup and of connecting, for errors without a known call: those of n8n before 2.36, and of an attempt at
 * several addresses at once. Some codes are left out although connecting can cause them: those that an established
 * connection can have too (EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, ECONNRESET), or reading a file (ENODATA, ENOMEM, EOF,
 * EFILE, ECANCELLED).
 */
const CODES_BEFORE_A_CONNECTION = new Set([
	'ECONNREFUSED',
	// getaddrinfo (libuv)
	'EAI_ADDRFAMILY',
	'EAI_AGAIN',
	'EAI_BADFLAGS',
	'EAI_BADHINTS',
	'EAI_CANCELED',
	'EAI_FAIL',
	'EAI_FAMILY',
	'EAI_MEMORY',
	'EAI_NODATA',
	'EAI_NONAME',
	'EAI_OVERFLOW',
	'EAI_PROTOCOL',
	'EAI_SERVICE',
	'EAI_SOCKTYPE',
	// DNS (the error codes of Node's `dns`)
	'EADDRGETNETWORKPARAMS',
	'EBADFAMILY',
	'EBADFLAGS',
	'EBADHINTS',
	'EBADNAME',
	'EBADQUERY',
	'EBADRESP',
	'EBADSTR',
	'EDESTRUCTION',
	'EFORMERR',
	'ELOADIPHLPAPI',
	'ENONAME',
	'ENOTFOUND',
	'ENOTIMP',
	'ENOTINITIALIZED',
	'EREFUSED',
	'ESERVFAIL',
	'ETIMEOUT',
	// from Node's own HTTP proxies and from undici
	'ERR_PROXY_TUNNEL',
	'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Certificates are checked before Node writes the request to the connection. These are all names that Node gives to
 * OpenSSL's results (`X509_V_ERR_…`; Node's page on TLS, "X509 certificate error codes"), and its own.
 */
const CERTIFICATE_CODES = new Set([
	'CERT_CHAIN_TOO_LONG',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REJECTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'CRL_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_SIGNATURE_FAILURE',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CRL_LAST_UPDATE_FIELD',
	'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'OUT_OF_MEM',
	'PATH_LENGTH_EXCEEDED',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	// Node's name for every other result, such as a key that is too weak
	'UNSPECIFIED',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Node's own errors while setting up TLS. The other ERR_TLS_ and ERR_SSL_ codes can come from an established connection. */
const HANDSHAKE_CODES = new Set([
	'ERR_TLS_DH_PARAM_SIZE',
	'ERR_TLS_HANDSHAKE_TIMEOUT',
	'ERR_TLS_INVALID_PROTOCOL_METHOD',
	'ERR_TLS_INVALID_PROTOCOL_VERSION',
	'ERR_TLS_PROTOCOL_VERSION_CONFLICT',
]);

/** OpenSSL's reasons if a server doesn't respond with TLS, but in most cases with plain HTTP. */
const NOT_TLS = new Set(['http request', 'https proxy request', 'packet length too long', 'wrong version number']);

/**
 * OpenSSL's reasons if the handshake fails and Node could therefore not write the request (`write EPROTO`). A reason
 * alone isn't enough: plain text on an established connection is also a "wrong version number".
 */
const HANDSHAKE_REASONS = new Set([
	'certificate verify failed',
	'dh key too small',
	'http request',
	'https proxy request',
	'no protocols available',
	'unsupported protocol',
	'wrong version number',
]);

/** TLS alerts of a server that can't agree with the client (RFC 8446, 6.2). Other alerts can also come later. */
const HANDSHAKE_ALERTS = new Set([
	40, // handshake_failure
	70, // protocol_version
	71, // insufficient_security
	112, // unrecognized_name
	120, // no_application_protocol
]);

/** Node's message for a connection that closed during the TLS handshake. The code alone (ECONNRESET) isn't enough. */
const HANDSHAKE_CLOSED = 'Client network socket disconnected before secure TLS connection was established';

/** Messages of n8n's proxy agent if a proxy sent no readable response to CONNECT. They have no code. */
const NO_PROXY_ANSWER = /^(Proxy connection ended before receiving|No header received from proxy|Invalid header from proxy) CONNECT response/;

/** OpenSSL's errors: `error:<number>:SSL routines:<function>:<reason>:<file>:<line>:` */
const OPENSSL = /\bSSL routines:[^:]*:([^:\n]+)/;

/** Whether the certificate of the server, or of a proxy, was rejected. */
export function isCertificateError({ codes }: ErrorFacts): boolean {
	return codes.some((code) => CERTIFICATE_CODES.has(code));
}

/** Whether the error alone proves that the TLS handshake failed. */
export function isHandshakeError({ codes, words }: Pick<ErrorFacts, 'codes' | 'words'>): boolean {
	return codes.some((code) => HANDSHAKE_CODES.has(code)) || words.some(isHandshakeWrite);
}

function isHandshakeWrite(text: string): boolean {
	if (!text.startsWith('write EPROTO ')) return false;
	const [, alert] = /SSL alert number (\d+)/.exec(text) ?? [];
	return HANDSHAKE_REASONS.has(opensslReason([text]) ?? '') || HANDSHAKE_ALERTS.has(Number(alert));
}

/**
 * Whether an error is certain to have occurred before the request was written. This has to hold for each nested error: if
 * several addresses were tried, one try may have succeeded. A wrapping error may repeat a code of its nested errors, but
 * must not add others.
 */
export function isBeforeRequest({ links }: ErrorFacts): boolean {
	const certain = links.filter(isCertain);
	const explained = new Set(certain.flatMap(({ codes }) => codes));
	const passesOn = ({ isInnermost, calls, codes }: ErrorLink) =>
		!isInnermost && calls.length === 0 && codes.every((code) => explained.has(code));
	return certain.length > 0 && links.every((link) => certain.includes(link) || passesOn(link));
}

/** Whether a single error proves that the request had not been written. */
function isCertain({ calls, codes, words }: ErrorLink): boolean {
	if (calls.length > 0) {
		const isHandshake = words.some(isHandshakeWrite);
		return calls.every((call) => CALLS_BEFORE_A_CONNECTION.has(call) || DNS_QUERY.test(call) || (isHandshake && call === 'write'));
	}
	if (words.includes(HANDSHAKE_CLOSED) || words.some((text) => NO_PROXY_ANSWER.test(text))) return true;
	return codes.length > 0 && codes.every((code) => CERTIFICATE_CODES.has(code) || HANDSHAKE_CODES.has(code) || CODES_BEFORE_A_CONNECTION.has(code));
}

/** Whether a proxy closed the connection, or sent no readable response, before it opened a tunnel to the server. */
export function isProxyError({ words }: ErrorFacts): boolean {
	return words.some((text) => NO_PROXY_ANSWER.test(text));
}

/** OpenSSL's reason for an error, such as `wrong version number`. */
export function opensslReason(words: string[]): string | undefined {
	for (const text of words) {
		const [, reason] = OPENSSL.exec(text) ?? [];
		if (reason !== undefined) return reason;
	}
	return undefined;
}

/** Whether OpenSSL's reason means that the other side doesn't speak TLS. */
export function isNotTls(reason: string): boolean {
	return NOT_TLS.has(reason);
}
