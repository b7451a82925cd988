import type { WebhookRequest } from '../signature.mts';

export interface Answer {
	/** Empty if the receiver sends none. */
	contentType: string;
	/** The first 64 KB of it, as text. */
	body: string;
}

export type CallResult =
	| { status: number; answer: Answer; error?: undefined }
	| { status?: undefined; answer?: undefined; error: string };

const maxAnswerBytes = 64 * 1024;

/**
 * Calls a webhook once: form-encoded body with POST, everything in the query with GET. (Plivo's page on callbacks.)
 *
 * @returns the answer, or why there was none; never throws
 */
export async function callOnce(
	{ method, url, params }: WebhookRequest,
	headers: Record<string, string>,
	signal: AbortSignal,
): Promise<CallResult> {
	const form = new URLSearchParams(
		Object.entries(params).flatMap(([key, value]) => [value].flat().map((one): [string, string] => [key, one])),
	);
	try {
		const response = await fetch(method === 'GET' ? withQuery(url, form) : url, {
			method,
			headers,
			redirect: 'manual',
			signal,
			...(method === 'POST' ? { body: form } : {}),
		});
		// The answer must be read to the end, or the connection stays busy.
		const bytes = Buffer.from(await response.arrayBuffer());
		const body = bytes.subarray(0, maxAnswerBytes).toString('utf8');
		return { status: response.status, answer: { contentType: response.headers.get('content-type') ?? '', body } };
	} catch (error) {
		return { error: reason(error) };
	}
}

function withQuery(url: string, form: URLSearchParams): string {
	const [base = '', fragment] = url.split('#', 2);
	const query = base + (base.includes('?') ? '&' : '?') + form.toString();
	return fragment === undefined ? query : `${query}#${fragment}`;
}

/** fetch only says "fetch failed"; the reason is in the cause. */
function reason(error: unknown): string {
	const { message, cause } = asError(error);
	return cause === undefined ? message : `${message}: ${asError(cause).message}`;
}

/** Checks the message, not the class: under jest, fetch throws errors of another realm's class. */
function asError(value: unknown): { message: string; cause?: unknown } {
	if (typeof value !== 'object' || value === null || !('message' in value)) return { message: String(value) };
	return { message: String(value.message), ...('cause' in value ? { cause: value.cause } : {}) };
}
