import { createHash } from 'node:crypto';
import { sleep, type IDataObject } from 'n8n-workflow';

import { LruMap } from '../../memory/lruMap';

/** Outcome of an event that the trigger has accepted: whether n8n has it. */
export type ResponseState = 'pending' | 'accepted' | 'failed';

/** Plivo retries after one, three, and seven minutes. At 50 events a second, that is 21,000 events. */
export const MAX_REMEMBERED = 50_000;
/** Written to n8n's database with every event, so it is kept small: 9 kB. */
export const MAX_WRITTEN = 1_000;
const KEY_LENGTH = 9;
/** Enough keys to recognize a process by: two processes never get that many events in the same order. */
const LAST_KEYS = 10;

/** Plivo gives up on a response after 8 seconds; a call that waits for the same event has to be faster. */
export const MAX_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;
/** n8n holds an isolate of its expression engine for each webhook call; waiting calls must not use up its memory. */
const MAX_WAITING = 20;
let waiting = 0;

/**
 * The events that a trigger has accepted, so that each starts the workflow once although Plivo may send it several times,
 * even at the same moment. Kept per process. Events of other processes are known only from what those have written, which
 * is best effort.
 */
export class RecentEvents {
	private readonly entries = new Map<string, () => ResponseState>();

	/** Keys of entries that are not yet in {@link text}: still pending, or accepted since it was last read. */
	private readonly unwritten = new Set<string>();

	/** The keys of the latest events that n8n has, concatenated. */
	private text = '';

	/** @param written see {@link read} */
	constructor(written: unknown) {
		this.read(written);
	}

	/**
	 * Adds events that n8n has.
	 *
	 * @param written what {@link written} returned before n8n was restarted, or to another webhook process
	 */
	read(written: unknown): void {
		const text = typeof written === 'string' ? written : '';
		// On nearly every call, this is what the same process wrote shortly before. Comparing the end is enough, because
		// each process appends its own events to everything it knows.
		if (this.text.includes(text.slice(-LAST_KEYS * KEY_LENGTH))) return;
		for (let at = 0; at + KEY_LENGTH <= text.length; at += KEY_LENGTH) {
			const key = text.slice(at, at + KEY_LENGTH);
			if (this.entries.get(key)?.() !== 'accepted') this.remember(key, () => 'accepted');
		}
	}

	/**
	 * Reserves an event for processing, unless it is a duplicate.
	 *
	 * If another call is already passing the event to n8n, this waits for its outcome: if this call were answered as a
	 * duplicate and the other one failed, nobody would send the event again.
	 *
	 * @param id identifies the event among all
	 * @param state returns the outcome of the event from now on
	 * @returns `new`: process it; `accepted`: n8n has it; `pending`: still undecided, so Plivo should retry later
	 */
	async reserve(id: string, state: () => ResponseState): Promise<'new' | 'accepted' | 'pending'> {
		const key = shortKey(id);
		const since = Date.now();
		for (;;) {
			const before = this.entries.get(key)?.() ?? 'failed';
			if (before === 'accepted') return 'accepted';
			if (before === 'failed') break;
			if (Date.now() - since >= MAX_WAIT_MS || waiting >= MAX_WAITING) return 'pending';
			waiting += 1;
			await sleep(LOOK_EVERY_MS);
			waiting -= 1;
		}
		this.remember(key, state);
		return 'new';
	}

	/** The latest events in a form for n8n's static data. Only events that n8n has: others will be sent again. */
	written(): string {
		for (const key of this.unwritten) {
			const state = this.entries.get(key)?.();
			if (state === 'pending') continue;
			this.unwritten.delete(key);
			if (state === 'accepted') this.text += key;
		}
		this.text = this.text.slice(-MAX_WRITTEN * KEY_LENGTH);
		return this.text;
	}

	/** Adds it as the latest. */
	private remember(key: string, state: () => ResponseState): void {
		this.entries.delete(key);
		this.entries.set(key, state);
		this.unwritten.add(key);
		if (this.entries.size <= MAX_REMEMBERED) return;
		const [oldest] = this.entries.keys();
		if (oldest === undefined) return;
		this.entries.delete(oldest);
		this.unwritten.delete(oldest);
	}
}

const ofNodes = new LruMap<RecentEvents>();

/**
 * The record of one trigger.
 *
 * @param nodeKey identifies the trigger in this process
 * @param data its static data, which n8n reads from its database at each call, so it includes what other webhook
 * processes wrote
 */
export function recentEvents(nodeKey: string, data: IDataObject): RecentEvents {
	const events = ofNodes.get(nodeKey, () => new RecentEvents(undefined));
	events.read(data.recentEvents);
	return events;
}

/** 54 bits: the chance that two of fifty thousand events share a key is below one in ten million. */
function shortKey(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, KEY_LENGTH);
}
