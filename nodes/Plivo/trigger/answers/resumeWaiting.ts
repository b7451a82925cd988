import { sleep, type IHttpRequestOptions, type IN8nHttpFullResponse, type IWebhookFunctions } from 'n8n-workflow';

import { errorFromNetworkFailure } from '../../client/failures/requestFailure';
import { addressOf, type ButtonPayload } from '../../webhooks/buttonAnswer/payload';
import { readResult, writePress, type Press, type PressResult } from '../../webhooks/buttonAnswer/press';
import { authToken } from '../../webhooks/signature/authToken';

/** What became of an answer: see PressResult. `forged`: n8n doesn't know the signature in the payload. */
export type AnswerResult = PressResult | 'forged';

/** Plivo waits eight seconds for a response. This leaves time for the rest. */
const MAX_TOTAL_MS = 6_000;
const TRY_AGAIN_AFTER_MS = 500;

/** The answer couldn't be passed on. It isn't lost: Plivo calls again without a success response. */
export interface NotPassedOn {
	/** As a sentence. */
	reason: string;
	/** Whether n8n may have resumed the execution all the same, and only its response got lost. */
	mayBeAccepted: boolean;
}

/**
 * Passes an answer on to the waiting execution, by n8n's own signed address of it: the only way that works with several
 * processes, and after a restart.
 *
 * @param press what Plivo has signed
 * @throws if the credential can't be read
 */
export async function resumeWaiting(context: IWebhookFunctions, payload: ButtonPayload, press: Press): Promise<AnswerResult | NotPassedOn> {
	const address = addressOf(payload, String(context.evaluateExpression('{{ $execution.resumeUrl }}')));
	const form = new URLSearchParams(writePress(press, payload.signature, await authToken(context))).toString();
	const end = Date.now() + MAX_TOTAL_MS;
	for (;;) {
		const response = await post(context, address, form, end - Date.now());
		const result = 'reason' in response ? response : readResponse(response, payload);
		if (result !== 'running') return result;
		// Somebody was quick to answer: n8n is still saving the execution. Or it goes on already, with another answer.
		if (Date.now() + TRY_AGAIN_AFTER_MS >= end) return { reason: 'The execution is running, so it takes no answer now.', mayBeAccepted: false };
		await sleep(TRY_AGAIN_AFTER_MS);
	}
}

async function post(context: IWebhookFunctions, url: string, body: string, timeout: number): Promise<IN8nHttpFullResponse | NotPassedOn> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body,
		timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	try {
		return (await context.helpers.httpRequest(request)) as IN8nHttpFullResponse;
	} catch (error) {
		// Of the error only its text: it also contains the address, with n8n's signature.
		const { text, outcome } = errorFromNetworkFailure(error);
		return { reason: `n8n can't reach its own address ${originOf(url)} (${text}).`, mayBeAccepted: outcome === 'unknown' };
	}
}

/**
 * n8n responds itself if it doesn't pass the call on to the node. Only its own words count, because a proxy in front of it uses
 * the same status codes, and may hold back the node's response to an answer that counts. (waiting-webhooks.js of the n8n package, 1.123 to 2.41.)
 */
function readResponse({ statusCode, body, headers }: IN8nHttpFullResponse, { executionId, nodeId }: ButtonPayload): AnswerResult | 'running' | NotPassedOn {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const result = readResult(text.trim());
	if (result !== undefined) return result;
	// In JSON text, the quotation marks are escaped.
	const [, about] = new RegExp(`The execution \\\\?"${executionId}(?![\\w-])(.*)`, 's').exec(text) ?? [];
	if (statusCode === 401 && (text === JSON.stringify({ error: 'Invalid token' }) || isPage(text, 'Invalid Form Link'))) return 'forged';
	if (statusCode === 409 && about !== undefined) return /running already/.test(about) ? 'running' : 'closed';
	if (statusCode === 404 && about !== undefined) return 'closed';
	if (statusCode === 200 && isPage(text, 'No action required')) return 'closed';
	// The execution waits at a form by now, whatever it's called for.
	if (statusCode === 307 && isFormOf(String(headers.location), { executionId, nodeId })) return 'closed';
	const who = "n8n's address for waiting executions was answered by something else";
	return { reason: `${who}, with HTTP ${statusCode}. If a proxy is in front of n8n, it has to pass this address on.`, mayBeAccepted: true };
}

/** Whether a page has this title. A page of something else may have the same words in its text. */
function isPage(html: string, title: string): boolean {
	return new RegExp(`<title>\\s*${title}\\s*</title>`, 'i').test(html);
}

/**
 * Whether a redirect leads to the form that an execution waits at. n8n's own is the path that was called, without the host,
 * with another word in place of "webhook-waiting"; a proxy's leads to another host, or to the same path.
 */
function isFormOf(location: string, { executionId, nodeId }: Pick<ButtonPayload, 'executionId' | 'nodeId'>): boolean {
	const [path = ''] = location.split(/[?#]/);
	return /^\/(?!\/)/.test(path) && path.endsWith(`/${executionId}/${encodeURIComponent(nodeId)}`) && !path.includes('/webhook-waiting/');
}

/** The address itself contains n8n's signature, which is as good as a password. */
function originOf(url: string): string {
	return url.replace(/^(https?:\/\/[^/]*).*$/is, '$1');
}
