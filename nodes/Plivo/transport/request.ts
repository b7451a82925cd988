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

import { cancelSignal, pause } from './cancel';
import { faultOfAnswer, faultOfNetworkError, PlivoFault } from './fault';
import { ACCOUNT_LIMIT, Pace, type RateLimit } from './pace';
import { parseUrl } from './parseUrl';
import { answerOf, READ_RULE, repeat, SEND_RULE, type Result, type RetryRule } from './retry';

export const CREDENTIAL = 'plivoMessagingApi';

/** Plivo names no longest answering time; a send that takes longer than this has an unknown outcome. */
const TIMEOUT_MS = 30_000;

/** For the whole of an upload, its way out included: 20 MB on a line of 1.5 Mbit/s. */
const UPLOAD_TIMEOUT_MS = 120_000;

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
	 */
	upload<T>(path: string, body: Buffer, contentType: string): Promise<T>;
}

export type Around<T> = (attempt: () => Promise<Result<T>>) => Promise<Result<T>>;

/** What holds back the requests of one run of a node. */
export interface Traffic {
	/** Default: Plivo's limit for an account. */
	limit?: RateLimit;
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
	const baseUrl = String(credentials.baseUrl ?? '').trim().replace(/\/+$/, '');
	if (authId === '') {
		throw new NodeOperationError(context.getNode(), 'The credential has no Auth ID', {
			description: 'Open the Plivo Messaging API credential and copy the Auth ID from the Plivo console.',
		});
	}
	if (!/^https?:\/\/[^\s/]/i.test(baseUrl) || parseUrl(baseUrl) === undefined) {
		throw new NodeOperationError(context.getNode(), 'The Base URL of the credential is not a web address', {
			description: 'Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.',
		});
	}
	const account = `${baseUrl}/v1/Account/${encodeURIComponent(authId)}/`;
	const { limit: accountLimit = ACCOUNT_LIMIT, signal = cancelSignal(context) } = traffic;
	const paces = new Map<RateLimit, Pace>();
	/** Where Plivo asked for more patience than there is: its fault, for all that would leave before that time is over. */
	const closed = new Map<RateLimit, { until: number; fault: PlivoFault }>();

	function paceFor(limit: RateLimit): Pace {
		const pace = paces.get(limit) ?? new Pace(limit);
		paces.set(limit, pace);
		return pace;
	}

	/** Keeps others back for as long as Plivo asks, also where the request that was turned away is not made again. */
	function heed(fault: PlivoFault, limit: RateLimit, patienceMs: number): void {
		const { kind, retryAfterMs: ms } = fault;
		if (kind !== 'rateLimited' || ms === undefined) return;
		if (ms <= patienceMs) paceFor(limit).hold(ms);
		else closed.set(limit, { until: performance.now() + ms, fault });
	}

	async function run<T>(
		request: IHttpRequestOptions,
		rule: RetryRule,
		around: Around<T> = async (once) => await once(),
	): Promise<Result<T>> {
		const wait = async (ms: number) => await pause(ms, signal);
		const { limit } = rule;
		const once = async (): Promise<Result<T>> => {
			const shut = closed.get(limit ?? accountLimit);
			if (shut !== undefined && performance.now() < shut.until) return { fault: shut.fault };
			const result = await around(async () => await attempt<T>(context, credentials, request, signal));
			if ('fault' in result) heed(result.fault, limit ?? accountLimit, rule.patienceMs);
			return result;
		};
		const paced = async () => await paceFor(accountLimit).run(once, wait);
		return await repeat(
			limit === undefined ? paced : async () => await paceFor(limit).run(paced, wait),
			rule,
			async (ms, fault) => {
				// Those that go side by side would be turned away too.
				if (fault.kind === 'rateLimited') paceFor(limit ?? accountLimit).hold(ms);
				return await wait(ms);
			},
		);
	}

	return {
		baseUrl,
		account,
		async read<T>(path: string, query?: IDataObject, rule = READ_RULE) {
			return answerOf(await run<T>({ method: 'GET', url: account + path, qs: query }, rule));
		},
		async write<T>(path: string, body: IDataObject, around?: Around<T>) {
			return await run<T>({ method: 'POST', url: account + path, body }, SEND_RULE, around);
		},
		async change<T>(path: string, body: IDataObject) {
			return answerOf(await run<T>({ method: 'POST', url: account + path, body }, READ_RULE));
		},
		async remove(path: string, query?: IDataObject) {
			answerOf(await run<unknown>({ method: 'DELETE', url: account + path, qs: query }, READ_RULE));
		},
		async upload<T>(path: string, body: Buffer, contentType: string) {
			const headers = { 'content-type': contentType };
			const request = { method: 'POST', url: account + path, headers, body, timeout: UPLOAD_TIMEOUT_MS } as const;
			return answerOf(await run<T>(request, READ_RULE));
		},
	};
}

async function attempt<T>(
	context: PlivoContext,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	signal: AbortSignal | undefined,
): Promise<Result<T>> {
	if (signal?.aborted) return { fault: new PlivoFault('notSent', 'cancelled', 'cancelled before it was sent') };
	const options: IHttpRequestOptions = {
		timeout: TIMEOUT_MS,
		...request,
		json: true,
		returnFullResponse: true,
		// The status is read here, because n8n would repeat a request answered with 401 and drop Plivo's text and headers.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the credential, and possibly a second send, to an address that nobody entered.
		disableFollowRedirect: true,
	};
	// Else n8n reads it from its database and decrypts it anew for each request.
	const credentialsDecrypted = { id: '', name: CREDENTIAL, type: CREDENTIAL, data: credentials };
	let response: IN8nHttpFullResponse;
	try {
		response = (await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, options, {
			credentialsDecrypted,
		})) as IN8nHttpFullResponse;
	} catch (error) {
		return { fault: faultOfNetworkError(error) };
	}
	const { statusCode, body, headers } = response;
	// Plivo's answer to a DELETE, which has no body.
	if (statusCode === 204) return { answer: {} as T };
	if (statusCode >= 200 && statusCode < 300 && typeof body === 'object' && body !== null) return { answer: body as T };
	return { fault: faultOfAnswer(statusCode, body, retryAfterMs(headers['retry-after'])) };
}

/** `Retry-After` holds seconds or a date (HTTP); anything else counts as not given. */
function retryAfterMs(header: unknown): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
