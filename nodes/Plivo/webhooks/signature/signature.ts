/**
 * Proves that a webhook comes from Plivo, by the signatures that Plivo's official SDKs check.
 *
 * V3: base64(HMAC-SHA256(auth token, S + "." + nonce)). S is the URL without its query, followed by
 *   - GET: "?" and all parameters, of the query and otherwise, as sorted `key=value` joined by "&";
 *   - POST: "?" and the query's parameters as above, then "." and the body's as sorted `keyvalue`, nothing between
 *     them. The "." is there only between a query and a body, the "?" only when something follows: an empty POST has
 *     neither.
 *   Values are the decoded ones, and empty ones count. A key that is repeated comes once for each of its values, in
 *   their sorted order. Keys sort before they are joined with their values, so `A` comes before `AB` whatever their
 *   values are.
 * V2: base64(HMAC-SHA256(auth token, URL without its query + nonce)).
 *
 * Each scheme has a nonce in a header of its own, and comes in two headers: the plain one, made with the token of the
 * account or subaccount that owns the number, and the `Ma` one, made with the main account's. Either may be the one
 * that the credential's token proves, and each may hold several signatures, separated by commas.
 *
 * Traps:
 * - The URL is hashed exactly as Plivo was given it, and not as the request shows it behind a proxy. A URL parser adds
 *   the slash of a bare host and drops a default port, so it is cut as text here.
 * - V2 covers neither query nor body: whoever has seen one signed request can send another body. So the caller has to refuse
 *   its signature for a second body, and V2 altogether once V3 was proven (admission.ts).
 * - V3 of a POST runs keys and values together: `A` = `1B2` is signed as `A` = `1` and `B` = `2` are. Whoever has seen
 *   one signed request can cut it differently, until the caller refuses its signature for another body here as well.
 * - Nothing parts the nonce of V2 from the address, and the header is the caller's to fill: with the rest of a longer
 *   address as its "nonce", or with all that follows the address in a text of V3, a signature that was made for something
 *   else would be right. So a nonce has no characters but letters, digits, "-" and "_"; Plivo's are digits.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { type Params, readPairs } from './requestParams';

export interface SignedRequest {
	/** Plivo calls by GET or POST; nothing else is ever proven. */
	method: string;
	/**
	 * As handed to Plivo, without the query that arrived. May hold a query of its own, whose parameters then count as if
	 * they had arrived; it must not be given here and in `query` both.
	 */
	url: string;
	query: Params;
	body: Params;
	/** The body, where it was a JSON object: of the kinds of its values the pairs say nothing. */
	json?: IDataObject;
	/** Names in any case. */
	headers: Record<string, string | string[] | undefined>;
}

export type Scheme = 'V3' | 'V2';

/** That a signature is right. */
export interface Proof {
	/** What it was made over: the same for every request that it could be moved to. */
	signed: string;
}

/** Plivo sends one signature in a header, or a few; so many of each are looked at. */
const MAX_SIGNATURES = 10;

/** How long a signature is: SHA-256 in base64. */
const SIGNATURE_LENGTH = 44;

const NONCE = /^[\w-]{1,128}$/;

/** @returns what each scheme proves, by its name; nothing of one whose headers are missing or wrong. Never throws. */
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

/** The V3 signature (base64). Any method but GET is signed as POST is. */
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

/**
 * In the order of Plivo's SDKs: by key, then by value, both by JavaScript's own comparison of text (UTF-16 code units).
 */
function sorted(params: Params): Params {
	return [...params].sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]));
}

/** JavaScript's own comparison of text (UTF-16 code units). */
export function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/**
 * The part of a URL before its query, character by character, and the query's parameters. A fragment is never called.
 */
function cut(url: string): { base: string; pairs: Params } {
	const [called = ''] = url.split('#', 1);
	const mark = called.indexOf('?');
	if (mark < 0) return { base: called, pairs: [] };
	return { base: called.slice(0, mark), pairs: readPairs(called.slice(mark + 1)) };
}

/** Values of a header that came several times are joined by commas, as Node does. */
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

/** Compares in a time that tells nothing about where two texts differ. Their length is known to everybody. */
function isSame(a: string, b: string): boolean {
	const [one, other] = [Buffer.from(a), Buffer.from(b)];
	return one.length === other.length && timingSafeEqual(one, other);
}
