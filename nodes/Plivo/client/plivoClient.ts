import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { limiterOf } from './rateLimit/accountLimiters';
import { readBaseUrl } from './baseUrl';
import { anyOf, cancelSignal, pause, within } from './rateLimit/cancel';
import { PlivoFault } from '../errors/plivoRequestError';
import { secretsOf } from '../errors/secrets';
import { keepsCause } from './failures/errorFacts';
import { faultOfAnswer, faultOfNetworkError, retryAfterMs } from './failures/requestFailure';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT, type RateLimit } from './rateLimit/rateLimit';
import type { RateLimiter, Requester } from './rateLimit/rateLimiter';
import { answerOf, READ_RULE, repeat, SEND_RULE, type Result, type RetryRule } from './retryPolicy';

export const CREDENTIAL = 'plivoMessagingApi';

/** Plivo names no longest answering time; a send that takes longer than this has an unknown outcome. */
const TIMEOUT_MS = 30_000;

/** For the whole of an upload, its way out included: 20 MB on a line of 1.5 Mbit/s. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** How long all requests to an account pause after a 429 that doesn't say. The request that met it waits longer each time. */
const PAUSE_MS = 500;

/**
 * How much longer than its own time limit a request is waited for. n8n's limit does not reach everything: in some versions
 * not a proxy that is asked for the way to Plivo and never answers, and in none an answer that trickles in.
 */
const GRACE_MS = 5_000;

/** All but 401, after which n8n would repeat the request. */
const ERROR_STATUSES = Array.from({ length: 300 }, (_, i) => 300 + i).filter((status) => status !== 401);

/** Paths of lists, and of what is sent or made: they name no record, so they are there for every account. */
const NAMES_NO_RECORD = /^[A-Za-z]+\/$/;

/** Requests to one Plivo account, to paths below it such as `Message/`. */
export interface PlivoClient {
	/** Without a slash at the end. */
	baseUrl: string;
	/** Address of the account, which no two accounts share; it ends with a slash. */
	account: string;
	/** GET, repeated on rate limits, server faults and network faults. Rejects with a {@link PlivoFault}. */
	read<T>(path: string, query?: IDataObject, rule?: RetryRule): Promise<T>;
	/**
	 * POST of JSON, repeated only where Plivo cannot have taken it. Its fault is part of the result, as it must be weighed.
	 *
	 * @param around surrounds each try, from just before it leaves until what came of it is known
	 */
	write<T>(path: string, body: IDataObject, around?: Around<T>): Promise<Result<T>>;
	/**
	 * POST of JSON that sets something to a value, so that doing it twice does no harm: repeated like a read. Rejects with a
	 * {@link PlivoFault}.
	 */
	change<T>(path: string, body: IDataObject): Promise<T>;
	/** DELETE, repeated like a read. Rejects with a {@link PlivoFault}, also where there is nothing (404). */
	remove(path: string, query?: IDataObject): Promise<void>;
	/**
	 * POST of bytes that reach nobody by themselves, such as a file for the media store: repeated like a read. Rejects with
	 * a {@link PlivoFault}.
	 *
	 * @param makeBody called when it is the upload's turn, since many bodies at once may be more than n8n has memory for
	 */
	upload<T>(path: string, makeBody: () => Promise<Buffer>, contentType: string): Promise<T>;
}

export type Around<T> = (attempt: () => Promise<Result<T>>) => Promise<Result<T>>;

/** What holds back the requests of one run of a node, besides what holds back all requests to the account. */
export interface Traffic {
	/** Fewer than Plivo's limit for an account: the limit of this node, over all its runs. More: Plivo has raised that of the account. */
	requestsPer5Seconds?: number;
	/** Ends all waiting, and lets no further request leave. Default: the cancelling of the execution. */
	signal?: AbortSignal;
}

type PlivoContext = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions;

/**
 * Opens the account of the node's credential.
 *
 * @throws NodeOperationError when the credential holds no usable Auth ID or Base URL
 */
