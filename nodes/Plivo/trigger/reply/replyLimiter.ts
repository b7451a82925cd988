import { LruMap } from '../../memory/lruMap';
import type { AnswerRecord } from './responseRecord';

const WINDOW_MS = 60_000;
const MAX_PAIRS = 10_000;

interface Given {
	at: number;
	messageUuid: string;
	answer: AnswerRecord;
}

/**
 * Lets two numbers have one automatic answer a minute, in whichever direction. Two robots that answer each other would
 * otherwise go on for as long as there is credit.
 */
export class ReplyLimiter {
	/** The last answer of a pair, the oldest first. */
	private readonly last = new Map<string, Given>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number) {}

	/**
	 * Whether there may be an answer now, which then counts as given.
	 *
	 * A message that was answered may be answered again when Plivo did not get that answer.
	 *
	 * @param answer what becomes of the answer to this call
	 */
	allow({ to, from, messageUuid }: { to: string; from: string; messageUuid: string }, answer: AnswerRecord): boolean {
		const now = this.now();
		this.forgetUntil(now);
		const pair = [to, from].sort().join(' ');
		const before = this.last.get(pair);
		if (before !== undefined && this.isWithin(before.at, now)) {
			if (before.messageUuid !== messageUuid || !before.answer.isLostFor(answer)) return false;
		}
		this.last.delete(pair);
		this.last.set(pair, { at: now, messageUuid, answer });
		return true;
	}

	/** Drops what has run out, and the oldest beyond a number that only a flood reaches. */
	private forgetUntil(now: number): void {
		for (const [pair, { at }] of this.last) {
			if (this.isWithin(at, now) && this.last.size < MAX_PAIRS) return;
			this.last.delete(pair);
		}
	}

	/** A clock that was set back must not hold answers back until it has caught up. */
	private isWithin(at: number | undefined, now: number): boolean {
		return at !== undefined && now >= at && now - at < WINDOW_MS;
	}
}

const limiters = new LruMap<ReplyLimiter>();

/** The limiter of a node in this process. */
export function replyLimiter(nodeKey: string): ReplyLimiter {
	return limiters.get(nodeKey, () => new ReplyLimiter(() => Date.now()));
}
