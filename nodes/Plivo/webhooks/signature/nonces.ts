import { createHash } from 'node:crypto';

import { sortedJson } from '../sortedJson';
import type { Params } from './requestParams';
import { order, type Proof, type SignedRequest } from './signature';

/** Ten thousand calls: each uses one signed text for V3 and one for V2. */
export const MAX_REMEMBERED = 20_000;

/**
 * The signed texts of accepted calls, each with the content it came with. V2 doesn't cover a call's content, and V3
 * concatenates the names and values of a form, so anybody who has seen a signed call could send other content with its
 * signature. Therefore, a signature is valid for one content only, which Plivo's own retries repeat.
 *
 * The key is the signed text, including address and nonce, rather than the nonce alone. Without the token, another call
 * can only pass with an existing signature, so it has the same signed text, however it is split.
 *
 * Kept per process since its start: a signed call that this n8n has never seen stays valid for any content.
 */
export class Nonces {
	private readonly contents = new Map<string, string>();

	/**
	 * Marks the signature that proves a call as used.
	 *
	 * @returns false if it was used for other content
	 */
	accept({ signed }: Proof, content: string): boolean {
		const key = digest(signed);
		const before = this.contents.get(key);
		if (before !== undefined) return before === content;
		this.contents.set(key, content);
		const [oldest] = this.contents.keys();
		if (this.contents.size > MAX_REMEMBERED && oldest !== undefined) this.contents.delete(oldest);
		return true;
	}
}

/**
 * A hash of a call's content and address, from which its item is built. A retry may send the parameters in another order,
 * but the values of a repeated parameter keep theirs, because the first one is read. In JSON, 1 and "1" are different.
 */
export function contentOf({ method, url, query, body, json }: Omit<SignedRequest, 'headers'>): string {
	const ofBody = json === undefined ? ['form', byKey(body)] : ['JSON', byKey(body), sortedJson(json)];
	return digest(JSON.stringify([method.toUpperCase(), url, byKey(query), ofBody]));
}

/** The sort is stable, so equal keys keep their order. */
function byKey(params: Params): Params {
	return [...params].sort(([a], [b]) => order(a, b));
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
