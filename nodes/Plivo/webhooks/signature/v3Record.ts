import { createHmac } from 'node:crypto';

import { LruMap } from '../../memory/lruMap';

/** Seventy-two bits of a hash that is made with the token as its key: they say nothing about the token. */
const KEY_LENGTH = 12;
/** More credentials than one receiver ever changes between; 600 characters where it is written down. */
const MAX_TOKENS = 50;

/**
 * The Auth Tokens with which Plivo has proven itself by V3 to one receiver. From then on V2, which doesn't cover what a call
 * says, isn't enough there: Plivo sends both with each call, so whoever has seen one could leave out V3 and say anything.
 *
 * By token, because a credential of a subaccount may be proven by V2 alone, where one of the main account isn't.
 */
export class V3Record {
	private readonly keys = new Set<string>();

	/** @param written what {@link written} gave, here or in another process; anything else counts as nothing */
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

	/** All of it, to be kept over a restart. */
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
 * @param nodeKey names the trigger in this process
 * @param written what its static data holds
 */
export function triggerRecord(nodeKey: string, written: unknown): V3Record {
	const record = ofTriggers.get(nodeKey, () => new V3Record());
	record.read(written);
	return record;
}

function keyOf(authToken: string): string {
	return createHmac('sha256', authToken).update('Plivo has signed by V3').digest('base64url').slice(0, KEY_LENGTH);
}
