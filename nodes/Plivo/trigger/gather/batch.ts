import { sleep } from 'n8n-workflow';

import type { InboundItem } from '../../webhooks/events/inbound';
import type { ResponseState } from '../duplicates/duplicates';

/** A batch starts when it has this many messages, even if the sender keeps writing. */
export const MAX_MESSAGES = 50;
/** A batch starts after this time, even if the sender keeps writing. */
export const MAX_OPEN_MS = 60_000;
/** Plivo gives up on a response after 8 seconds. */
export const MAX_QUIET_SECONDS = 6;
export const ANSWER_AFTER_MS = 7_000;
const LOOK_EVERY_MS = 50;
/**
 * Calls that wait at the same time in this process. n8n holds an isolate of its expression engine for each, so beyond this, a
 * message starts the workflow without waiting for others.
 */
export const MAX_WAITING = 50;
let waiting = 0;

/**
 * Messages of one sender, until they have been quiet for some seconds. The call of the last message starts the workflow with all
 * of them, and is answered once the execution exists. The calls before it learn from that whether Plivo may consider their
 * messages delivered. So if n8n stops at any time, Plivo has all of them confirmed, or sends them again.
 */
export class Batch {
	private readonly events: InboundItem[] = [];
	private readonly openedAt = Date.now();
	/** Returns the outcome of the call that starts the workflow, once there is one. */
	private outcome: () => ResponseState = () => 'pending';

	constructor(private readonly close: () => void) {}

	/** Whether n8n has the messages. */
	state(): ResponseState {
		return this.outcome();
	}

	/**
	 * Waits until it's known whether n8n has the messages, as long as Plivo waits for a response.
	 *
	 * @param calledAt when the call came, in milliseconds
	 */
	async decided(calledAt: number): Promise<ResponseState> {
		waiting += 1;
		while (this.outcome() === 'pending' && Date.now() - calledAt < ANSWER_AFTER_MS) await sleep(LOOK_EVERY_MS);
		waiting -= 1;
		return this.outcome();
	}

	/**
	 * Adds a message, and waits whether another one follows.
	 *
	 * @param outcome of this call, should it be the one that starts the workflow
	 * @returns all messages, in the order in which they came, if this call has to start the workflow; otherwise undefined
	 */
	async add(event: InboundItem, quietMs: number, outcome: () => ResponseState): Promise<InboundItem[] | undefined> {
		this.events.push(event);
		const count = this.events.length;
		const isFull = count >= MAX_MESSAGES || Date.now() - this.openedAt >= MAX_OPEN_MS;
		if (!isFull && waiting < MAX_WAITING) {
			waiting += 1;
			await sleep(quietMs);
			waiting -= 1;
		}
		if (this.events.length > count) return undefined;
		this.close();
		this.outcome = outcome;
		return this.events;
	}
}

const open = new Map<string, Batch>();

/** The batch to which the next message belongs. @param key identifies the trigger, the sender, and the recipient */
export function batchOf(key: string): Batch {
	const found = open.get(key);
	if (found !== undefined) return found;
	const batch = new Batch(() => {
		if (open.get(key) === batch) open.delete(key);
	});
	open.set(key, batch);
	return batch;
}
