import { signatureHeaders, type FormParams } from '../../../sandbox/signature.mts';
import type { Sandbox } from '../../../sandbox/server.mts';

/** The parameters of an incoming SMS, in the form of a real one. */
export function inboundSms(changes: FormParams = {}): FormParams {
	return {
		From: '14155550123',
		To: '14151234567',
		Text: 'Hello from Plivo! ünïcode ✓ & = +',
		Type: 'sms',
		MessageUUID: 'db3ce55a-7f1d-11e1-8ea7-1231380bc196',
		MessageIntent: '',
		Units: '1',
		TotalRate: '0.00000',
		TotalAmount: '0.00000',
		...changes,
	};
}

export interface Call {
	url: string;
	/** Where the request goes, if not to the URL that was signed: behind a proxy. */
	to?: string;
	method?: 'GET' | 'POST';
	params?: FormParams;
	headers?: Record<string, string>;
	/** In place of the form that `params` make. */
	body?: string | Buffer;
	/** Whose token signs; undefined leaves the signature out. */
	token?: string;
	/** Hangs up when it is aborted. */
	signal?: AbortSignal;
}

/** Calls a webhook as Plivo does. @returns status, content type and body of the answer */
export async function call(
	{ url, to = url, method = 'POST', params = inboundSms(), headers = {}, body, token, signal }: Call,
): Promise<{ status: number; type: string; body: string }> {
	const signed = token === undefined ? {} : signatureHeaders({ method, url, params }, { owner: token, main: token });
	const form = new URLSearchParams(
		Object.entries(params).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one])),
	).toString();
	const response = await fetch(method === 'GET' ? `${to}${to.includes('?') ? '&' : '?'}${form}` : to, {
		method,
		signal,
		headers: { ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }), ...signed, ...headers },
		...(method === 'POST' && { body: body ?? form }),
	});
	const answer = await response.text();
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		body: answer,
	};
}

/** Calls as Plivo would for the sandbox's account. */
export function callsOf(sandbox: Sandbox, url: () => string) {
	return async (changes: Partial<Call> = {}) => await call({ url: url(), token: sandbox.account.authToken, ...changes });
}
