/**
 * Signs webhooks as Plivo does, so that a receiver can check who called.
 *
 * V2: base64(HMAC-SHA256(auth token, URL without its query + nonce)). Covers neither query nor body.
 * V3: base64(HMAC-SHA256(auth token, S + "." + nonce)), where S is the URL without its query, followed by
 *   - GET: "?" and the query's and the parameters' `key=value`, sorted and joined by "&" (nothing if there are none);
 *   - POST: "?" and the query's `key=value` as above, then "." if there are both, then every `keyvalue` of the body,
 *     sorted, with nothing in between (no "?" or "." if nothing follows).
 *   Values are decoded. The values of a repeated key are sorted.
 *
 * Facts: Plivo's official SDKs (validateSignature, validateV3Signature), which agree with each other in every language.
 * Watch out for the URL: it must be hashed as it was registered. A URL parser would add the slash of a bare host or remove a
 * default port, so the URL is split as text here.
 */
import { createHmac, randomInt } from 'node:crypto';
import type { WebhookMethod } from './http/schemas.mts';
import type { Variants } from './variants.mts';

export type FormParams = Record<string, string | string[]>;

/** What is called. */
export interface WebhookTarget {
	method: WebhookMethod;
	/** As registered, with its query string if it has one. */
	url: string;
}

export interface WebhookRequest extends WebhookTarget {
	/** What goes in the form body (POST) or is added to the query (GET), not encoded. */
	params: FormParams;
}

/** The V2 signature (base64) of a webhook to `url`. */
export function signV2(url: string, nonce: string, authToken: string): string {
	return hmac(authToken, cut(url).base + nonce);
}

/** The V3 signature (base64) of a webhook. */
export function signV3(request: WebhookRequest, nonce: string, authToken: string): string {
	return hmac(authToken, `${v3String(request)}.${nonce}`);
}

/**
 * The headers of a signed webhook: V2 and V3 use the token of the account that owns the resource, which may be a subaccount. The
 * Ma headers always use the main account's token. (Plivo's page on validating signatures.)
 *
 * Not known about live Plivo: whether messaging webhooks have V2, V3 or both. The switches message-signature and status-signature
 * decide it.
 *
 * @param kinds which of them; default: all
 */
export function signatureHeaders(
	request: WebhookRequest,
	tokens: { owner: string; main: string },
	kinds: Variants['message-signature'] = 'v3-v2',
): Record<string, string> {
	return { ...(kinds === 'v3' || kinds === 'ma-v3' ? {} : headersV2(request, tokens)), ...(kinds === 'v2' ? {} : headersV3(request, tokens, kinds)) };
}

function headersV2({ url }: WebhookRequest, tokens: { owner: string; main: string }): Record<string, string> {
	const nonce = makeNonce();
	return {
		'X-Plivo-Signature-V2': signV2(url, nonce, tokens.owner),
		'X-Plivo-Signature-V2-Nonce': nonce,
		'X-Plivo-Signature-Ma-V2': signV2(url, nonce, tokens.main),
	};
}

/** For `ma-v3`, the plain signature is made with a token that the receiver doesn't have, as users of Plivo have reported it. */
function headersV3(request: WebhookRequest, { owner, main }: { owner: string; main: string }, kinds: string): Record<string, string> {
	const nonce = makeNonce();
	return {
		'X-Plivo-Signature-V3': signV3(request, nonce, kinds === 'ma-v3' ? makeNonce() : owner),
		'X-Plivo-Signature-V3-Nonce': nonce,
		'X-Plivo-Signature-Ma-V3': signV3(request, nonce, main),
	};
}

function v3String({ method, url, params }: WebhookRequest): string {
	const { base, query } = cut(url);
	const queryPairs: Array<[string, string]> = [...new URLSearchParams(query)];
	const paramPairs = Object.entries(params).flatMap(([key, value]) =>
		[value].flat().map((one): [string, string] => [key, one]),
	);
	if (method === 'GET') {
		const all = joined([...queryPairs, ...paramPairs], '=', '&');
		return all === '' ? base : `${base}?${all}`;
	}
	const before = joined(queryPairs, '=', '&');
	const after = joined(paramPairs, '', '');
	if (paramPairs.length === 0) return before === '' ? base : `${base}?${before}`;
	return before === '' ? `${base}?${after}` : `${base}?${before}.${after}`;
}

function joined(pairs: Array<[string, string]>, within: string, between: string): string {
	return [...pairs]
		.sort(([keyA, valueA], [keyB, valueB]) => compare(keyA, keyB) || compare(valueA, valueB))
		.map(([key, value]) => key + within + value)
		.join(between);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function cut(url: string): { base: string; query: string } {
	const [withoutFragment = ''] = url.split('#', 1);
	const mark = withoutFragment.indexOf('?');
	if (mark === -1) return { base: withoutFragment, query: '' };
	return { base: withoutFragment.slice(0, mark), query: withoutFragment.slice(mark + 1) };
}

function hmac(authToken: string, message: string): string {
	return createHmac('sha256', authToken).update(message).digest('base64');
}

/** Twenty digits, as in Plivo's samples. */
function makeNonce(): string {
	return Array.from({ length: 20 }, () => randomInt(10)).join('');
}
