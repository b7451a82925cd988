import { LruMap } from '../../memory/lruMap';
import type { ResponseRecord } from './responseRecord';

export const WINDOW_MS = 60_000;
const MAX_PAIRS = 10_000;

/**
 * Which reply it is: the one to an SMS or MMS, or the one by WhatsApp to an answer that doesn't count. Each says something else, on
 * another channel, so none takes the place of the other.
 */
export type ReplyKind = 'autoReply' | 'closedReply';

interface Given {
	at: number;
	messageUuid: string;
	answer: ResponseRecord;
}

/**
 * Allows one automatic reply of a kind a minute between two numbers, in either direction. Otherwise, two bots that reply to each
 * other would go on until the credit is used up.
 */
export class ReplyLimiter {
	/** The last reply of each kind to each pair, oldest first. */
	private readonly last = new Map<string, Given>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number) {}

	/**
	 * Whether a reply is allowed now; if so, it counts as sent.
	 *
	 * A message may get a second reply if Plivo did not receive the first one.
	 *
	 * @param answer outcome of the response to this call
	 */
	allow(kind: ReplyKind, { to, from, message_uuid: messageUuid }: { to: string; from: string; message_uuid: string }, answer: ResponseRecord): boolean {
		const now = this.now();
		this.forgetUntil(now);
		const pair = [kind, ...[to, from].sort()].join(' ');
		const before = this.last.get(pair);
		if (before !== undefined && this.isWithin(before.at, now)) {
			if (before.messageUuid !== messageUuid || !before.answer.isLostFor(answer)) return false;
		}
		this.last.delete(pair);
		this.last.set(pair, { at: now, messageUuid, answer });
		return true;
	}

	/** Drops expired entries, and the oldest ones beyond a limit that only a flood reaches. */
	private forgetUntil(now: number): void {
		for (const [pair, { at }] of this.last) {
			if (this.isWithin(at, now) && this.last.size < MAX_PAIRS) return;
			this.last.delete(pair);
		}
	}

	/** A clock that was set back must not block replies until it has caught up. */
	private isWithin(at: number | undefined, now: number): boolean {
		return at !== undefined && now >= at && now - at < WINDOW_MS;
	}
}

const limiters = new LruMap<ReplyLimiter>();

/** The limiter of a node in this process. */
export function replyLimiter(nodeKey: string): ReplyLimiter {
	return limiters.get(nodeKey, () => new ReplyLimiter(() => Date.now()));
}
