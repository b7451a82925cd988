import { createHash } from 'node:crypto';

import { sortedJson } from '../sortedJson';
import type { Params } from './requestParams';
import { order, type Proof, type SignedRequest } from './signature';

/** Ten thousand calls: each uses up a text of V3 and one of V2. */
const MAX_REMEMBERED = 20_000;

/**
 * What the signatures of calls that were let in were made over, each with the content that it came with. V2 doesn't cover what
 * a call says, and V3 runs the names and values of a form together, so whoever has seen a signed call could send others under
 * its signature. A signature is therefore good for one content only, which Plivo's own retries repeat.
 *
 * Kept by the text that was signed, address and nonce included, and not by the nonce: without the token, another call can only
 * pass with a signature that there is already, so it has the same signed text, however it is cut.
 *
 * Of this process since its start: a call that this n8n has never seen stays good for any content.
 */
export class Nonces {
	private readonly contents = new Map<string, string>();

	/**
	 * Uses up the signature that proves a call.
	 *
	 * @returns false when it was used up for other content
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
 * Names what a call says, and to which address: all that its item is made of. A retry may bring the parameters in another order,
 * but the values of one that is repeated stay in theirs: of these the first is read. In JSON, 1 and "1" are two things.
 */
export function contentOf({ method, url, query, body, json }: Omit<SignedRequest, 'headers'>): string {
	const ofBody = json === undefined ? ['form', byKey(body)] : ['JSON', byKey(body), sortedJson(json)];
	return digest(JSON.stringify([method.toUpperCase(), url, byKey(query), ofBody]));
}

/** Sorting keeps the order of what is equal. */
function byKey(params: Params): Params {
	return [...params].sort(([a], [b]) => order(a, b));
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
