import { unexpected } from '../nodes/Plivo/client/wire/response';
import { describeRequestError } from '../nodes/Plivo/errors/describeRequestError';
import { errorFromResponse, errorFromNetworkFailure } from '../nodes/Plivo/client/failures/requestFailure';
import { describeMessageError } from '../nodes/Plivo/errors/deliveryErrors';
import { PlivoRequestError } from '../nodes/Plivo/errors/plivoRequestError';

/** When Plivo says nothing in words of its own, or nothing at all: each case, what the node says, and what to do. */
export function plivoCases(): Array<[when: string, message: string, remedy: string]> {
	const cases: Array<[string, PlivoRequestError]> = [
		['400, and others from 400 to 499', errorFromResponse(400, undefined)],
		['400 that names a phone number', errorFromResponse(400, { error: 'dst is not a valid phone number' })],
		['401', errorFromResponse(401, undefined)],
		['400 with “Insufficient Credit” or similar', errorFromResponse(400, { error: 'Insufficient Credit' })],
		['403', errorFromResponse(403, undefined)],
		['403 that names a country', errorFromResponse(403, { error: 'geo-permission denied' })],
		['403 for a trial account', errorFromResponse(403, { error: 'the destination number is not verified' })],
		["403 for an account that isn't verified", errorFromResponse(403, { error: 'account not verified' })],
		['403 for a feature', errorFromResponse(403, { error: 'feature not enabled' })],
		['404 for an ID', errorFromResponse(404, undefined)],
		['404 for anything else', new PlivoRequestError('refused', 'wrongUrl', 'HTTP 404', 404)],
		['429', errorFromResponse(429, undefined)],
		['500 and above', errorFromResponse(500, undefined)],
		["A response to a sent message that doesn't mention it", new PlivoRequestError('unknown', 'unreadable', 'no message_uuid')],
		["A response that doesn't match Plivo's reference", unexpected('it has no list of records')],
		['A web page instead of a response', errorFromResponse(502, '<html>')],
		['300 to 399', errorFromResponse(302, undefined)],
		["Nothing listens there, or the name isn't known", errorFromNetworkFailure({ code: 'ECONNREFUSED' })],
		["The certificate isn't accepted", errorFromNetworkFailure({ code: 'CERT_HAS_EXPIRED' })],
		["n8n and the server can't agree on encryption", errorFromNetworkFailure({ code: 'EPROTO', message: tlsError('tlsv1 alert protocol version', 70) })],
		['The address or port has no HTTPS', errorFromNetworkFailure({ code: 'EPROTO', message: tlsError('wrong version number') })],
		['No connection within 30 seconds', new PlivoRequestError('notSent', 'timedOut', 'no connection in time')],
		['A proxy asks for a login', errorFromResponse(407, undefined)],
		["A proxy doesn't let it through", new PlivoRequestError('notSent', 'proxyForbids', 'HTTP 403', 403)],
		["A proxy can't reach Plivo", new PlivoRequestError('notSent', 'proxyUnavailable', 'HTTP 503', 503)],
		['n8n protects itself against SSRF', errorFromNetworkFailure({ name: 'SsrfBlockedIpError' })],
		['The connection broke', errorFromNetworkFailure({ code: 'ECONNRESET' })],
		['No answer in time', errorFromNetworkFailure({ code: 'ETIMEDOUT' })],
		['The execution was stopped', new PlivoRequestError('unknown', 'cancelled', 'cancelled in flight')],
	];
	return cases.map(([when, failure]) => {
		const { message, remedy } = describeRequestError(failure);
		return [when, message, remedy];
	});
}

/** An error of OpenSSL during the handshake, as Node words it. */
function tlsError(reason: string, alert?: number): string {
	return `write EPROTO error:0A00010B:SSL routines:ssl3_read_bytes:${reason}:record.c:1:${alert === undefined ? '' : `SSL alert number ${alert}`}`;
}

/** Every code that the nodes know, with what they say of it. */
export function knownCodes(): Array<[code: string, meaning: string, remedy: string]> {
	return Array.from({ length: 10_000 }, (_, code) => [String(code), describeMessageError(code)] as const).flatMap(([code, text]) =>
		text === undefined ? [] : [[code, text.meaning, text.remedy] as [string, string, string]],
	);
}
