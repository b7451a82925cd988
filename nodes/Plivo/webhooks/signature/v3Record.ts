import { createHmac } from 'node:crypto';

import { LruMap } from '../../memory/lruMap';

/** 72 bits of a hash with the token as its key, which reveal nothing about the token. */
const KEY_LENGTH = 12;
/** More credentials than one receiver ever switches between; 600 characters in storage. */
const MAX_TOKENS = 50;

/**
 * The Auth Tokens for which Plivo has proven itself by V3 to one receiver. From then on, V2, which doesn't cover a call's
 * content, isn't sufficient there. Plivo sends both with each call, so anybody who has seen one could leave out V3 and
 * send any content.
 *
 * Kept by token, because for a subaccount's credential, V2 may be the only proof, unlike for one of the main account.
 */
export class V3Record {
	private readonly keys = new Set<string>();

	/** @param written what {@link written} returned, here or in another process; anything else counts as empty */
	read(written: unknown): void {
		const text = typeof written === 'string' ? written : '';
		for (let at = 0; at + KEY_LENGTH <= text.length; at += KEY_LENGTH) this.remember(text.slice(at, at + KEY_LENGTH));
	}

	has(authToken: string): boolean {
		return this.keys.has(keyOf(authToken));
	}

	/** Only for a token that has just proven a call. */
	add(authToken: string): void {
		this.remember(keyOf(authToken));
	}

	/** The whole record, to be kept over a restart. */
	written(): string {
		return [...this.keys].join('');
	}

	private remember(key: string): void {
		this.keys.add(key);
		const [oldest] = this.keys;
		if (this.keys.size > MAX_TOKENS && oldest !== undefined) this.keys.delete(oldest);
	}
}

const ofTriggers = new LruMap<V3Record>();

/**
 * The record of one trigger.
 *
 * @param nodeKey identifies the trigger in this process
 * @param written the value in its static data
 */
export function triggerRecord(nodeKey: string, written: unknown): V3Record {
	const record = ofTriggers.get(nodeKey, () => new V3Record());
	record.read(written);
	return record;
}

function keyOf(authToken: string): string {
	return createHmac('sha256', authToken).update('Plivo has signed by V3').digest('base64url').slice(0, KEY_LENGTH);
}
