import type { SandboxClock } from '../clock.mts';
import { microsPerMs } from '../plivoTime.mts';
import { Schedule } from '../schedule.mts';
import type { Message, MessageState } from './message.mts';
import { outcomeOf } from './outcomes.mts';

export interface DeliveryTiming {
	/** Milliseconds from acceptance until a message is sent, or fails. */
	sentAfterMs: number;
	/** Milliseconds from acceptance until a sent message is delivered or undelivered. */
	deliveredAfterMs: number;
	/** Milliseconds from acceptance until a delivered WhatsApp message is read. Default 2,000. */
	readAfterMs?: number;
}

/** A state that a message reaches, and how many milliseconds after its acceptance. */
type Step = [afterMs: number, take: () => void];

const defaultReadAfterMs = 2_000;

/**
 * Moves a queued message through its states: queued, sent, then delivered or undelivered; or queued, then failed.
 * A delivered WhatsApp message is read in the end.
 *
 * Not included: Plivo's rate per account and number (5 SMS per second and so on). Messages don't wait in a queue here.
 */
export class Delivery {
	private readonly schedule: Schedule;

	/** @param announce called for every state that a message reaches, including `queued` */
	constructor(
		private readonly clock: SandboxClock,
		private readonly timing: DeliveryTiming,
		private readonly announce: (message: Message) => void,
	) {
		this.schedule = new Schedule(clock);
	}

	/** Starts with a message that has just been queued. */
	start(message: Message): void {
		this.announce(message);
		const outcome = outcomeOf(message);
		if (outcome.end === 'failed') {
			const wait = outcome.afterExpiry ? message.expirySeconds * 1_000 : this.timing.sentAfterMs;
			this.schedule.after(wait, () => this.reach(message, 'failed', outcome.errorCode));
			return;
		}
		const steps: Step[] = [[this.timing.sentAfterMs, () => {
			message.sentTime = this.clock.now() * microsPerMs;
			this.reach(message, 'sent', null);
		}]];
		if (outcome.end !== 'sent') {
			const errorCode = outcome.end === 'undelivered' ? outcome.errorCode : '000';
			steps.push([this.timing.deliveredAfterMs, () => this.reach(message, outcome.end, errorCode)]);
			const isRead = message.type === 'whatsapp' && outcome.end === 'delivered';
			if (isRead) steps.push([this.timing.readAfterMs ?? defaultReadAfterMs, () => this.reach(message, 'read', errorCode)]);
		}
		this.runInOrder(steps);
	}

	/**
	 * Does one step at a time. Each starts its timer when the previous step is done: if timers are late, Node may fire a longer one
	 * first. The message would then be sent after it was delivered, and stay in that state.
	 */
	private runInOrder([step, ...later]: Step[], alreadyMs = 0): void {
		if (step === undefined) return;
		const [afterMs, take] = step;
		this.schedule.after(Math.max(0, afterMs - alreadyMs), () => {
			take();
			this.runInOrder(later, afterMs);
		});
	}

	/** Leaves all messages in their current state. */
	clear(): void {
		this.schedule.clear();
	}

	private reach(message: Message, state: MessageState, errorCode: string | null): void {
		message.state = state;
		message.errorCode = errorCode;
		message.updatedTime = this.clock.now() * microsPerMs;
		if (state !== 'sent' && state !== 'read') message.deliveryReportTime = message.updatedTime;
		this.announce(message);
	}
}
