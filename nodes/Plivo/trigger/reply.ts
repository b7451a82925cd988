import { isE164, withoutPlus } from '../phone/e164';
import type { InboundItem } from './events/inbound';
import { PerNode } from './perNode';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** An answer that asks Plivo to do nothing. */
export const EMPTY_REPLY = `${DECLARATION}<Response/>`;

/** A message whose sender can be answered. */
export type Answerable = InboundItem & { from: string; to: string };

/**
 * Words that end, begin or explain a subscription. Plivo and the networks answer them by themselves, and who wrote STOP
 * must get nothing more. Plivo tells such words apart (MessageIntent) for numbers of the US and Canada only.
 *
 * Those of Plivo's pages on "do not disturb", and of the US rules on revoking consent. YES and GO, which Plivo takes
 * for an opt-in in the US, are ordinary answers elsewhere.
 */
const SUBSCRIPTION_WORDS = new Set([
	...['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'UNSUB', 'CANCEL', 'END', 'QUIT'],
	...['REVOKE', 'OPTOUT', 'OPT OUT', 'OPT-OUT'],
	...['START', 'UNSTOP', 'RESUME', 'RESUME ALL'],
	...['HELP', 'INFO'],
]);

/**
 * Whether a message may be answered automatically: it is an SMS or MMS from a phone number other than the one it came
 * to, and not about a subscription.
 */
export function mayReply(item: InboundItem): item is Answerable {
	if (item.type !== 'sms' && item.type !== 'mms') return false;
	if (item.from === null || item.to === null || !isE164(item.from) || item.from === item.to) return false;
	return item.intent === null && !SUBSCRIPTION_WORDS.has(asWord(item.text));
}

/** A text as the words above are written: "Stop.", "(stop)" and " stop all " are meant as much, whatever stands around them. */
function asWord(text: string): string {
	return text
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
		.replace(/\s+/g, ' ')
		.toUpperCase();
}

/**
 * The answer with which Plivo sends an SMS back. (Plivo's page on Message XML, whose one documented type is `sms`.)
 *
 * @param text what XML cannot hold is left out of it: control characters and halves of surrogate pairs
 * @returns {@link EMPTY_REPLY} when there is nothing to say or nobody to say it to
 */
export function replyDocument(item: InboundItem, text: string): string {
	const content = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
	if (content.trim() === '' || item.from === null || item.to === null) return EMPTY_REPLY;
	const attributes = `src="${escaped(withoutPlus(item.to))}" dst="${escaped(withoutPlus(item.from))}" type="sms"`;
	return `${DECLARATION}<Response><Message ${attributes}>${escaped(content)}</Message></Response>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const WINDOW_MS = 60_000;
const MOST_PAIRS = 10_000;

/**
 * Lets two numbers have one automatic answer a minute, in whichever direction. Two robots that answer each other would
 * otherwise go on for as long as there is credit.
 */
export class ReplyLimiter {
	/** When a pair last had one, the oldest first. */
	private readonly lastAt = new Map<string, number>();

	/** @param now the time in milliseconds */
	constructor(private readonly now: () => number) {}

	/** Whether there may be an answer now, which then counts as given. */
	allow(to: string, from: string): boolean {
		const now = this.now();
		this.forgetUntil(now);
		const pair = [to, from].sort().join(' ');
		if (this.isWithin(this.lastAt.get(pair), now)) return false;
		this.lastAt.delete(pair);
		this.lastAt.set(pair, now);
		return true;
	}

	/** Drops what has run out, and the oldest beyond a number that only a flood reaches. */
	private forgetUntil(now: number): void {
		for (const [pair, at] of this.lastAt) {
			if (this.isWithin(at, now) && this.lastAt.size < MOST_PAIRS) return;
			this.lastAt.delete(pair);
		}
	}

	/** A clock that was set back must not hold answers back until it has caught up. */
	private isWithin(at: number | undefined, now: number): boolean {
		return at !== undefined && now >= at && now - at < WINDOW_MS;
	}
}

const limiters = new PerNode<ReplyLimiter>();

/** The limiter of a node in this process. */
export function replyLimiter(nodeKey: string): ReplyLimiter {
	return limiters.get(nodeKey, () => new ReplyLimiter(() => Date.now()));
}
