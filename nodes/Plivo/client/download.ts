import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { PlivoRequestError } from '../errors/plivoRequestError';
import { parseUrl } from '../fields/parseUrl';
import { errorFromResponse, errorFromNetworkFailure } from './failures/requestFailure';
import { safeFileName } from './fileName';
import { anyOf, cancelSignal, pause } from './rateLimit/cancel';
import { READ_POLICY, withRetry, type RequestResult } from './retryPolicy';
import type { MediaFile } from './wire/messageMedia';

/** Result of a download: the file in n8n's binary store, or a sentence that says why it's missing. */
export type Download = { file: IBinaryData } | { reason: string };

/** Node's stream type, derived from n8n's types: nodes may not import node:stream, even for a type. */
type Stream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

export const ANSWER_TIMEOUT_MS = 30_000;
/** Per file, for all tries together. Without it, a host that stops responding midway would block the execution forever. */
export const TIME_LIMIT_MS = 300_000;
export const MAX_REDIRECTS = 5;

/**
 * Streams a file of a message into n8n's binary store, without holding all of it in memory.
 *
 * Doesn't use the credential: the addresses are public, and on a different host than the API. Retried like a read.
 *
 * @param maxBytes nothing larger is downloaded, whatever size its record or the host states
 * @param timeLimitMs for the file, all tries together
 * @param noRedirects why redirects aren't followed; if undefined, they are
 * @throws PlivoRequestError if the execution is cancelled meanwhile: then the file itself isn't the problem, and a retry
 * of the execution has to download it again
 */
export async function downloadMedia(
	context: IExecuteFunctions | IWebhookFunctions,
	media: MediaFile,
	maxBytes: number,
	timeLimitMs = TIME_LIMIT_MS,
	noRedirects?: string,
): Promise<Download> {
	if (media.size && media.size > maxBytes) return tooLarge(maxBytes, media.size);
	const limit = AbortSignal.timeout(timeLimitMs);
	const cancelled = cancelSignal(context);
	const signal = anyOf(limit, cancelled);
	const result = await withRetry<Download>(
		async () => await attempt(context, media, { maxBytes, noRedirects }, signal),
		READ_POLICY,
		async (ms) => await pause(ms, signal),
	);
	if ('response' in result) return result.response;
	if (cancelled?.aborted) throw new PlivoRequestError('unknown', 'cancelled', 'cancelled');
	return { reason: limit.aborted ? `The download took longer than ${timeLimitMs / 60_000} minutes` : explain(result.failure) };
}

async function attempt(
	context: IExecuteFunctions | IWebhookFunctions,
	media: MediaFile,
	{ maxBytes, noRedirects }: { maxBytes: number; noRedirects: string | undefined },
	signal: AbortSignal,
): Promise<RequestResult<Download>> {
	if (signal.aborted) return { failure: new PlivoRequestError('notSent', 'cancelled', 'cancelled') };
	const opened = await open(context, media.media_url, noRedirects, signal);
	if (!('response' in opened)) return opened;

	const { url, headers, body } = opened.response;
	const announced = Number(headers['content-length'] ?? 0);
	if (announced > maxBytes) {
		body.destroy();
		return { response: tooLarge(maxBytes, announced) };
	}

	let received = 0;
	let lost: unknown;
	body.once('error', (error) => (lost = error));
	// Counts the bytes as they pass, because a length may be missing or wrong. A data listener besides n8n's own reader
	// would consume the first chunks.
	const counted = body.map((chunk: Buffer) => {
		received += chunk.length;
		if (received > maxBytes) throw new Error('too large');
		return chunk;
	});
	const type = mediaType(media.content_type) ?? mediaType(headers['content-type']);
	const stored = await context.helpers.prepareBinaryData(counted, fileName(media, headers, url), type).then(
		(file) => ({ file: withExtension(file) }),
		(error: unknown) => ({ error }),
	);
	if ('file' in stored) return { response: stored };
	body.destroy();
	if (received > maxBytes) return { response: tooLarge(maxBytes) };
	if (signal.aborted) return { failure: new PlivoRequestError('unknown', 'cancelled', 'cancelled') };
	if (lost !== undefined) return { failure: errorFromNetworkFailure(lost) };
	const { error } = stored;
	return { response: { reason: `The file could not be stored (${error instanceof Error ? error.message : String(error)})` } };
}

