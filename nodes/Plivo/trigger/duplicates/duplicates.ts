import { createHash } from 'node:crypto';
import { sleep, type IDataObject } from 'n8n-workflow';

import { LruMap } from '../../memory/lruMap';

/** What became of an event that was let in: whether n8n has it. */
export type ResponseState = 'pending' | 'accepted' | 'failed';

/** Plivo tries again after one, three and seven minutes. At 50 events a second that is 21,000 of them. */
const MAX_REMEMBERED = 50_000;
/** StaticData to n8n's database with every event, so it is kept small: 9 kB. */
const MAX_WRITTEN = 1_000;
const KEY_LENGTH = 9;
/** That two processes take so many events in the same order, each for itself, doesn't happen. */
const LAST_KEYS = 10;

/** Plivo gives up on an answer after 8 seconds; whoever waits for the same event to be taken has to be faster. */
const MAX_WAIT_MS = 5_000;
const LOOK_EVERY_MS = 50;
/** n8n holds an isolate of its expression engine for each call of a webhook; those that wait must not use up its memory. */
const MAX_WAITING = 20;
let waiting = 0;

/**
 * The events that a trigger has let in, so that each starts the workflow once although Plivo may send it several times, even
 * at the same moment. Of one process; of others it knows what they have written, which is best effort.
 */
export class RecentEvents {
	private readonly entries = new Map<string, () => ResponseState>();

	/** Those of the entries that are not in {@link text}: still pending, or accepted since it was last asked for. */
	private readonly unwritten = new Set<string>();

	/** The keys of the latest events that n8n has, one behind the other. */
	private text = '';

	/** @param written see {@link read} */
	constructor(written: unknown) {
		this.read(written);
	}

	/**
	 * Learns of events that n8n has.
	 *
	 * @param written what {@link written} gave before n8n was restarted, or to another webhook process
	 */
	read(written: unknown): void {
		const text = typeof written === 'string' ? written : '';
		// Nearly every call finds what this process itself wrote shortly before. That is told by its end, which is enough: each
		// process adds its own events at the end of all that it knows.
		if (this.text.includes(text.slice(-LAST_KEYS * KEY_LENGTH))) return;
		for (let at = 0; at + KEY_LENGTH <= text.length; at += KEY_LENGTH) {
			const key = text.slice(at, at + KEY_LENGTH);
			if (this.entries.get(key)?.() !== 'accepted') this.remember(key, () => 'accepted');
		}
	}

	/**
	 * Lets an event in, or not.
	 *
	 * One that is on its way into n8n already is waited for: had it been answered for as a duplicate and then failed, nobody
	 * would send it again.
	 *
	 * @param id names the event among all
	 * @param state tells, from now on, what became of it
	 * @returns `new`: go on with it; `accepted`: n8n has it; `pending`: still undecided, so Plivo should ask again later
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

	/** The latest events in a form that goes into n8n's static data: those that n8n has, since others will come again. */
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

	/** As the latest. */
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
 * @param nodeKey names the trigger in this process
 * @param data its static data, which n8n reads from its database at each call: what other webhook processes wrote is in it
 */
export function recentEvents(nodeKey: string, data: IDataObject): RecentEvents {
	const events = ofNodes.get(nodeKey, () => new RecentEvents(undefined));
	events.read(data.recentEvents);
	return events;
}

/** 54 bits: that two of fifty thousand events share theirs is less likely than one in ten million. */
function shortKey(id: string): string {
	return createHash('sha256').update(id).digest('base64url').slice(0, KEY_LENGTH);
}
