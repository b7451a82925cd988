import { NodeOperationError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';

import { PlivoRequestError, type RecordKind } from '../errors/plivoRequestError';
import { readBaseUrl } from './baseUrl';
import { CREDENTIAL, httpRequest, type PlivoContext } from './httpRequest';
import { cancelSignal } from './rateLimit/cancel';
import { ACCOUNT_LIMIT } from './rateLimit/rateLimit';
import { RequestQueue } from './requestQueue';
import { responseOf, READ_POLICY, SEND_POLICY, type RequestResult, type RetryPolicy } from './retryPolicy';

/** For a whole upload, including sending the data: 20 MB at 1.5 Mbit/s. */
export const UPLOAD_TIMEOUT_MS = 120_000;

/** Paths of lists, and of what is sent or created. They contain no record ID, so they exist for every account. */
const NAMES_NO_RECORD = /^[A-Za-z]+\/$/;

/** Makes requests to one Plivo account, with paths relative to it such as `Message/`. */
export interface PlivoClient {
	/** Without a slash at the end. */
	baseUrl: string;
	/** Address of the account, unique to it; it ends with a slash. */
	account: string;
	/** The credential's WhatsApp Business Account ID as it was entered, which may be empty or no ID. */
	businessAccountId: string;
	/** GET, retried after rate limits, server errors, and network errors. Rejects with a {@link PlivoRequestError}. */
	get<T>(path: string, query?: IDataObject, policy?: RetryPolicy): Promise<T>;
	/**
	 * POST of JSON, retried only if Plivo can't have accepted it. The failure is returned rather than thrown, because
	 * callers have to examine it.
	 *
	 * @param hooks called around each try
	 */
	post<T>(path: string, body: IDataObject, hooks?: RequestHooks<T>): Promise<RequestResult<T>>;
	/**
	 * POST of JSON that sets something to a value, so that repeating it does no harm. Retried like a read. Rejects with a
	 * {@link PlivoRequestError}.
	 */
	postIdempotent<T>(path: string, body: IDataObject): Promise<T>;
	/** DELETE, retried like a read. Rejects with a {@link PlivoRequestError}, also if nothing is there (404). */
	delete(path: string, query?: IDataObject): Promise<void>;
	/**
	 * POST of bytes that reach no recipient by themselves, such as a file for the media store. Retried like a read.
	 * Rejects with a {@link PlivoRequestError}.
	 *
	 * @param makeBody called when it is the upload's turn, because many bodies at once may exceed n8n's memory
	 */
	upload<T>(path: string, makeBody: () => Promise<Buffer>, contentType: string): Promise<T>;
}

/** Called around each try of a request. */
export interface RequestHooks<T> {
	/** Just before it is sent, or found to be cancelled. */
	beforeRequest(): void;
	/** With the result. @returns the result to use instead */
	afterResponse(result: RequestResult<T>): RequestResult<T>;
}

/** Limits for the requests of one node run, besides the limits that apply to the whole account. */
export interface ClientOptions {
	/**
	 * If below Plivo's account limit, the limit of this node over all its runs. If above, Plivo has raised the limit of
	 * the account.
	 */
	requestsPer5Seconds?: number;
	/** Ends all waiting, and stops further requests. Default: the cancel signal of the execution. */
	signal?: AbortSignal;
}

/**
 * Creates a client for the account of the node's credential.
 *
 * @throws NodeOperationError if the credential has no usable Auth ID or Base URL
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
	const queue = new RequestQueue(account, { requestsPer5Seconds, signal, node: () => `${context.getWorkflow().id} ${context.getNode().id}` });

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
		businessAccountId: String(credentials.businessAccountId ?? ''),
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

/** A 404 at a path without a record ID means that the Base URL is wrong. At any other, it depends on the record. */
function atPath<T>(path: string, result: RequestResult<T>): RequestResult<T> {
	if (!('failure' in result)) return result;
	const { outcome, kind, text, status, retryAfterMs } = result.failure;
	if (status !== 404 || kind !== 'refused') return result;
	if (NAMES_NO_RECORD.test(path)) return { failure: new PlivoRequestError(outcome, 'wrongUrl', text, status) };
	return { failure: new PlivoRequestError(outcome, kind, text, status, retryAfterMs, recordAt(path)) };
}

/** The first pattern that fits a path says what it names. */
const RECORDS: Array<[RegExp, RecordKind]> = [
	[/^Message\//, 'message'],
	[/^Media\//, 'media'],
	[/^WhatsApp\/Template\/[^/]+\/$/, 'businessAccount'],
	[/^WhatsApp\/Template\//, 'template'],
	[/^Number\//, 'number'],
];

function recordAt(path: string): RecordKind {
	return RECORDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}
