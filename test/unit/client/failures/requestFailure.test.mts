import fc from 'fast-check';

import { errorFromResponse, errorFromNetworkFailure } from '../../../../nodes/Plivo/client/failures/requestFailure';
import { retryAfterMs } from '../../../../nodes/Plivo/client/failures/retryAfter';

describe('faultOfAnswer', () => {
	it.each([
		[429, { error: 'too many requests' }, 'notSent', 'rateLimited', 'too many requests'],
		[400, { api_id: 'x', error: 'dst is missing' }, 'refused', 'refused', 'dst is missing'],
		[401, 'Unauthorized', 'refused', 'refused', 'Unauthorized'],
		[401, '<html>no</html>', 'refused', 'refused', 'HTTP 401'],
		[403, { error: { error: 'nested' } }, 'refused', 'refused', 'nested'],
		[403, '<html>blocked</html>', 'refused', 'unreadable', 'HTTP 403'],
		[404, { message: 'not found' }, 'refused', 'refused', 'not found'],
		[407, '<html>proxy</html>', 'notSent', 'proxyLogin', 'HTTP 407'],
		[422, { errors: { global_error: 'bad' } }, 'refused', 'refused', 'bad'],
		[500, { error: 'oops' }, 'unknown', 'serverError', 'oops'],
		[502, '<html>Bad Gateway</html>', 'unknown', 'unreadable', 'HTTP 502'],
		[503, '', 'unknown', 'serverError', 'HTTP 503'],
		[302, '', 'unknown', 'redirected', 'HTTP 302'],
		[202, '<html>hello</html>', 'unknown', 'unreadable', 'HTTP 202'],
	])('classes %d with %j as %s', (status, body, outcome, kind, text) => {
		expect(errorFromResponse(status, body)).toMatchObject({ outcome, kind, text, status });
	});

	it.each([
		[{ error: {} }, 'HTTP 400'],
		[{ error: [] }, 'HTTP 400'],
		[{ error: ' ' }, 'HTTP 400'],
		[{ error: [{}, ['']] }, 'HTTP 400'],
		[{ error: {}, message: 'dst invalid' }, 'dst invalid'],
		[{ error: true, message: 'dst invalid' }, 'dst invalid'],
		[{ error: ['dst invalid'] }, 'dst invalid'],
		[{ error: ['dst invalid', 'src invalid'] }, 'dst invalid; src invalid'],
		[{ error: { dst: ['invalid'], code: 3 } }, 'dst: invalid; code: 3'],
		[{ message: ['dst invalid'] }, 'dst invalid'],
		[{ message: { text: 'dst invalid' } }, 'text: dst invalid'],
		[{ errors: [{ message: 'dst invalid' }, { message: 'src invalid' }] }, 'dst invalid; src invalid'],
		[[{ message: 'dst invalid' }], 'dst invalid'],
		[{ api_id: 'x' }, 'HTTP 400'],
	])('reads the words in %j', (body, text) => {
		expect(errorFromResponse(400, body).text).toBe(text);
	});

	it.each([
		['{"error":', '}'],
		['{"errors":[', ']}'],
		['{"dst":', '}'],
		['[', ']'],
	])('gets through %s nested without end', (open, close) => {
		for (const status of [400, 500]) {
			const body: unknown = JSON.parse(`{"error":${open.repeat(9_000)}"x"${close.repeat(9_000)}}`);
			expect(errorFromResponse(status, body)).toMatchObject({ text: `HTTP ${status}`, status });
		}
	});

	it('shortens what is long, as n8n is slow with the text of an error, and cuts no character in two', () => {
		expect(errorFromResponse(400, { error: 'a'.repeat(500) }).text).toBe('a'.repeat(500));
		expect(errorFromResponse(400, { error: 'a'.repeat(13_000) })).toMatchObject({ text: `${'a'.repeat(500)}…`, message: `${'a'.repeat(500)}…` });
		expect(errorFromResponse(400, { error: `a${'😀'.repeat(300)}` }).text).toBe(`a${'😀'.repeat(249)}…`);
	});

	it('never throws, and its text is short and not blank, whatever the body', () => {
		fc.assert(
			fc.property(fc.constantFrom(400, 429, 500), fc.jsonValue({ maxDepth: 12 }), (status, body) => {
				const { text } = errorFromResponse(status, { error: body });
				expect(text.trim()).not.toBe('');
				expect(text.length).toBeLessThanOrEqual(501);
			}),
		);
	});

	it('keeps how long Plivo asks to wait', () => {
		expect(errorFromResponse(429, {}, 2000).retryAfterMs).toBe(2000);
	});
});

