import { NodeOperationError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

import { PlivoRequestError } from '../errors/plivoRequestError';
import { readBaseUrl } from './baseUrl';
import { CREDENTIAL, httpRequest, type PlivoContext } from './httpRequest';
import { cancelSignal } from './rateLimit/cancel';
import { ACCOUNT_LIMIT } from './rateLimit/rateLimit';
import { RequestQueue } from './requestQueue';
import { responseOf, READ_POLICY, SEND_POLICY, type RequestResult, type RetryPolicy } from './retryPolicy';

/** For the whole of an upload, its way out included: 20 MB on a line of 1.5 Mbit/s. */
const UPLOAD_TIMEOUT_MS = 120_000;

/** Paths of lists, and of what is sent or made: they name no record, so they are there for every account. */
const NAMES_NO_RECORD = /^[A-Za-z]+\/$/;

/** Requests to one Plivo account, to paths below it such as `Message/`. */
export interface PlivoClient {
	/** Without a slash at the end. */
	baseUrl: string;
	/** Address of the account, which no two accounts share; it ends with a slash. */
	account: string;
	/** GET, repeated on rate limits, server errors and network errors. Rejects with a {@link PlivoRequestError}. */
	get<T>(path: string, query?: IDataObject, policy?: RetryPolicy): Promise<T>;
	/**
	 * POST of JSON, repeated only where Plivo cannot have taken it. Its failure is part of the result, as it must be weighed.
	 *
	 * @param hooks called around each try
	 */
	post<T>(path: string, body: IDataObject, hooks?: RequestHooks<T>): Promise<RequestResult<T>>;
	/**
	 * POST of JSON that sets something to a value, so that doing it twice does no harm: repeated like a read. Rejects with a
	 * {@link PlivoRequestError}.
	 */
	postIdempotent<T>(path: string, body: IDataObject): Promise<T>;
	/** DELETE, repeated like a read. Rejects with a {@link PlivoRequestError}, also where there is nothing (404). */
	delete(path: string, query?: IDataObject): Promise<void>;
	/**
	 * POST of bytes that reach nobody by themselves, such as a file for the media store: repeated like a read. Rejects with
	 * a {@link PlivoRequestError}.
	 *
	 * @param makeBody called when it is the upload's turn, since many bodies at once may be more than n8n has memory for
	 */
	upload<T>(path: string, makeBody: () => Promise<Buffer>, contentType: string): Promise<T>;
}

/** What is called around each try of a request. */
export interface RequestHooks<T> {
	/** Just before it is sent, or found to be cancelled. */
	beforeRequest(): void;
	/** With what came of it. @returns what is to count */
	afterResponse(result: RequestResult<T>): RequestResult<T>;
}

/** What holds back the requests of one run of a node, besides what holds back all requests to the account. */
export interface ClientOptions {
	/** Fewer than Plivo's limit for an account: the limit of this node, over all its runs. More: Plivo has raised that of the account. */
	requestsPer5Seconds?: number;
	/** Ends all waiting, and lets no further request leave. Default: the cancelling of the execution. */
	signal?: AbortSignal;
}

/**
 * Makes a client for the account of the node's credential.
 *
 * @throws NodeOperationError when the credential holds no usable Auth ID or Base URL
 */
export async function createPlivoClient(context: PlivoContext, options: ClientOptions = {}): Promise<PlivoClient> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const authId = String(credentials.authId ?? '').trim();
	if (authId === '') {
		throw new NodeOperationError(context.getNode(), 'The credential has no Auth ID', {
			description: 'Open the Plivo Messaging API credential and copy the Auth ID from the Plivo console.',
		});
	}
	const baseUrl = readBaseUrl(context.getNode(), credentials.baseUrl);
	const account = `${baseUrl}/v1/Account/${encodeURIComponent(authId)}/`;
	const { requestsPer5Seconds = ACCOUNT_LIMIT.requests, signal = cancelSignal(context) } = options;
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const queue = new RequestQueue(account, { requestsPer5Seconds, signal, node });

	async function run<T>(path: string, request: Omit<IHttpRequestOptions, 'url'>, policy: RetryPolicy, hooks?: RequestHooks<T>): Promise<RequestResult<T>> {
		const once = async () => {
			hooks?.beforeRequest();
			const result = atPath(path, await httpRequest<T>(context, credentials, { ...request, url: account + path }, signal));
			return hooks === undefined ? result : hooks.afterResponse(result);
		};
		return await queue.run(once, policy);
	}

	return {
		baseUrl,
		account,
		async get<T>(path: string, query?: IDataObject, policy = READ_POLICY) {
			return responseOf(await run<T>(path, { method: 'GET', qs: query }, policy));
		},
		async post<T>(path: string, body: IDataObject, hooks?: RequestHooks<T>) {
			return await run<T>(path, { method: 'POST', body }, SEND_POLICY, hooks);
		},
		async postIdempotent<T>(path: string, body: IDataObject) {
			return responseOf(await run<T>(path, { method: 'POST', body }, READ_POLICY));
		},
		async delete(path: string, query?: IDataObject) {
			responseOf(await run<unknown>(path, { method: 'DELETE', qs: query }, READ_POLICY));
		},
		async upload<T>(path: string, makeBody: () => Promise<Buffer>, contentType: string) {
			const post = async () => {
				const request = { method: 'POST', headers: { 'content-type': contentType }, body: await makeBody(), timeout: UPLOAD_TIMEOUT_MS } as const;
				return await run<T>(path, request, READ_POLICY);
			};
			return responseOf(await queue.runUpload(post));
		},
	};
}

/** Where nothing is found at a path that names no record, it is the Base URL that leads elsewhere, and not an ID. */
function atPath<T>(path: string, result: RequestResult<T>): RequestResult<T> {
	if (!('failure' in result) || !NAMES_NO_RECORD.test(path)) return result;
	const { outcome, kind, text, status } = result.failure;
	if (status !== 404 || kind !== 'refused') return result;
	return { failure: new PlivoRequestError(outcome, 'wrongUrl', text, status) };
}