export async function openAccount(context: PlivoContext, traffic: Traffic = {}): Promise<PlivoClient> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const authId = String(credentials.authId ?? '').trim();
	if (authId === '') {
		throw new NodeOperationError(context.getNode(), 'The credential has no Auth ID', {
			description: 'Open the Plivo Messaging API credential and copy the Auth ID from the Plivo console.',
		});
	}
	const baseUrl = readBaseUrl(context.getNode(), credentials.baseUrl);
	const account = `${baseUrl}/v1/Account/${encodeURIComponent(authId)}/`;
	const { requestsPer5Seconds = ACCOUNT_LIMIT.requests, signal = cancelSignal(context) } = traffic;
	const over = new AbortController();
	/** Ends all waiting: the execution is cancelled, or Plivo asks for more patience than there is. */
	const stopWaiting = anyOf(signal, over.signal);
	/** Where Plivo asked for more patience than there is: its fault, for all that has not left yet. */
	let overFault: PlivoFault | undefined;
	const requester: Requester = { signal: stopWaiting };
	const onAccount: Requester = { signal: stopWaiting, requests: Math.max(ACCOUNT_LIMIT.requests, requestsPer5Seconds) };
	const own = requestsPer5Seconds < ACCOUNT_LIMIT.requests ? ownLimiter(context, account, requestsPer5Seconds) : undefined;
	// Only an error tells who answered: Plivo, or a proxy that did not open the way to it. Where n8n's error keeps no cause,
	// it would lack Plivo's text and headers, so there the answer is handed over.
	const ignoreHttpStatusErrors = keepsCause(context.getNode()) ? ({ ignore: true, except: ERROR_STATUSES } as const) : true;

	/** Keeps others back for as long as Plivo asks, also where the request that was turned away is not made again. */
	function heed(result: Result<unknown>, limit: RateLimit, patienceMs: number): void {
		const limiter = limiterOf(account, limit);
		if (!('fault' in result) || result.fault.kind !== 'rateLimited') return limiter.taken();
		const { retryAfterMs: ms = PAUSE_MS } = result.fault;
		if (ms <= patienceMs) return limiter.turnedAway(ms);
		limiter.shut();
		overFault = result.fault;
		over.abort();
	}

	async function run<T>(
		path: string,
		request: Omit<IHttpRequestOptions, 'url'>,
		rule: RetryRule,
		around: Around<T> = async (once) => await once(),
	): Promise<Result<T>> {
		const limit = rule.limit ?? ACCOUNT_LIMIT;
		const narrower = rule.limit === undefined ? own : limiterOf(account, rule.limit);
		let hasLeft = false;
		const once = async (): Promise<Result<T>> => {
			hasLeft = false;
			if (overFault !== undefined) return { fault: overFault };
			hasLeft = signal?.aborted !== true;
			const options = { ...request, url: account + path, ignoreHttpStatusErrors };
			const result = await around(async () => atPath(path, await attempt<T>(context, credentials, options, signal)));
			if (hasLeft) heed(result, limit, rule.patienceMs);
			hasLeft &&= !('fault' in result) || mayHaveArrived(result.fault);
			return result;
		};
		const paced = async () => await limiterOf(account, ACCOUNT_LIMIT).run(once, onAccount, () => hasLeft);
		const inTurn = narrower === undefined ? paced : async () => await narrower.run(paced, requester, () => hasLeft);
		return await repeat(inTurn, rule, async (ms) => await pause(ms, stopWaiting));
	}

	return {
		baseUrl,
		account,
		async read<T>(path: string, query?: IDataObject, rule = READ_RULE) {
			return answerOf(await run<T>(path, { method: 'GET', qs: query }, rule));
		},
		async write<T>(path: string, body: IDataObject, around?: Around<T>) {
			return await run<T>(path, { method: 'POST', body }, SEND_RULE, around);
		},
		async change<T>(path: string, body: IDataObject) {
			return answerOf(await run<T>(path, { method: 'POST', body }, READ_RULE));
		},
		async remove(path: string, query?: IDataObject) {
			answerOf(await run<unknown>(path, { method: 'DELETE', qs: query }, READ_RULE));
		},
		async upload<T>(path: string, makeBody: () => Promise<Buffer>, contentType: string) {
			const post = async (): Promise<Result<T>> => {
				// All that wait end at once then, and would read their files at once.
				if (overFault !== undefined) return { fault: overFault };
				if (signal?.aborted) return cancelled();
				const headers = { 'content-type': contentType };
				return await run<T>(path, { method: 'POST', headers, body: await makeBody(), timeout: UPLOAD_TIMEOUT_MS }, READ_RULE);
			};
			return answerOf(await limiterOf(account, UPLOAD_LIMIT).run(post, requester));
		},
	};
}

/** Kept between runs: a node that n8n tries again, or that a loop comes back to, has the same limit as before. */
function ownLimiter(context: PlivoContext, account: string, requests: number): RateLimiter {
	return limiterOf(account, { ...ACCOUNT_LIMIT, requests }, `${context.getWorkflow().id} ${context.getNode().id}`);
}

/** Whether Plivo may have counted the request. */
function mayHaveArrived({ faultClass, kind }: PlivoFault): boolean {
	return faultClass !== 'notSent' || kind === 'rateLimited';
}

/** Where nothing is found at a path that names no record, it is the Base URL that leads elsewhere, and not an ID. */
function atPath<T>(path: string, result: Result<T>): Result<T> {
	if (!('fault' in result) || !NAMES_NO_RECORD.test(path)) return result;
	const { faultClass, kind, text, status } = result.fault;
	if (status !== 404 || kind !== 'refused') return result;
	return { fault: new PlivoFault(faultClass, 'wrongUrl', text, status) };
}

function cancelled(): { fault: PlivoFault } {
	return { fault: new PlivoFault('notSent', 'cancelled', 'cancelled before it was sent') };
}

async function attempt<T>(
	context: PlivoContext,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	signal: AbortSignal | undefined,
): Promise<Result<T>> {
	if (signal?.aborted) return cancelled();
	const { timeout = TIMEOUT_MS } = request;
	const options: IHttpRequestOptions = {
		...request,
		timeout,
		json: true,
		returnFullResponse: true,
		// A redirect would carry the credential, and possibly a second send, to an address that nobody entered.
		disableFollowRedirect: true,
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
		return { fault: faultOfNetworkError(error, secrets) };
	}
	// Whatever still comes of it, nobody can know.
	if (response === undefined) return { fault: new PlivoFault('unknown', 'timedOut', 'no answer in time') };
	const { statusCode, body, headers } = response;
	// Plivo's answer to a DELETE, which has no body.
	if (statusCode === 204) return { answer: {} as T };
	if (statusCode >= 200 && statusCode < 300 && typeof body === 'object' && body !== null) return { answer: body as T };
	return { fault: faultOfAnswer(statusCode, body, retryAfterMs(headers), secrets) };
}
