import { MOST_RECIPIENTS, type SendAnswer } from '../transport/types';
import type { Addressee, Message, SendRequest } from './deliver';
import type { SentMessage } from './outcomes';

/** All messages of the same content. */
interface Content {
	/** The request that takes more recipients; its place in the list of requests. */
	open?: number;
	/** The request by which each recipient gets it. */
	requestOf: Map<string, number>;
	/** How many items name each recipient. */
	namings: Map<string, number>;
}

/** In place of the request of this try by which a recipient gets a message. */
const EARLIER = -1;

/**
 * Makes one request of messages that are the same but for the recipient, for up to 1,000 recipients each. A recipient whom
 * several items name gets the message once.
 *
 * Messages to one recipient keep their order: a message does not join a request that is to leave before another one to
 * the same recipient. A message with files of the item stays by itself, as nobody has looked into them.
 *
 * @param gone what has gone out at an earlier try, or may have: its recipients do not get it once more with other items
 */
export function mergeSame(messages: Message[], gone: Message[] = []): SendRequest[] {
	const requests: SendRequest[] = [];
	const contentOf: Content[] = [];
	const contents = new Map<string, Content>();
	const latest = new Map<string, number>();

	for (const { to, body, attach } of gone) {
		if (attach) continue;
		const { requestOf, namings } = entry(contents, JSON.stringify(body), newContent);
		for (const number of to) {
			requestOf.set(number, EARLIER);
			namings.set(number, (namings.get(number) ?? 0) + 1);
		}
	}

	for (const { item, to, body, attach } of messages) {
		const content = attach ? newContent() : entry(contents, JSON.stringify(body), newContent);
		const notYet = to.filter((number) => !content.requestOf.has(number));
		const known = to.map((number) => content.requestOf.get(number)).find((request) => request !== EARLIER);
		// An item for whom all went out with others, but which has no outcome, was another one then: somebody changed the workflow.
		const fresh = notYet.length === 0 && known === undefined ? to : notYet;

		let index = fresh.length === 0 ? known : content.open;
		if (index === undefined || !hasRoom(index, fresh)) {
			index = requests.push({ body, to: [], attach, items: [] }) - 1;
			contentOf[index] = content;
			content.open = index;
		}
		requests[index]?.items.push({ item, to });
		requests[index]?.to.push(...fresh);
		for (const number of fresh) {
			content.requestOf.set(number, index);
			latest.set(number, index);
		}
		for (const number of to) content.namings.set(number, (content.namings.get(number) ?? 0) + 1);
	}

	requests.forEach(({ items }, index) => {
		for (const addressee of items) {
			addressee.duplicates = addressee.to.filter((number) => (contentOf[index]?.namings.get(number) ?? 0) > 1);
		}
	});
	return requests;

	function hasRoom(index: number, fresh: string[]): boolean {
		const { length = MOST_RECIPIENTS } = requests[index]?.to ?? {};
		return length + fresh.length <= MOST_RECIPIENTS && fresh.every((number) => (latest.get(number) ?? -1) <= index);
	}
}

function newContent(): Content {
	return { requestOf: new Map(), namings: new Map() };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	const found = map.get(key);
	if (found !== undefined) return found;
	const made = make();
	map.set(key, made);
	return made;
}

/**
 * What is put out for each item of a request for many.
 *
 * Plivo gives the UUIDs of a request in one list, and does not say whose is which; so they stand once, on the first of its
 * items. (On each of 1,000 items they would also be a million.)
 *
 * @returns in the order of the request's items
 */
export function sentByBroadcast({ to: all, items }: SendRequest, answer: SendAnswer): SentMessage[] {
	const { message_uuid, invalid_number = [], ...rest } = answer;
	const invalid = new Set(invalid_number.map((number) => number.replace(/\D/g, '')));
	const broadcast = {
		item: items[0]?.item ?? 0,
		items: items.length,
		recipients: all.length,
		rejected: invalid_number.length,
	};
	return items.map(({ to, duplicates = [] }: Addressee, i) => {
		const turnedDown = to.filter((number) => invalid.has(number));
		return {
			...(i === 0 && { message_uuid }),
			to,
			...rest,
			rejected: turnedDown.length === to.length,
			...(turnedDown.length > 0 && { invalid_number: turnedDown }),
			...(duplicates.length > 0 && { duplicate_number: duplicates }),
			broadcast: { ...broadcast },
		};
	});
}
