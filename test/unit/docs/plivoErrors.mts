import { unexpected } from '../../../nodes/Plivo/transport/answer';
import { explainFault } from '../../../nodes/Plivo/transport/explain';
import { faultOfAnswer, faultOfNetworkError, PlivoFault } from '../../../nodes/Plivo/transport/fault';
import { describeMessageError } from '../../../nodes/Plivo/transport/messageErrors';

/** When Plivo says nothing in words of its own, or nothing at all: each case, what the node says, and what to do. */
export function plivoCases(): Array<[when: string, message: string, remedy: string]> {
	const cases: Array<[string, PlivoFault]> = [
		['400, and others from 400 to 499', faultOfAnswer(400, undefined)],
		['400 that names a phone number', faultOfAnswer(400, { error: 'dst is not a valid phone number' })],
		['401', faultOfAnswer(401, undefined)],
		['400 with “Insufficient Credit” or the like', faultOfAnswer(400, { error: 'Insufficient Credit' })],
		['403', faultOfAnswer(403, undefined)],
		['404', faultOfAnswer(404, undefined)],
		['429', faultOfAnswer(429, undefined)],
		['500 and above', faultOfAnswer(500, undefined)],
		['An answer to a message that says nothing of it', new PlivoFault('unknown', 'unreadable', 'no message_uuid')],
		['An answer that is not what Plivo\'s reference says', unexpected('it has no list of records')],
		['A web page in place of an answer', faultOfAnswer(502, '<html>')],
		['300 to 399', faultOfAnswer(302, undefined)],
		['Nobody listens there, or the name is not known', faultOfNetworkError({ code: 'ECONNREFUSED' })],
		['The certificate is not accepted', faultOfNetworkError({ code: 'CERT_HAS_EXPIRED' })],
		['n8n protects itself against SSRF', faultOfNetworkError({ name: 'SsrfBlockedIpError' })],
		['The connection broke', faultOfNetworkError({ code: 'ECONNRESET' })],
		['No answer in time', faultOfNetworkError({ code: 'ETIMEDOUT' })],
		['The execution was stopped', new PlivoFault('unknown', 'cancelled', 'cancelled in flight')],
	];
	return cases.map(([when, fault]) => {
		const { message, remedy } = explainFault(fault);
		return [when, message, remedy];
	});
}

/** Every code that the nodes know, with what they say of it. */
export function knownCodes(): Array<[code: string, meaning: string, remedy: string]> {
	return Array.from({ length: 10_000 }, (_, code) => [String(code), describeMessageError(code)] as const).flatMap(([code, text]) =>
		text === undefined ? [] : [[code, text.meaning, text.remedy] as [string, string, string]],
	);
}
