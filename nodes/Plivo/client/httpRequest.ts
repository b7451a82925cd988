import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHookFunctions, IHttpRequestOptions, ILoadOptionsFunctions, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { PlivoRequestError } from '../errors/plivoRequestError';
import { secretsOf } from '../errors/secrets';
import { keepsCause } from './failures/errorFacts';
import { errorFromResponse, errorFromNetworkFailure } from './failures/requestFailure';
import { retryAfterMs } from './failures/retryAfter';
import { within } from './rateLimit/cancel';
import type { RequestResult } from './retryPolicy';

/** Where the node runs: in an execution, a list of the editor, or the activation or a call of a trigger. */
export type PlivoContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

export const CREDENTIAL = 'plivoMessagingApi';

/** Plivo documents no maximum response time. A send that takes longer than this has an unknown outcome. */
export const TIMEOUT_MS = 30_000;

/**
 * Extra time to wait beyond a request's own timeout. n8n's timeout doesn't cover everything: in some versions, it misses
 * a proxy that never responds to CONNECT, and in all versions, a response that arrives very slowly.
 */
const GRACE_MS = 5_000;

/** All but 401, after which n8n would repeat the request. */
const ERROR_STATUSES = Array.from({ length: 300 }, (_, i) => 300 + i).filter((status) => status !== 401);

/**
 * Makes one HTTP request with the credential. Doesn't follow redirects: they would send the credential, and possibly the
 * message a second time, to an address that nobody entered.
 *
 * @param request its `timeout` is in milliseconds, by default 30 seconds
 * @param signal cancels the request; once it is aborted, nothing is sent
 */
export async function httpRequest<T>(
	context: PlivoContext,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	signal: AbortSignal | undefined,
): Promise<RequestResult<T>> {
	if (signal?.aborted) return cancelled();
	const { timeout = TIMEOUT_MS } = request;
	const options: IHttpRequestOptions = {
		...request,
		timeout,
		json: true,
		returnFullResponse: true,
		disableFollowRedirect: true,
		// Only an error tells who responded: Plivo, or a proxy that did not open the tunnel. If n8n's error keeps no
		// cause, it would lack Plivo's text and headers, so then the response itself is returned.
		ignoreHttpStatusErrors: keepsCause(context.getNode()) ? { ignore: true, except: ERROR_STATUSES } : true,
	};
	// Otherwise, n8n reads the credential from its database and decrypts it for each request.
	const credentialsDecrypted = { id: '', name: CREDENTIAL, type: CREDENTIAL, data: credentials };
	const secrets = secretsOf(String(credentials.authId ?? ''), String(credentials.authToken ?? ''));
	let response: IN8nHttpFullResponse | undefined;
	try {
		response = await within(timeout + GRACE_MS, async () =>
			(await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options, {
				credentialsDecrypted,
			})) as IN8nHttpFullResponse,
		);
	} catch (error) {
		return { failure: errorFromNetworkFailure(error, secrets) };
	}
	// The request may still succeed later, so its outcome is unknown.
	if (response === undefined) return { failure: new PlivoRequestError('unknown', 'timedOut', 'no answer in time') };
	const { statusCode, body, headers } = response;
	// Plivo's response to a DELETE, which has no body.
	if (statusCode === 204) return { response: {} as T };
	if (statusCode >= 200 && statusCode < 300 && typeof body === 'object' && body !== null) return { response: body as T };
	return { failure: errorFromResponse(statusCode, body, retryAfterMs(headers), secrets) };
}

/** A request that was cancelled before it was sent. */
export function cancelled(): { failure: PlivoRequestError } {
	return { failure: new PlivoRequestError('notSent', 'cancelled', 'cancelled before it was sent') };
}
