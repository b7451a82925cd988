import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHookFunctions, IHttpRequestOptions, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { PlivoRequestError } from '../errors/plivoRequestError';
import { secretsOf } from '../errors/secrets';
import { keepsCause } from './failures/errorFacts';
import { errorFromResponse, errorFromNetworkFailure, retryAfterMs } from './failures/requestFailure';
import { within } from './rateLimit/cancel';
import type { RequestResult } from './retryPolicy';

/** Where the node runs: its execution, a list in the editor, or the activation of a trigger. */
export type PlivoContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

export const CREDENTIAL = 'plivoMessagingApi';

/** Plivo names no longest answering time; a send that takes longer than this has an unknown outcome. */
const TIMEOUT_MS = 30_000;

/**
 * How much longer than its own time limit a request is waited for. n8n's limit does not reach everything: in some versions
 * not a proxy that is asked for the way to Plivo and never answers, and in none an answer that trickles in.
 */
const GRACE_MS = 5_000;

/** All but 401, after which n8n would repeat the request. */
const ERROR_STATUSES = Array.from({ length: 300 }, (_, i) => 300 + i).filter((status) => status !== 401);

/**
 * Makes one HTTP request with the credential, and follows no redirect: that would carry the credential, and possibly a second
 * send, to an address that nobody entered.
 *
 * @param request its `timeout` in milliseconds; 30 seconds where it has none
 * @param signal ends it; once it is aborted, nothing is sent
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
		// Only an error tells who answered: Plivo, or a proxy that did not open the way to it. Where n8n's error keeps no cause,
		// it would lack Plivo's text and headers, so there the response is handed over.
		ignoreHttpStatusErrors: keepsCause(context.getNode()) ? { ignore: true, except: ERROR_STATUSES } : true,
	};
	// Else n8n reads it from its database and decrypts it anew for each request.
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
	// Whatever still comes of it, nobody can know.
	if (response === undefined) return { failure: new PlivoRequestError('unknown', 'timedOut', 'no answer in time') };
	const { statusCode, body, headers } = response;
	// Plivo's answer to a DELETE, which has no body.
	if (statusCode === 204) return { response: {} as T };
	if (statusCode >= 200 && statusCode < 300 && typeof body === 'object' && body !== null) return { response: body as T };
	return { failure: errorFromResponse(statusCode, body, retryAfterMs(headers), secrets) };
}

/** A request that was cancelled before it was sent. */
export function cancelled(): { failure: PlivoRequestError } {
	return { failure: new PlivoRequestError('notSent', 'cancelled', 'cancelled before it was sent') };
}
