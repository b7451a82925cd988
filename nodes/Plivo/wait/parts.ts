import type { StatusItem } from '../trigger/events/status';

/** One of the messages that Plivo makes of a long one, as a status names it. */
export interface Part {
	/** Parts that are numbered aren't mixed with those that have only a UUID. */
	naming: 'number' | 'uuid';
	name: string;
	/** How many parts there are, as far as the status tells. */
	of: number;
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
	const isWhole = isSame(status.messageUuid, sent);
	if (!isWhole && !isSame(status.parentMessageUuid, sent)) return undefined;
	const [, number, of] = NUMBERED.exec(status.part ?? '') ?? [];
	if (number !== undefined && Number(of) > 0) return { naming: 'number', name: String(Number(number)), of: Number(of) };
	return { naming: 'uuid', name: status.messageUuid.toLowerCase(), of: isWhole ? 1 : Math.max(1, status.units ?? 1) };
}

function isSame(uuid: string | null, sent: string): boolean {
	return uuid?.toLowerCase() === sent.toLowerCase();
}

const MOST_REMEMBERED = 10_000;

/**
 * How far the parts of messages have come. Of this process: n8n saves nothing for an execution that goes on waiting, so after
 * a restart a message in parts is known to have arrived only if the statuses of all its parts come again or anew.
 */
export class PartStates {
	private readonly messages = new Map<string, { of: number; furthest: Map<string, number> }>();

	/**
	 * Learns how far a part has come. A status that comes late doesn't take it back.
	 *
	 * @param wait names the wait, and with it the message
	 * @param progress a higher number is further
	 * @returns how far all parts are at least; undefined while nothing is known of some
	 */
	note(wait: string, { naming, name, of }: Part, progress: number): number | undefined {
		const key = `${naming} ${wait}`;
		const message = this.messages.get(key) ?? { of, furthest: new Map<string, number>() };
		this.messages.delete(key);
		this.messages.set(key, message);
		const [oldest] = this.messages.keys();
		if (this.messages.size > MOST_REMEMBERED && oldest !== undefined) this.messages.delete(oldest);

		message.of = Math.max(message.of, of);
		message.furthest.set(name, Math.max(progress, message.furthest.get(name) ?? progress));
		return message.furthest.size < message.of ? undefined : [...message.furthest.values()].reduce((least, one) => Math.min(least, one));
	}
}
