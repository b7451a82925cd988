import { createHash } from 'node:crypto';

import type { SignedRequest } from './signature';

const MOST_REMEMBERED = 10_000;

/**
 * The nonces of signatures that were let in. V2 does not cover what a request says, and V3 runs the names and values of a form
 * together, so whoever has seen a signed request could send others under its signature. A nonce is therefore good for one
 * content only, which Plivo's own retries repeat.
 *
 * Of this process since its start: a request that this n8n has never seen stays good for any content.
 */
export class Nonces {
	private readonly contents = new Map<string, string>();

	accept(nonce: string, url: string, { method, query, body }: Omit<SignedRequest, 'url' | 'headers'>): boolean {
		const key = `${url} ${nonce}`;
		const content = createHash('sha256').update(JSON.stringify([method, query, body])).digest('base64');
		const before = this.contents.get(key);
		if (before !== undefined) return before === content;
		this.contents.set(key, content);
		const [oldest] = this.contents.keys();
		if (this.contents.size > MOST_REMEMBERED && oldest !== undefined) this.contents.delete(oldest);
		return true;
	}
}
