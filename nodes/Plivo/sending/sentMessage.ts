import type { SendResponse } from '../client/wire/messageTypes';
import { digitsOf } from '../phone/e164';
import { isOfThisTry, type Carrier, type PlannedMessage } from './message';
import type { SentAs } from './outcomes';

/**
 * Output for a message that Plivo accepted: its response, and the numbers the message was for. If a request also carried
 * numbers of other messages, `invalid_number` has only the message's own, and `message_uuid` is on the item that created
 * the request.
 */
export type SentMessage = Omit<SendResponse, 'message_uuid'> & {
	message_uuid?: string[];
	to: string[];
	/** The text that was given as Reference. */
	reference?: string;
	/** With a template instead: what was sent; `both` if some numbers got the template, and `template_to` has those. */
	sent_as?: SentAs | 'both';
	template_to?: string[];
	/**
	 * For a shared request: whether Plivo rejected all numbers of the message. Null if it rejected some of the request
	 * without saying which.
	 */
	rejected?: boolean | null;
	/** In a broadcast: numbers that another item also names. Each got the message once. */
	duplicate_number?: string[];
	/** For a shared request: the item that created it, and how many items, recipients, and rejected recipients it had. */
	broadcast?: { item: number; items: number; recipients: number; rejected: number };
	/** Numbers that replaced others after the message had been sent. They didn't get it. */
	not_sent_to?: string[];
	/** For an agent's tool: the same message had been sent before, so nothing was sent this time. */
	already_sent?: boolean;
	note?: string;
};

/** A carrier that Plivo accepted. */
export interface Accepted {
	carrier: Carrier;
	response: SendResponse;
}

/**
 * The result of a message, derived from each request that carries one of its numbers:
 * - `unknown`: it's unknown whether Plivo accepted one of them. `error` is the error of this try; if missing, an earlier
 *   try failed.
 * - `failed`: Plivo didn't accept one of them.
 * - `notTried`: the run ended before one of them was sent.
 */
export type MessageResult =
	| { state: 'accepted'; accepted: Accepted[] }
	| { state: 'unknown'; cause?: string; error?: unknown; acceptedFor: string[] }
	| { state: 'failed'; error: unknown; acceptedFor: string[] }
	| { state: 'notTried'; acceptedFor: string[] };

export function resultOf({ to, carriers, mayHaveBeenSent }: PlannedMessage): MessageResult {
	const acceptedFor = to.filter((_, i) => carriers[i]?.outcome?.state === 'accepted');
	const distinct = [...new Set(carriers)];
	for (const carrier of distinct) {
		if (carrier?.outcome?.state === 'unknown') return { ...carrier.outcome, error: errorOf(carrier), acceptedFor };
	}
	for (const carrier of distinct) {
		const error = carrier?.outcome === undefined ? errorOf(carrier) : undefined;
		if (error !== undefined) return { state: mayHaveBeenSent ? 'unknown' : 'failed', error, acceptedFor };
	}
	const accepted = distinct.flatMap((carrier) =>
		carrier?.outcome?.state === 'accepted' ? [{ carrier, response: carrier.outcome.response }] : [],
	);
	const isWhole = accepted.length > 0 && accepted.length === distinct.length;
	return isWhole ? { state: 'accepted', accepted } : { state: 'notTried', acceptedFor };
}

/** The numbers to which a message may have been sent, and those to which it was not. */
export function uncertainty({ to, carriers }: PlannedMessage): { unknownFor: string[]; notSentTo: string[] } {
	return {
		unknownFor: to.filter((_, i) => carriers[i]?.outcome?.state === 'unknown'),
		notSentTo: to.filter((_, i) => carriers[i]?.outcome === undefined),
	};
}

/** Whether nothing was sent for a message in this try because all of it had been sent before. */
export function wasSentBefore({ item }: PlannedMessage, accepted: Accepted[]): boolean {
	return !accepted.some(({ carrier }) => isOfThisTry(carrier) && carrier.item === item);
}

/**
 * Builds the output for messages that Plivo accepted.
 *
 * Plivo returns the UUIDs of a request in one list and doesn't say which belongs to which recipient. So if messages share
 * a request, the list appears once, on the item that created the request. (On each of 1,000 items, it would also add up
 * to a million UUIDs.)
 */
export class SentMessages {
	/** How many messages rely on each request, and which numbers they have. */
	private readonly sizes = new Map<Carrier, { items: number; numbers: Set<string> }>();

	/**
	 * @param all the messages of the run, including failed ones
	 * @param isBroadcast whether requests are shared by choice; an earlier try may also have shared them
	 * @param isTool whether each item is a call of an agent's tool, so that its index doesn't tell who created a request
	 */
	constructor(
		all: PlannedMessage[],
		private readonly isBroadcast: boolean,
		private readonly isTool: boolean,
	) {
		for (const { to, carriers } of all) {
			for (const carrier of new Set(carriers)) if (carrier) this.sizeOf(carrier).items += 1;
			to.forEach((number, i) => {
				const carrier = carriers[i];
				if (carrier) this.sizeOf(carrier).numbers.add(number);
			});
		}
	}

