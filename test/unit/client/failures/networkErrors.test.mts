import * as dns from 'node:dns';
import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';
import fc from 'fast-check';

import { errorFromNetworkFailure } from '../../../../nodes/Plivo/client/failures/requestFailure';

/** All errors of the system that Node has a name for, by POSIX and by libuv. */
const systemCodes = [...new Set([...Object.keys(constants.errno), ...[...getSystemErrorMap().values()].map(([name]) => name)])];

/** All errors of DNS (c-ares). */
const dnsCodes = Object.values(dns).flatMap((value: unknown) => (typeof value === 'string' && /^E[A-Z]+$/.test(value) ? value : []));

/** Node's page on TLS, "X509 certificate error codes", and the name for results that have none there. */
const certificateCodes = [
	...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
	...['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'CERT_SIGNATURE_FAILURE', 'CRL_SIGNATURE_FAILURE', 'CERT_NOT_YET_VALID'],
	...['CERT_HAS_EXPIRED', 'CRL_NOT_YET_VALID', 'CRL_HAS_EXPIRED', 'ERROR_IN_CERT_NOT_BEFORE_FIELD', 'ERROR_IN_CERT_NOT_AFTER_FIELD'],
	...['ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD', 'OUT_OF_MEM', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_CHAIN_TOO_LONG'],
	...['CERT_REVOKED', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'HOSTNAME_MISMATCH'],
	...['UNSPECIFIED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT'],
];

/** The ways in which an error of Node reaches the node. */
const wrappings: Record<string, (error: { code: string; syscall?: string; message: string }) => unknown> = {
	'n8n 2.36 and after': (error) => ({ name: 'NodeApiError', httpCode: error.code, messages: [error.message], cause: { code: error.code, message: error.message, cause: error } }),
	'n8n before 2.36': ({ code, message }) => ({ name: 'NodeApiError', httpCode: code, messages: [message, message] }),
	'tries at several addresses': (error) => ({ cause: { code: error.code, message: '', cause: { code: error.code, message: '', errors: [error, { ...error }] } } }),
};

const ofSystem = (syscall: string, code: string) => ({ code, syscall, message: `${syscall} ${code} 192.0.2.1:443` });
const classOf = (error: unknown) => errorFromNetworkFailure(error).outcome;

describe.each(Object.entries(wrappings))('by way of %s', (_, wrap) => {
	it.each(['connect', 'getaddrinfo'])('every error of %s has come before there was a connection', (syscall) => {
		expect(systemCodes.length).toBeGreaterThan(75);
		expect(systemCodes.filter((code) => classOf(wrap(ofSystem(syscall, code))) !== 'notSent')).toEqual([]);
	});

	it('every error of a DNS query too', () => {
		expect(dnsCodes.length).toBeGreaterThan(20);
		expect(dnsCodes.filter((code) => classOf(wrap(ofSystem('queryA', code))) !== 'notSent')).toEqual([]);
	});

	it.each(['read', 'write', 'shutdown'])('no error of %s has, whatever its code', (syscall) => {
		expect([...systemCodes, ...dnsCodes].filter((code) => classOf(wrap(ofSystem(syscall, code))) !== 'unknown')).toEqual([]);
	});

	it('every certificate code tells that nothing was sent, and that another try is of no use', () => {
		for (const code of certificateCodes) {
			expect(errorFromNetworkFailure(wrap({ code, message: 'the certificate' }))).toMatchObject({ outcome: 'notSent', kind: 'insecure', text: code });
		}
	});
});

describe('a code without the call that failed', () => {
	const bare = (codes: string[]) => codes.filter((code) => classOf({ cause: { code } }) === 'notSent').sort();

	it('counts where nothing but connecting has it', () => {
		expect(bare(systemCodes)).toEqual(['ECONNREFUSED', ...systemCodes.filter((code) => code.startsWith('EAI_'))].sort());
		const shared = new Set([...systemCodes, 'EOF', 'EFILE', 'ENOMEM', 'ENODATA', 'ECANCELLED']);
		expect(bare(dnsCodes)).toEqual(dnsCodes.filter((code) => !shared.has(code) || code === 'ECONNREFUSED').sort());
	});

	it.each(['ERR_TLS_DH_PARAM_SIZE', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'ERR_PROXY_TUNNEL', 'UND_ERR_CONNECT_TIMEOUT'])('counts for %s', (code) => {
		expect(classOf({ cause: { code } })).toBe('notSent');
	});
});

describe('tries at several addresses', () => {
	it('count when all of them failed to connect, and not when one did otherwise', () => {
		const tries = [ofSystem('connect', 'ETIMEDOUT'), ofSystem('connect', 'ENETUNREACH')];
		expect(classOf({ cause: { code: 'ETIMEDOUT', errors: tries } })).toBe('notSent');
		expect(classOf({ cause: { code: 'ETIMEDOUT', errors: [...tries, ofSystem('read', 'ECONNRESET')] } })).toBe('unknown');
	});
});

describe('several errors in one', () => {
	const refused = ofSystem('connect', 'ECONNREFUSED');
	const certificate = { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' };
	const uncertain = [
		{ message: 'socket hang up' },
		{ code: 'ECONNRESET', message: 'socket hang up' },
		{ code: 'ETIMEDOUT', message: '' },
		ofSystem('write', 'EPIPE'),
		ofSystem('read', 'ECONNREFUSED'),
	];
	const sure: Array<{ code?: string; message: string }> = [
		refused,
		certificate,
		{ code: 'ENOTFOUND', message: '' },
		{ code: 'ERR_TLS_HANDSHAKE_TIMEOUT', message: '' },
		{ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' },
		{ message: 'No header received from proxy CONNECT response' },
	];

	it.each(sure)('are certain when each is: %j', (one) => {
		for (const other of sure) expect(classOf({ cause: { errors: [one, other] } })).toBe('notSent');
	});

	it.each(uncertain)('are not for one that is not: %j', (other) => {
		for (const one of sure) {
			for (const errors of [[one, other], [other, one], [{ cause: one }, { cause: other }]]) {
				expect(classOf({ errors })).toBe('unknown');
				expect(classOf({ cause: { code: 'ECONNREFUSED', errors } })).toBe('unknown');
				expect(classOf({ cause: { code: 'ETIMEDOUT', errors: [...errors, ofSystem('connect', 'ETIMEDOUT')] } })).toBe('unknown');
			}
		}
	});

	it.each([{ code: 'EPIPE' }, { code: 'ECONNRESET' }, { code: 'ECONNRESET', syscall: 'read' }, { code: 'ECONNREFUSED', syscall: 'read' }, { message: 'write EPIPE' }])(
		'are not when the outer one tells of a standing connection: %j',
		(outer) => {
			for (const cause of sure.filter(({ code }) => code !== 'ECONNRESET')) expect(classOf({ ...outer, cause })).toBe('unknown');
		},
	);
});

describe('a connection that broke', () => {
	it.each([
		['write', 'ECONNABORTED'],
		['read', 'ETIMEDOUT'],
	])('with %s %s is not told as a time-out', (syscall, code) => {
		for (const wrap of Object.values(wrappings)) {
			expect(errorFromNetworkFailure(wrap(ofSystem(syscall, code)))).toMatchObject({ outcome: 'unknown', kind: 'connectionLost', text: code });
		}
	});
});

/** OpenSSL's errors as Node 20 and 24 write them. */
const openssl = (reason: string, alert?: number) =>
	`80BC6FE1DC7F0000:error:0A00010B:SSL routines:ssl3_read_bytes:${reason}:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:918:${alert === undefined ? '' : `SSL alert number ${alert}`}\n`;

describe('a TLS error', () => {
	const failed = (message: string, code = 'EPROTO') => errorFromNetworkFailure({ httpCode: code, messages: [message] });

	it.each([
		['wrong version number', undefined, 'notHttps'],
		['http request', undefined, 'notHttps'],
		['https proxy request', undefined, 'notHttps'],
		['unsupported protocol', undefined, 'handshakeFailed'],
		['dh key too small', undefined, 'handshakeFailed'],
		['sslv3 alert handshake failure', 40, 'handshakeFailed'],
		['ssl/tls alert handshake failure', 40, 'handshakeFailed'],
		['tlsv1 alert protocol version', 70, 'handshakeFailed'],
		['tlsv1 alert insufficient security', 71, 'handshakeFailed'],
		['tlsv1 unrecognized name', 112, 'handshakeFailed'],
		['tlsv1 alert no application protocol', 120, 'handshakeFailed'],
	])('%s, for which the request could not be written, is one of the handshake', (reason, alert, kind) => {
		expect(failed(`write EPROTO ${openssl(reason, alert)}`)).toMatchObject({ outcome: 'notSent', kind, text: reason });
	});

	it.each([
		['write EPROTO of a fault that comes later as well', `write EPROTO ${openssl('decryption failed or bad record mac')}`, 'EPROTO'],
		['write EPROTO of an alert that comes later as well', `write EPROTO ${openssl('tlsv1 alert internal error', 80)}`, 'EPROTO'],
		['EPROTO without OpenSSL', 'read EPROTO', 'EPROTO'],
		['plain text in a connection that stands', openssl('wrong version number'), 'ERR_SSL_WRONG_VERSION_NUMBER'],
		['a client certificate that is wanted, after the handshake', openssl('tlsv13 alert certificate required', 116), 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
		['a record that does not decrypt', openssl('decryption failed or bad record mac'), 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
		['a handshake alert that was read', openssl('sslv3 alert handshake failure', 40), 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
	])('%s may have come after the request', (_, message, code) => {
		expect(failed(message, code)).toMatchObject({ outcome: 'unknown', kind: 'connectionLost' });
	});
});

describe('any error that is not in a table', () => {
	const certain = new Set([...certificateCodes, ...dnsCodes, 'ERR_PROXY_TUNNEL', 'UND_ERR_CONNECT_TIMEOUT']);
	const isCertain = (code: string) => certain.has(code) || code.startsWith('EAI_') || /^ERR_TLS_(DH_|HANDSHAKE_|INVALID_|PROTOCOL_)/.test(code);
	const code = fc
		.oneof(fc.constantFrom(...systemCodes), fc.stringMatching(/^(ERR_|ERR_TLS_|ERR_SSL_|HPE_|UND_ERR_|CERT_|E)?[A-Z][A-Z_]{2,20}$/))
		.filter((name) => !isCertain(name));
	const syscall = fc.option(fc.oneof(fc.constantFrom('read', 'write', 'shutdown', 'open', 'spawn'), fc.stringMatching(/^[a-z]{3,9}$/)), { nil: undefined });
	const message = fc.oneof(fc.string(), fc.constantFrom('socket hang up', 'connect', 'to connect ECONNREFUSED', 'aborted', 'CONNECT response', openssl('wrong version number')));

	it('is unknown, however it is wrapped', () => {
		fc.assert(
			fc.property(code, syscall, message, fc.constantFrom(...Object.values(wrappings)), (name, call, words, wrap) => {
				fc.pre(call !== 'connect' && call !== 'getaddrinfo');
				// Node says the call in the message as well, where it knows one.
				const error = call === undefined ? { code: name, message: words } : { code: name, syscall: call, message: `${call} ${name}` };
				expect(classOf(wrap(error))).toBe('unknown');
			}),
			{ numRuns: 2_000 },
		);
	});
});
