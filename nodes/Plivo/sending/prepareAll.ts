import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { BatchOperation } from './batchOperation';
import type { Message } from './message';

/**
 * Maximum time in milliseconds before other work gets a turn. n8n has a single thread, which also answers webhooks, and
 * those time out after a few seconds.
 */
const TURN_MS = 50;

/** @returns an error with better words for it, or the same one */
export type Explain = (item: number, error: unknown) => unknown;

export interface PreparedItems {
	/** To be sent. */
	messages: Message[];
	/** Also valid, but not to be sent. */
	checkedOnly: Message[];
	/** Why the other items are invalid. */
	failures: Map<number, unknown>;
}

/**
 * Reads and checks all items.
 *
 * @param explain returns what an item's error should say
 * @param idOf returns the message's ID in the record of what was sent
 */
export async function prepareAll(
	this: IExecuteFunctions,
	operation: BatchOperation,
	client: PlivoClient,
	count: number,
	explain: Explain,
	idOf: (context: IExecuteFunctions, message: Omit<Message, 'id'>) => string,
): Promise<PreparedItems> {
	const messages: Message[] = [];
	const checkedOnly: Message[] = [];
	const failures = new Map<number, unknown>();
	let turn = performance.now();
	for (let item = 0; item < count; item++) {
		if (performance.now() - turn > TURN_MS) {
			await sleep(0);
			turn = performance.now();
		}
		try {
			const prepared = await operation.prepare.call(this, client, item);
			const message = { item, ...prepared, maySendAgain: operation.maySendAgain.call(this, item) };
			const list = operation.validatesOnly?.call(this, item) === true ? checkedOnly : messages;
			list.push({ ...message, id: idOf(this, message) });
		} catch (error) {
			failures.set(item, explain(item, error));
		}
	}
	return { messages, checkedOnly, failures };
}