	write(message: PlannedMessage, accepted: Accepted[]): SentMessage {
		const { to, notSentTo } = message;
		const isOwn = ({ carrier }: Accepted) => isAlone(message, carrier) && (this.isTool || this.sizeOf(carrier).items === 1);
		const isSeparate = (!this.isBroadcast || this.isTool) && accepted.every(isOwn);
		const sent = isSeparate ? this.writeAlone(message, accepted) : this.writeShared(message, accepted);
		return { ...sent, to, ...(notSentTo.length > 0 && { not_sent_to: notSentTo }) };
	}

	/** The fields that the next node most likely needs come first. */
	private writeAlone(message: PlannedMessage, accepted: Accepted[]): SentMessage {
		const { to } = message;
		const message_uuid = accepted.flatMap(({ response }) => response.message_uuid);
		const invalid = accepted.flatMap(({ response }) => response.invalid_number ?? []);
		return { message_uuid, to, ...referenceOf(accepted[0]), ...sentAsOf(message), ...wordsOf(accepted[0]), ...(invalid.length > 0 && { invalid_number: invalid }) };
	}

	private writeShared(message: PlannedMessage, accepted: Accepted[]): SentMessage {
		const { item, to, duplicates } = message;
		const own = accepted.filter(({ carrier }) => (this.isTool ? isAlone(message, carrier) : carrier.item === item));
		const main = own[0] ?? accepted[0];
		const invalid = new Set(accepted.flatMap(({ response }) => (response.invalid_number ?? []).map(digitsOf)));
		const turnedDown = to.filter((number) => invalid.has(number));
		// Shown in any case, even if Plivo writes a number in a way that matches none in the request.
		const unmatched = own.flatMap(({ carrier, response }) =>
			(response.invalid_number ?? []).filter((number) => !this.sizeOf(carrier).numbers.has(digitsOf(number))),
		);
		const shown = [...turnedDown, ...unmatched];
		const isKnown = accepted.every((one) => this.unnamedOf(one) === 0);
		return {
			...(own.length > 0 && { message_uuid: own.flatMap(({ response }) => response.message_uuid) }),
			to,
			...referenceOf(main),
			...sentAsOf(message),
			...wordsOf(main),
			rejected: turnedDown.length === to.length || (isKnown ? false : null),
			...(shown.length > 0 && { invalid_number: shown }),
			...(duplicates.length > 0 && { duplicate_number: duplicates }),
			...(!this.isTool && main && { broadcast: this.broadcastOf(main) }),
		};
	}

	private broadcastOf({ carrier, response }: Accepted): NonNullable<SentMessage['broadcast']> {
		const { items, numbers } = this.sizeOf(carrier);
		const rejected = (response.invalid_number?.length ?? 0) + this.unnamedOf({ carrier, response });
		return { item: carrier.item, items, recipients: numbers.size, rejected };
	}

	/** How many numbers of a request have no message although Plivo doesn't name them as invalid: whether it does isn't known. */
	private unnamedOf({ carrier, response: { message_uuid: uuids, invalid_number: invalid = [] } }: Accepted): number {
		return Math.max(0, this.sizeOf(carrier).numbers.size - uuids.length - invalid.length);
	}

	private sizeOf(carrier: Carrier): { items: number; numbers: Set<string> } {
		const size = this.sizes.get(carrier) ?? { items: 0, numbers: new Set<string>() };
		this.sizes.set(carrier, size);
		return size;
	}
}

/** As it was sent: at a later try, the field may have another value. */
function referenceOf(accepted: Accepted | undefined): Pick<SentMessage, 'reference'> {
	const reference = accepted?.carrier.reference;
	return reference === undefined ? {} : { reference };
}

function sentAsOf({ to, carriers }: PlannedMessage): Pick<SentMessage, 'sent_as' | 'template_to'> {
	const [first, ...others] = new Set(carriers.flatMap((carrier) => carrier?.sentAs ?? []));
	if (first === undefined) return {};
	if (others.length === 0) return { sent_as: first };
	return { sent_as: 'both', template_to: to.filter((_, i) => carriers[i]?.sentAs === 'template') };
}

/** Plivo's response without the fields that belong to particular recipients. */
function wordsOf(accepted: Accepted | undefined): Partial<SendResponse> {
	const words: Partial<SendResponse> = { ...accepted?.response };
	delete words.message_uuid;
	delete words.invalid_number;
	return words;
}

/** Whether a request carried only numbers of this message. */
function isAlone({ carriers }: PlannedMessage, carrier: Carrier): boolean {
	return carriers.filter((one) => one === carrier).length === recipientsOf(carrier);
}

function recipientsOf(carrier: Carrier): number {
	return isOfThisTry(carrier) ? carrier.to.length : (carrier.recipients ?? 1);
}

function errorOf(carrier: Carrier | undefined): unknown {
	return carrier !== undefined && isOfThisTry(carrier) ? carrier.error : undefined;
}
