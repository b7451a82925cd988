/**
 * Proves that a webhook call comes from Plivo, by the signatures that Plivo's official SDKs check.
 *
 * V3: base64(HMAC-SHA256(auth token, S + "." + nonce)). S is the URL without its query, followed by
 *   - GET: "?" and all parameters, from the query and otherwise, as sorted `key=value` joined by "&";
 *   - POST: "?" and the query's parameters as above, then "." and the body's as sorted `keyvalue`, with nothing between
 *     them. The "." is there only between a query and a body, the "?" only if something follows: an empty POST has
 *     neither.
 *   Values are decoded, and empty ones count. A repeated key appears once for each of its values, in their sorted order.
 *   Keys are sorted before they are joined with their values, so `A` comes before `AB` whatever their values are.
 * V2: base64(HMAC-SHA256(auth token, URL without its query + nonce)).
 *
 * Each scheme has a nonce in its own header, and two signature headers: the plain one, made with the token of the account
 * or subaccount that owns the number, and the `Ma` one, made with the main account's. The credential's token may prove
 * either one, and each may contain several signatures, separated by commas.
 *
 * Pitfalls:
 * - The URL is hashed exactly as it was given to Plivo, not as the request shows it behind a proxy. A URL parser adds the
 *   slash of a bare host and drops a default port, so it is split as text here.
 * - V2 covers neither query nor body: anybody who has seen one signed request can send another body. So the caller has to
 *   refuse its signature for a second body, and V2 altogether once V3 was proven (admission.ts).
 * - V3 of a POST concatenates keys and values: `A` = `1B2` is signed like `A` = `1` and `B` = `2`. Anybody who has seen
 *   one signed request can split it differently, unless the caller refuses its signature for another body here too.
 * - Nothing separates V2's nonce from the address, and the caller controls the header. With the rest of a longer address
 *   as its "nonce", or with everything that follows the address in a V3 text, a signature that was made for something
 *   else would be valid. So a nonce may contain only letters, digits, "-" and "_"; Plivo's are digits.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { type Params, readPairs } from './requestParams';

export interface SignedRequest {
	/** Plivo calls with GET or POST; no other method is ever proven. */
	method: string;
	/**
	 * As given to Plivo, without the query that arrived. It may contain its own query, whose parameters then count as if
	 * they had arrived; they must not also be in `query`.
	 */
	url: string;
	query: Params;
	body: Params;
	/** The body, if it was a JSON object: the pairs don't show the types of its values. */
	json?: IDataObject;
	/** Names in any case. */
	headers: Record<string, string | string[] | undefined>;
}

export type Scheme = 'V3' | 'V2';

/** Proof that a signature is valid. */
export interface Proof {
	/** The signed text: the same for every request that the signature could be reused for. */
	signed: string;
}

/** Maximum number of signatures read per header. Plivo sends one or a few. */
const MAX_SIGNATURES = 10;

/** Length of a signature: SHA-256 in base64. */
const SIGNATURE_LENGTH = 44;

const NONCE = /^[\w-]{1,128}$/;

/** @returns what each scheme proves, by its name; nothing for a scheme whose headers are missing or wrong. Never throws. */
export function provenBy(request: SignedRequest, authToken: string): { [scheme in Scheme]?: Proof } {
	const method = request.method.toUpperCase();
	if (!authToken || (method !== 'GET' && method !== 'POST')) return {};
	const headers = byLowerCaseName(request.headers);
	const prove = (scheme: Scheme, text: (nonce: string) => string): Proof | undefined => {
		const family = scheme.toLowerCase();
		const nonce = (headers.get(`x-plivo-signature-${family}-nonce`) ?? '').trim();
		const candidates = [headers.get(`x-plivo-signature-${family}`), headers.get(`x-plivo-signature-ma-${family}`)]
			.flatMap((value) => (value ?? '').split(',', MAX_SIGNATURES))
			.map((signature) => signature.trim())
			.filter((signature) => signature.length === SIGNATURE_LENGTH);
		if (!NONCE.test(nonce) || candidates.length === 0) return undefined;
		const signed = text(nonce);
		const expected = hmac(signed, authToken);
		return candidates.some((candidate) => isSame(candidate, expected)) ? { signed } : undefined;
	};
	return {
		V3: prove('V3', (nonce) => textOfV3({ ...request, method }, nonce)),
		V2: prove('V2', (nonce) => textOfV2(request.url, nonce)),
	};
}

/** The V3 signature (base64). Any method but GET is signed like POST. */
export function signV3(request: Unsigned, nonce: string, authToken: string): string {
	return hmac(textOfV3(request, nonce), authToken);
}

/** The V2 signature (base64). */
export function signV2(url: string, nonce: string, authToken: string): string {
	return hmac(textOfV2(url, nonce), authToken);
}

type Unsigned = Pick<SignedRequest, 'method' | 'url' | 'query' | 'body'>;

function textOfV3(request: Unsigned, nonce: string): string {
	const { base, pairs } = cut(request.url);
	const query = [...pairs, ...request.query];
	const content =
		request.method.toUpperCase() === 'GET'
			? withQuery(base, [...query, ...request.body])
			: withBody(withQuery(base, query), query.length > 0 ? '.' : '?', request.body);
	return `${content}.${nonce}`;
}

function textOfV2(url: string, nonce: string): string {
	return cut(url).base + nonce;
}

function withQuery(base: string, query: Params): string {
	if (query.length === 0) return base;
	const pairs = sorted(query).map(([key, value]) => `${key}=${value}`);
	return `${base}?${pairs.join('&')}`;
}

function withBody(before: string, mark: string, body: Params): string {
	if (body.length === 0) return before;
	return before + mark + sorted(body).map((pair) => pair.join('')).join('');
}

/** In the order of Plivo's SDKs: by key, then by value, both by JavaScript's own string comparison (UTF-16 code units). */
function sorted(params: Params): Params {
	return [...params].sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]));
}

/** JavaScript's own string comparison (UTF-16 code units). */
export function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** The part of a URL before its query, character by character, and the query's parameters. A fragment is never sent. */
function cut(url: string): { base: string; pairs: Params } {
	const [called = ''] = url.split('#', 1);
	const mark = called.indexOf('?');
	if (mark < 0) return { base: called, pairs: [] };
	return { base: called.slice(0, mark), pairs: readPairs(called.slice(mark + 1)) };
}

/** Values of a repeated header are joined by commas, as Node does. */
function byLowerCaseName(headers: SignedRequest['headers']): Map<string, string> {
	const byName = new Map<string, string>();
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined) continue;
		const key = name.toLowerCase();
		const before = byName.get(key);
		byName.set(key, [before ?? [], value].flat().join(','));
	}
	return byName;
}

function hmac(text: string, authToken: string): string {
	return createHmac('sha256', authToken).update(text).digest('base64');
}

/** Compares in constant time, to reveal nothing about where two texts differ. Their length is public. */
function isSame(a: string, b: string): boolean {
	const [one, other] = [Buffer.from(a), Buffer.from(b)];
	return one.length === other.length && timingSafeEqual(one, other);
}
