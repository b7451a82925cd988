import type { Changes } from '../changes.mts';
import type { SandboxClock } from '../clock.mts';
import { microsPerHour, microsPerMs } from '../plivoTime.mts';
import type { Message } from './message.mts';

/** Plivo keeps the records of messages for 90 days. (Its reference of the message list.) */
const retentionMicros = 90 * 24 * microsPerHour;

/** All messages of the account and its subaccounts. */
export class MessageStore {
	private readonly messages: Message[] = [];
	private lastTime = 0;

	constructor(
		private readonly clock: SandboxClock,
		private readonly changes: Changes,
	) {}

	/** The current time, in microseconds since 1970 UTC. */
	now(): number {
		return this.clock.now() * microsPerMs;
	}

	/** A time for a new message: the current time, or later by microseconds if that is taken, so that the order is certain. */
	nextTime(): number {
		this.lastTime = Math.max(this.lastTime + 1, this.now());
		return this.lastTime;
	}

	add(message: Message): void {
		this.messages.push(message);
		this.changes.note();
	}

	/** The messages of all accounts, oldest first. */
	all(): readonly Message[] {
		return this.messages;
	}

	/** The messages an account may see, newest first: its own for a subaccount, all of them for the main account. */
	visibleTo(authId: string, isMain: boolean): Message[] {
		const oldest = this.now() - retentionMicros;
		return this.messages
			.filter((message) => message.time >= oldest && (isMain || message.owner === authId))
			.sort((a, b) => b.time - a.time);
	}

	find(uuid: string): Message | undefined {
		return this.messages.find((message) => message.uuid === uuid);
	}

	clear(): void {
		this.messages.length = 0;
		this.lastTime = 0;
	}
}
