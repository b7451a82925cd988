import { digitsOf } from '../phone/e164';
import type { SendAnswer } from '../transport/types';
import type { Carrier, PlannedMessage, SendRequest } from './plan';

/**
 * What is put out for a message that Plivo took: its answer, and the numbers it was for. In a broadcast `invalid_number`
 * has the message's own numbers only, and `message_uuid` stands on the first item of each request.
 */
export type SentMessage = Omit<SendAnswer, 'message_uuid'> & {
	message_uuid?: string[];
	to: string[];
	/** In a broadcast: whether Plivo turned down all numbers of the item. */
	rejected?: boolean;
	/** In a broadcast: numbers that another item names too; each was sent to once. */
	duplicate_number?: string[];
	/** The request of a broadcast: the item that made it, how many items and recipients it had, and how many it turned down. */
	broadcast?: { item: number; items: number; recipients: number; rejected: number };
	/** Numbers that were put in place of others when the message had been sent already. They didn't get it. */
	not_sent_to?: string[];
	/** For an agent's tool: the same had been sent before, so nothing was sent this time. */
	already_sent?: boolean;
	note?: string;
};

/** A carrier that Plivo took. */
interface Accepted {
	carrier: Carrier;
	answer: SendAnswer;
}

type AcceptedList = [Accepted, ...Accepted[]];

/** Makes what is put out for a message that Plivo took. */
export type MessageWriter = (message: PlannedMessage, accepted: AcceptedList) => SentMessage;

/**
 * What came of a message, from what came of each request that carries one of its numbers:
 * - `unknown`: nobody learned whether Plivo took one of them. `error` is what this try met; without it, it was an earlier one.
 * - `failed`: Plivo didn't take one of them.
 * - `notTried`: the run was over before one of them left.
 */
export type MessageResult =
	| { state: 'accepted'; accepted: AcceptedList }
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
	const [first, ...others] = distinct.flatMap((carrier) =>
		carrier?.outcome?.state === 'accepted' ? [{ carrier, answer: carrier.outcome.answer }] : [],
	);
	const isWhole = first !== undefined && 1 + others.length === distinct.length;
	return isWhole ? { state: 'accepted', accepted: [first, ...others] } : { state: 'notTried', acceptedFor };
}

/** What is put out for a message of its own. What the next node most likely wants comes first. */
export function sentByItself({ to, notSentTo }: PlannedMessage, accepted: AcceptedList): SentMessage {
	const [{ answer: first }, ...others] = accepted;
	const { message_uuid, ...rest } = first;
	const invalid = accepted.flatMap(({ answer }) => answer.invalid_number ?? []);
	return {
		message_uuid: [...message_uuid, ...uuidsOf(others)],
		to,
		...rest,
		...(invalid.length > 0 && { invalid_number: invalid }),
		...(notSentTo.length > 0 && { not_sent_to: notSentTo }),
	};
}

/** What is put out for a message of an agent's tool: one that was sent before says so, for the model to see. */
export function sentByTool(message: PlannedMessage, accepted: AcceptedList): SentMessage {
	const sent = sentByItself(message, accepted);
	if (accepted.some(({ carrier }) => isOfThisTry(carrier) && carrier.item === message.item)) return sent;
	return { ...sent, already_sent: true, note: ALREADY_SENT };
}

const ALREADY_SENT =
	'This message was already sent to the same recipient in this execution, so it was not sent again. Do not send it again.';

/**
 * What is put out for each message of a broadcast.
 *
 * Plivo gives the UUIDs of a request in one list, and does not say whose is which; so they stand once, on the item that
 * made the request. (On each of 1,000 items they would also be a million.)
 *
 * @param all the messages of the broadcast, those that failed too
 */
export function broadcastWriter(all: PlannedMessage[]): MessageWriter {
	const items = new Map<Carrier, number>();
	const recipients = new Map<Carrier, Set<string>>();
	for (const { to, carriers } of all) {
		for (const carrier of new Set(carriers)) if (carrier) items.set(carrier, (items.get(carrier) ?? 0) + 1);
		to.forEach((number, i) => {
			const carrier = carriers[i];
			if (carrier) recipients.set(carrier, (recipients.get(carrier) ?? new Set<string>()).add(number));
		});
	}

	return ({ item, to, duplicates, notSentTo }, accepted) => {
		const own = accepted.filter(({ carrier }) => carrier.item === item);
		const main = own[0] ?? accepted[0];
		const { message_uuid, invalid_number: rejected = [], ...rest } = main.answer;
		const invalid = new Set(accepted.flatMap(({ answer }) => (answer.invalid_number ?? []).map(digitsOf)));
		const turnedDown = to.filter((number) => invalid.has(number));
		// Never hidden, even where Plivo should write a number in a way that matches none of the request.
		const unmatched = own.flatMap(({ carrier, answer }) =>
			(answer.invalid_number ?? []).filter((number) => recipients.get(carrier)?.has(digitsOf(number)) !== true),
		);
		const shown = [...turnedDown, ...unmatched];
		return {
			...(own.length > 0 && { message_uuid: [...message_uuid, ...uuidsOf(own.slice(1))] }),
			to,
			...rest,
			rejected: turnedDown.length === to.length,
			...(shown.length > 0 && { invalid_number: shown }),
			...(duplicates.length > 0 && { duplicate_number: duplicates }),
			...(notSentTo.length > 0 && { not_sent_to: notSentTo }),
			broadcast: {
				item: main.carrier.item,
				items: items.get(main.carrier) ?? 1,
				recipients: recipients.get(main.carrier)?.size ?? to.length,
				rejected: rejected.length,
			},
		};
	};
}

function uuidsOf(accepted: Accepted[]): string[] {
	return accepted.flatMap(({ answer }) => answer.message_uuid);
}

function errorOf(carrier: Carrier | undefined): unknown {
	return carrier !== undefined && isOfThisTry(carrier) ? carrier.error : undefined;
}

function isOfThisTry(carrier: Carrier): carrier is SendRequest {
	return 'shares' in carrier;
}
