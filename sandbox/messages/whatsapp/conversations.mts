import { randomBytes } from 'node:crypto';
import type { Static } from '@sinclair/typebox';
import type { SandboxClock } from '../../clock.mts';
import { stringEnum } from '../../http/schemas.mts';
import { microsPerHour, microsPerMs } from '../../plivoTime.mts';

export const conversationOrigin = stringEnum('utility', 'authentication', 'marketing', 'service');
export type ConversationOrigin = Static<typeof conversationOrigin>;

/** A conversation as WhatsApp counts them: messages of one kind between a number and a customer, within 24 hours. */
export interface Conversation {
	id: string;
	origin: ConversationOrigin;
	/** Microseconds since 1970 UTC. */
	expiryTime: number;
}

const windowMicros = 24 * microsPerHour;

/**
 * Who has written to whom recently. A message from the customer opens a window of 24 hours, in which the business may answer
 * freely. Outside this window, only templates reach the customer. (Plivo's reference of sending.)
 *
 * Not known about live Plivo: when the conversation of a template begins (here, when its message is accepted), and the exact
 * form of its id.
 */
export class Conversations {
	private readonly windows = new Map<string, number>();
	private readonly conversations = new Map<string, Conversation>();

	constructor(private readonly clock: SandboxClock) {}

	/** Notes that the customer has just written to the business. Both are digits without a plus sign. */
	open(business: string, customer: string): void {
		this.windows.set(`${business}<${customer}`, this.now() + windowMicros);
	}

	/** Whether the business may write to the customer freely. */
	isOpen(business: string, customer: string): boolean {
		return (this.windows.get(`${business}<${customer}`) ?? 0) > this.now();
	}

	/** The conversation that a message belongs to. If there is none, the message starts one. */
	join(business: string, customer: string, origin: ConversationOrigin): Conversation {
		const key = `${business}<${customer}<${origin}`;
		const running = this.conversations.get(key);
		if (running !== undefined && running.expiryTime > this.now()) return running;
		const begun = { id: randomBytes(16).toString('hex'), origin, expiryTime: this.now() + windowMicros };
		this.conversations.set(key, begun);
		return begun;
	}

	clear(): void {
		this.windows.clear();
		this.conversations.clear();
	}

	private now(): number {
		return this.clock.now() * microsPerMs;
	}
}
