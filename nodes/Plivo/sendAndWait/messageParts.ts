import type { StatusItem } from '../webhooks/events/status';

/** What a status says about the parts into which Plivo may split a long message. */
export interface Part {
	/** In lowercase. */
	uuid: string;
	/** Whether the status has the UUID of the message that was sent. */
	isSent: boolean;
	/** From PartInfo: which part it is, and out of how many. */
	number?: number;
	of?: number;
	units: number;
}

const NUMBERED = /(\d{1,3})\s*(?:of|\/)\s*(\d{1,3})/i;

/**
 * Which part of a message a status is about. Plivo documents ParentMessageUUID, but says of PartInfo only that it is
 * reserved; it has been seen as "1 of 2".
 *
 * @param sent UUID of the message that was sent
 * @returns undefined if the status is about another message
 */
export function partOf(status: Pick<StatusItem, 'message_uuid' | 'parent_message_uuid' | 'part' | 'units'>, sent: string): Part | undefined {
	const isSent = isSame(status.message_uuid, sent);
	if (!isSent && !isSame(status.parent_message_uuid, sent)) return undefined;
	const [, number, of] = (NUMBERED.exec(status.part ?? '') ?? []).map(Number);
	const isNumbered = number !== undefined && of !== undefined && number >= 1 && number <= of;
	return {
		uuid: status.message_uuid.toLowerCase(),
		isSent,
		units: status.units ?? 1,
		...(isNumbered && { number, of }),
	};
}

function isSame(uuid: string | null, sent: string): boolean {
	return uuid?.toLowerCase() === sent.toLowerCase();
}

const MAX_REMEMBERED = 10_000;

/** What is known about one message. */
class Message {
	/** Progress of each part, by its number or otherwise its UUID; without statuses of the sent UUID that have no number. */
	private readonly parts = new Map<string, number>();
	/** The numbers of parts with their own UUID, by UUID: another status of the part may omit the number. */
	private readonly numbers = new Map<string, string>();
	/** Progress of the sent UUID, if it has no number. */
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
		// recorded before its number was known
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
		// The first part has its own UUID, or nothing is known about parts: so this is about the whole message.
		return this.parts.size === 0 || [...this.numbers.values()].includes('#1') ? this.sent : undefined;
	}
}

/**
 * Progress of the parts of messages. Kept per process: n8n saves nothing for an execution that continues to wait. So after a
 * restart, a message in parts counts as delivered only if statuses of all its parts come again or for the first time.
 *
 * It isn't known what live Plivo sends for a long message. These forms are supported, and mixtures of them:
 * - one status for the whole message, with the UUID that was sent;
 * - one for each part, with its own UUID, where the first part may have the one that was sent;
 * - one for each part, all with the UUID that was sent, distinguished by PartInfo.
 *
 * The number of parts is taken from PartInfo, or otherwise from Units. A status with the sent UUID and without part
 * information counts for the whole message, even if it has several units. If it is about the first part only, the wait ends
 * early.
 */
export class PartStates {
	private readonly messages = new Map<string, Message>();

	/**
	 * Records the progress of a part. A late status doesn't undo it.
	 *
	 * @param wait identifies the wait, and with it the message
	 * @param progress a higher number is further
	 * @returns the lowest progress of all parts; undefined if that of some isn't known
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
