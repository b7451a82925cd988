import type { StatusItem } from '../webhooks/events/status';

/** What a status says of the messages that Plivo may make of a long one. */
export interface Part {
	/** In small letters. */
	uuid: string;
	/** Whether the status has the UUID of the message that was sent. */
	isSent: boolean;
	/** Of PartInfo: which part it is, and of how many. */
	number?: number;
	of?: number;
	units: number;
}

const NUMBERED = /(\d{1,3})\s*(?:of|\/)\s*(\d{1,3})/i;

/**
 * Which part of a message a status is about. Plivo documents ParentMessageUUID, and of PartInfo no more than that it is
 * reserved; it has been seen as "1 of 2".
 *
 * @param sent UUID of the message that was sent
 * @returns undefined when the status is about another message
 */
export function partOf(status: Pick<StatusItem, 'messageUuid' | 'parentMessageUuid' | 'part' | 'units'>, sent: string): Part | undefined {
	const isSent = isSame(status.messageUuid, sent);
	if (!isSent && !isSame(status.parentMessageUuid, sent)) return undefined;
	const [, number, of] = (NUMBERED.exec(status.part ?? '') ?? []).map(Number);
	const isNumbered = number !== undefined && of !== undefined && number >= 1 && number <= of;
	return {
		uuid: status.messageUuid.toLowerCase(),
		isSent,
		units: status.units ?? 1,
		...(isNumbered && { number, of }),
	};
}

function isSame(uuid: string | null, sent: string): boolean {
	return uuid?.toLowerCase() === sent.toLowerCase();
}

const MAX_REMEMBERED = 10_000;

/** What is known of one message. */
class Message {
	/** How far each part has come, by its number or else its UUID; without a status of the sent UUID that has no number. */
	private readonly parts = new Map<string, number>();
	/** The numbers of parts with a UUID of their own, by it: another status of the part may leave the number out. */
	private readonly numbers = new Map<string, string>();
	/** How far the sent UUID has come, where it has no number. */
	private sent?: number;
	private of = 0;
	private units = 1;

	note(part: Part, progress: number): void {
		this.of = Math.max(this.of, part.of ?? 0);
		this.units = Math.max(this.units, part.units);
		if (part.isSent && part.number === undefined) {
			this.sent = Math.max(progress, this.sent ?? progress);
			return;
		}
		if (part.number !== undefined && !part.isSent) this.numbers.set(part.uuid, `#${part.number}`);
		const name = this.numbers.get(part.uuid) ?? (part.number === undefined ? part.uuid : `#${part.number}`);
		const before = [this.parts.get(name), this.parts.get(part.uuid), progress].filter((one) => one !== undefined);
		// what came before its number was known
		this.parts.delete(part.uuid);
		this.parts.set(name, before.reduce((furthest, one) => Math.max(furthest, one)));
	}

	/** See {@link PartStates.note}. */
	least(): number | undefined {
		const expected = Math.max(1, this.of || this.units);
		const all = [...this.parts.values()].reduce((least, one) => Math.min(least, one), Infinity);
		if (this.parts.size >= expected) return all;
		if (this.sent === undefined) return undefined;
		// The first part, or the only one.
		if (this.parts.size === expected - 1) return Math.min(all, this.sent);
		// The first part has a UUID of its own, or nothing is known of parts: so this is about the whole.
		return this.parts.size === 0 || [...this.numbers.values()].includes('#1') ? this.sent : undefined;
	}
}

/**
 * How far the parts of messages have come. Of this process: n8n saves nothing for an execution that goes on waiting, so after
 * a restart a message in parts is known to have arrived only if the statuses of all its parts come again or anew.
 *
 * What live Plivo tells of a long message isn't known. These ways are read, and mixtures of them:
 * - one status for the whole, with the UUID that was sent;
 * - one for each part, with a UUID of its own, where the first part may have that which was sent;
 * - one for each part, all with the UUID that was sent, told apart by PartInfo.
 *
 * Parts are counted up to what PartInfo says, or else Units. A status with the sent UUID and nothing of parts counts for the
 * whole, also of a message in several units: should it be about the first part, the wait ends early.
 */
export class PartStates {
	private readonly messages = new Map<string, Message>();

	/**
	 * Learns how far a part has come. A status that comes late doesn't take it back.
	 *
	 * @param wait names the wait, and with it the message
	 * @param progress a higher number is further
	 * @returns how far all parts are at least; undefined while nothing is known of some
	 */
	note(wait: string, part: Part, progress: number): number | undefined {
		const message = this.messages.get(wait) ?? new Message();
		this.messages.delete(wait);
		this.messages.set(wait, message);
		const [oldest] = this.messages.keys();
		if (this.messages.size > MAX_REMEMBERED && oldest !== undefined) this.messages.delete(oldest);
		message.note(part, progress);
		return message.least();
	}
}
