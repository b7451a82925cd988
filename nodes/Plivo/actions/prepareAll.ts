import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Message } from '../delivery/deliver';
import type { Outcomes } from '../delivery/outcomes';
import type { PlivoClient } from '../transport/request';
import { nodeError } from './nodeError';
import type { BatchOperation, ItemResult } from './operation';
import { triedEarlier } from './sendErrors';

/** How long n8n can wait for its one thread, on which it answers webhooks too: those have a few seconds. */
const TURN_MS = 50;

/**
 * Reads and checks all items.
 *
 * @returns what is to be sent; the results of the other items, those of an earlier try among them; and for a broadcast the
 * messages that went out then, or may have, as far as they can still be read
 */
export async function prepareAll(
	this: IExecuteFunctions,
	operation: BatchOperation,
	client: PlivoClient,
	outcomes: Outcomes,
	count: number,
	broadcast: boolean,
): Promise<{ messages: Message[]; results: ItemResult[]; gone: Message[] }> {
	const messages: Message[] = [];
	const results: ItemResult[] = [];
	const gone: Message[] = [];
	let turn = performance.now();
	const readAgain = async (item: number): Promise<Message[]> => {
		try {
			return [{ item, ...(await operation.prepare.call(this, client, item)) }];
		} catch {
			return [];
		}
	};
	for (let item = 0; item < count; item++) {
		if (performance.now() - turn > TURN_MS) {
			await sleep(0);
			turn = performance.now();
		}
		const earlier = outcomes.of(item);
		try {
			if (earlier?.state === 'accepted') {
				results[item] = { output: { ...earlier.sent } };
			} else if (earlier?.state === 'unknown' && !operation.maySendAgain.call(this, item)) {
				results[item] = { error: triedEarlier(this.getNode(), item, earlier.cause) };
			} else {
				messages.push({ item, ...(await operation.prepare.call(this, client, item)) });
			}
		} catch (error) {
			results[item] = { error: nodeError(this.getNode(), error, item) };
		}
		if (broadcast && earlier !== undefined && results[item] !== undefined) gone.push(...(await readAgain(item)));
	}
	return { messages, results, gone };
}