interface Opened {
	url: URL;
	headers: IN8nHttpFullResponse['headers'];
	body: Stream;
}

/** Requests a file and follows redirects itself, to make sure that each leads to a web address. */
async function open(
	context: IExecuteFunctions | IWebhookFunctions,
	address: string | undefined,
	noRedirects: string | undefined,
	signal: AbortSignal,
): Promise<RequestResult<Opened>> {
	let url = address === undefined ? undefined : webUrl(address);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		if (url === undefined) return { failure: new PlivoRequestError('refused', 'refused', 'The file has no web address') };
		const result = await request(context, url, signal);
		if (!('response' in result)) return result;

		const { statusCode, headers, body } = result.response;
		if (statusCode === 200 && isStream(body)) return { response: { url, headers, body } };
		if (isStream(body)) body.destroy();
		if (statusCode < 300 || statusCode >= 400 || typeof headers.location !== 'string') {
			const failure = errorFromResponse(statusCode, undefined);
			const text = `${url.host} answered with HTTP ${statusCode}`;
			return { failure: new PlivoRequestError(failure.outcome, failure.kind, text, statusCode) };
		}
		if (noRedirects !== undefined) return { failure: new PlivoRequestError('refused', 'redirected', noRedirects) };
		url = webUrl(headers.location, url);
	}
	return { failure: new PlivoRequestError('refused', 'redirected', `The file was redirected more than ${MAX_REDIRECTS} times`) };
}

async function request(context: IExecuteFunctions | IWebhookFunctions, url: URL, signal: AbortSignal): Promise<RequestResult<IN8nHttpFullResponse>> {
	try {
		const response: IN8nHttpFullResponse = await context.helpers.httpRequest({
			url: url.href,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: ANSWER_TIMEOUT_MS,
			abortSignal: signal,
		});
		return { response };
	} catch (error) {
		return { failure: errorFromNetworkFailure(error) };
	}
}

function webUrl(address: string, base?: URL): URL | undefined {
	const url = parseUrl(address, base);
	return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

function isStream(body: unknown): body is Stream {
	return typeof body === 'object' && body !== null && 'pipe' in body && 'destroy' in body;
}

function tooLarge(maxBytes: number, bytes?: number): Download {
	const size = bytes === undefined ? 'more' : count(bytes);
	return { reason: `The limit is ${count(maxBytes)} bytes, and the file has ${size}` };
}

function count(bytes: number): string {
	return bytes.toLocaleString('en-US');
}

function explain({ kind, text }: PlivoRequestError): string {
	switch (kind) {
		case 'timedOut':
			return `The host of the file didn't answer within ${ANSWER_TIMEOUT_MS / 1000} seconds`;
		case 'unreachable':
		case 'insecure':
		case 'handshakeFailed':
		case 'notHttps':
		case 'proxyLogin':
		case 'proxyForbids':
		case 'proxyUnavailable':
			return `No connection to the host of the file (${text})`;
		case 'blocked':
			return 'n8n blocked the request to the host of the file, because its SSRF protection restricts the address';
		case 'connectionLost':
			return `The connection to the host of the file was lost (${text})`;
		default:
			return text;
	}
}

/** The content type without parameters, such as a charset; undefined if it isn't one. */
function mediaType(text: unknown): string | undefined {
	const type = typeof text === 'string' ? text.replace(/;.*/s, '').trim() : '';
	return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type) ? type : undefined;
}

/** The file name from the record, the host, or otherwise the end of its address. */
function fileName({ file_name }: MediaFile, headers: Opened['headers'], url: URL): string {
	const [, named] = /filename="?([^";]+)/i.exec(String(headers['content-disposition'] ?? '')) ?? [];
	return safeFileName(file_name || named || decoded(url.pathname));
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Plivo's addresses end with an ID. With the extension that n8n knows for the type, programs can open the file. */
function withExtension(file: IBinaryData): IBinaryData {
	const { fileName = '', fileExtension } = file;
	return fileExtension && !fileName.includes('.') ? { ...file, fileName: safeFileName(`${fileName}.${fileExtension}`) } : file;
}