describe('faultOfNetworkError', () => {
	const wrapped = (inner: object) => ({ name: 'NodeApiError', cause: { name: 'AxiosError', ...inner } });

	it.each([
		[{ code: 'ECONNREFUSED' }, 'notSent', 'unreachable'],
		[{ code: 'ENOTFOUND' }, 'notSent', 'unreachable'],
		[{ code: 'EAI_AGAIN' }, 'notSent', 'unreachable'],
		[{ code: 'ETIMEDOUT', cause: { code: 'ETIMEDOUT', syscall: 'connect' } }, 'notSent', 'unreachable'],
		[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent', 'insecure'],
		[{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'notSent', 'insecure'],
		[
			{ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' },
			'notSent',
			'unreachable',
		],
		[{ message: 'Proxy connection ended before receiving CONNECT response' }, 'notSent', 'proxyUnavailable'],
		[{ message: 'No header received from proxy CONNECT response' }, 'notSent', 'proxyUnavailable'],
		[{ message: 'Invalid header from proxy CONNECT response: "x"' }, 'notSent', 'proxyUnavailable'],
		[{ cause: { name: 'SsrfBlockedIpError' } }, 'notSent', 'blocked'],
		[{ cause: { name: 'SsrfBlockedHostnameError' } }, 'notSent', 'blocked'],
		[{ code: 'ECONNRESET', message: 'socket hang up' }, 'unknown', 'connectionLost'],
		[{ code: 'ECONNABORTED' }, 'unknown', 'timedOut'],
		[{ code: 'ETIMEDOUT' }, 'unknown', 'timedOut'],
		[{ code: 'ERR_CANCELED' }, 'unknown', 'cancelled'],
		[{ code: 'EPIPE' }, 'unknown', 'connectionLost'],
		[{ message: 'something new' }, 'unknown', 'connectionLost'],
	])('classes %j as %s', (inner, outcome, kind) => {
		expect(errorFromNetworkFailure(wrapped(inner))).toMatchObject({ outcome, kind });
	});

	it.each([
		['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', 'notSent', 'unreachable'],
		['ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443', 'notSent', 'unreachable'],
		['EHOSTUNREACH', 'connect EHOSTUNREACH 192.0.2.1:443', 'notSent', 'unreachable'],
		['EHOSTUNREACH', 'read EHOSTUNREACH', 'unknown', 'connectionLost'],
		['ENOTFOUND', 'getaddrinfo ENOTFOUND api.plivo.com', 'notSent', 'unreachable'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'notSent', 'insecure'],
		['ECONNRESET', 'socket hang up', 'unknown', 'connectionLost'],
		['ECONNRESET', 'read ECONNRESET', 'unknown', 'connectionLost'],
		['ECONNABORTED', 'timeout of 30000ms exceeded', 'unknown', 'timedOut'],
		['ERR_CANCELED', 'canceled', 'unknown', 'cancelled'],
	])('classes %s of n8n before 2.36, which keeps no cause, as %s', (httpCode, message, outcome, kind) => {
		expect(errorFromNetworkFailure({ name: 'NodeApiError', httpCode, messages: [message] })).toMatchObject({ outcome, kind });
	});

	it('takes anything it does not know for unknown, so that nothing is sent twice', () => {
		expect(errorFromNetworkFailure(undefined).outcome).toBe('unknown');
		expect(errorFromNetworkFailure('odd').outcome).toBe('unknown');
	});

	it('reads errors that hold themselves', () => {
		const error: { cause?: unknown; code: string } = { code: 'EPIPE' };
		error.cause = { cause: error, errors: [error] };
		expect(errorFromNetworkFailure(error)).toMatchObject({ outcome: 'unknown', text: 'EPIPE' });
	});
});

describe('an answer that n8n throws as an error', () => {
	const toPlivo = { reusedSocket: false, protocol: 'https:', socket: { encrypted: true, authorized: true, authorizationError: null } };
	const toProxy = { reusedSocket: false, protocol: 'https:', socket: {} };
	const thrown = (status: number, request: object, rest: object = {}) => ({
		httpCode: String(status),
		cause: { code: status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE', request, response: { status, headers: {}, data: '', ...rest } },
	});

	it.each([
		[407, 'proxyLogin'],
		[400, 'proxyForbids'],
		[403, 'proxyForbids'],
		[404, 'proxyForbids'],
		[302, 'proxyForbids'],
		[429, 'proxyUnavailable'],
		[500, 'proxyUnavailable'],
		[502, 'proxyUnavailable'],
		[503, 'proxyUnavailable'],
		[504, 'proxyUnavailable'],
	])('%d of a proxy to CONNECT has not reached Plivo: %s', (status, kind) => {
		expect(errorFromNetworkFailure(thrown(status, toProxy))).toMatchObject({ outcome: 'notSent', kind, status });
	});

	it.each([
		[400, { data: { error: 'dst is missing' } }, 'refused', 'refused', 'dst is missing'],
		[403, { data: { error: 'geo-permission denied' } }, 'refused', 'refused', 'geo-permission denied'],
		[429, { headers: { 'retry-after': '2' }, data: { error: 'slow down' } }, 'notSent', 'rateLimited', 'slow down'],
		[502, { data: '<html>' }, 'unknown', 'unreadable', 'HTTP 502'],
		[503, {}, 'unknown', 'serverError', 'HTTP 503'],
		[302, {}, 'unknown', 'redirected', 'HTTP 302'],
	])('%d of Plivo is classed as ever', (status, rest, outcome, kind, text) => {
		const failure = errorFromNetworkFailure(thrown(status, toPlivo, rest));
		expect(failure).toMatchObject({ outcome, kind, text, status, retryAfterMs: status === 429 ? 2000 : undefined });
	});

	it('502 of a proxy for plain HTTP may have come after Plivo took it', () => {
		const plain = { reusedSocket: false, protocol: 'http:', socket: {} };
		expect(errorFromNetworkFailure(thrown(502, plain)).outcome).toBe('unknown');
	});

	it('a success that broke off is unknown', () => {
		const failure = errorFromNetworkFailure({ cause: { code: 'ERR_BAD_RESPONSE', message: 'aborted', request: toPlivo, response: { status: 202 } } });
		expect(failure).toMatchObject({ outcome: 'unknown', kind: 'connectionLost' });
	});
});

describe('Retry-After', () => {
	const date = 'Sat, 28 Nov 2026 19:00:00 GMT';
	it.each<[unknown, unknown, number | undefined]>([
		['2', undefined, 2_000],
		[' 2 ', undefined, 2_000],
		['1.5', undefined, 1_500],
		['0', undefined, 0],
		['Sat, 28 Nov 2026 19:00:02 GMT', date, 2_000],
		['Sat, 28 Nov 2026 18:00:00 GMT', date, 0],
		['Saturday, 28-Nov-26 19:00:02 GMT', date, 2_000],
		['Sat Nov 28 2026 19:00:02 GMT', date, 2_000],
		['2, 3', date, undefined],
		['0x10', date, undefined],
		['-1', date, undefined],
		['1e3', date, undefined],
		['soon', date, undefined],
		['', date, undefined],
		[undefined, date, undefined],
	])('of %j, answered at %j, is %j', (header, at, ms) => {
		expect(retryAfterMs({ 'retry-after': header, date: at })).toBe(ms);
	});

	it('that is a date goes by the own clock where the answer has none', () => {
		const ms = retryAfterMs({ 'retry-after': new Date(Date.now() + 60_000).toUTCString() });
		expect(Math.round((ms ?? 0) / 10_000)).toBe(6);
	});
});
