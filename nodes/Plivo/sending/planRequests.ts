import { MAX_RECIPIENTS } from '../client/wire/messageTypes';
import { contentHash } from './contentHash';
import { contentOf, isOfThisTry, type Carrier, type Message, type PlannedMessage, type SendRequest } from './message';
import type { Outcomes, SavedRequest } from './outcomes';

/** Length of the hash that identifies a message's content, in characters. One execution has some thousand contents. */
const CONTENT_HASH_LENGTH = 12;

export interface PlanRules {
	/** Whether messages with the same content share requests. */
	broadcast: boolean;
	/** Whether a number gets the same content only once, even if several messages name it. */
	oncePerNumber: boolean;
	/** Whether messages accepted at an earlier try count as sent. If not, they are sent again. */
	keepAccepted: boolean;
	/** Whether a message that was sent keeps the numbers it had at that time. */
	keepRecipients: boolean;
}

/** How an item's message got to its recipients at earlier tries, for an item whose fields can't be read anymore. */
export function recordedMessage(outcomes: Outcomes, item: number, id: string): PlannedMessage {
	const numbers = outcomes.numbersOf(id);
	const carriers = numbers.map((number) => outcomes.requestOf(id, number));
	const mayHaveBeenSent = carriers.some((carrier) => carrier?.outcome.state === 'unknown');
	return { item, to: numbers, carriers, duplicates: [], notSentTo: [], mayHaveBeenSent, maySendAgain: false };
}

/** All messages with the same content. */
class Content {
	/** The request that still accepts recipients. */
	open?: SendRequest;

	readonly carriers = new Map<string, SendRequest>();

	/** How many messages name each recipient. */
	private readonly namings = new Map<string, number>();

	constructor(readonly id: string | undefined) {}

	countNamings(numbers: string[]): void {
		for (const number of numbers) this.namings.set(number, (this.namings.get(number) ?? 0) + 1);
	}

	isNamedTwice(number: string): boolean {
		return (this.namings.get(number) ?? 0) > 1;
	}
}

/**
 * Decides which requests to make, so that each message gets to each of its numbers once: by a request of this try or of
 * an earlier one.
 *
 * In a broadcast, messages that differ only in their recipient share a request of up to 1,000 recipients. Messages to the
 * same recipient keep their order: a message doesn't join a request if another request to the same recipient would be
 * sent after it. The recipients of a message stay together. A message with files of the item gets its own request,
 * because the content of the files isn't compared. With a template instead, each recipient gets one: some may get the
 * template, and others the message itself.
 *
 * @returns the requests in sending order, and the messages in the given order
 */
export function planRequests(
	messages: Message[],
	outcomes: Outcomes,
	rules: PlanRules,
): { requests: SendRequest[]; planned: PlannedMessage[] } {
	const planner = new Planner(outcomes, rules);
	const planned = messages.map((message) => planner.add(message));
	return { requests: planner.requests, planned: planned.map((complete) => complete()) };
}

class Planner {
	readonly requests: SendRequest[] = [];

	private readonly contents = new Map<string, Content>();

	/** Index of the last request to each recipient in the list of requests. */
	private readonly latest = new Map<string, number>();

	private readonly places = new Map<SendRequest, number>();

	constructor(
		private readonly outcomes: Outcomes,
		private readonly rules: PlanRules,
	) {}

	/**
	 * @returns a function that describes how the message gets to its recipients; call it once all messages have been added
	 */
	add(message: Message): () => PlannedMessage {
		const content = this.contentOf(message);
		const { item, id, to, maySendAgain } = message;
		const went = this.recipientsBefore(message);
		const notSentTo = went === undefined ? [] : to.filter((number) => !went.includes(number));
		const isReaddressed = went !== undefined && (notSentTo.length > 0 || went.length !== to.length);
		const recipients = isReaddressed ? went : to;
		content.countNamings(recipients);
		const earlier = recipients.map((number) => this.earlierRequest(id, number, content));
		const mayHaveBeenSent = earlier.some((request) => request?.outcome.state === 'unknown');
		const carriers = isReaddressed ? earlier : this.carriersOf(message, content, earlier);
		return () => {
			const duplicates = recipients.filter((number) => content.isNamedTwice(number));
			return { item, to: recipients, carriers, duplicates, notSentTo, mayHaveBeenSent, maySendAgain };
		};
	}

	/** @returns the numbers that a message was sent to at earlier tries, if nothing is left to send */
	private recipientsBefore(message: Message): string[] | undefined {
		if (!this.rules.keepRecipients) return undefined;
		const numbers = this.outcomes.numbersOf(message.id);
		const accepted = numbers.filter((number) => this.outcomes.requestOf(message.id, number)?.outcome.state === 'accepted');
		// A possible send to a number that the message no longer names doesn't hold it up.
		if (message.to.every((number) => accepted.includes(number))) return accepted;
		const isDone = numbers.every((number) => this.standing(message, this.outcomes.requestOf(message.id, number)) !== undefined);
		return numbers.length > 0 && isDone ? numbers : undefined;
	}

	private earlierRequest(messageId: string, number: string, { id }: Content): SavedRequest | undefined {
		const own = this.outcomes.requestOf(messageId, number);
		const byContent = this.rules.oncePerNumber && id !== undefined ? this.outcomes.requestOfContent(id, number) : undefined;
		return [own, byContent].find((request) => request?.outcome.state === 'accepted') ?? own ?? byContent;
	}

	private contentOf(message: Message): Content {
		const hasFiles = message.addMedia !== undefined || message.templateInstead?.addMedia !== undefined;
		const id = hasFiles ? undefined : contentHash(contentOf(message), CONTENT_HASH_LENGTH);
		if (id === undefined || !this.rules.oncePerNumber) return new Content(id);
		const content = this.contents.get(id) ?? new Content(id);
		this.contents.set(id, content);
		return content;
	}

	/** Finds the carrier for each number of a message: an existing one, or a request that is now created for it. */
	private carriersOf(message: Message, content: Content, earlier: Array<SavedRequest | undefined>): Array<Carrier | undefined> {
		const { id, to } = message;
		const carriers = to.map((number, i): Carrier | undefined => this.standing(message, earlier[i]) ?? content.carriers.get(number));
		const fresh = to.filter((_, i) => carriers[i] === undefined);
		const together = message.templateInstead === undefined ? [fresh] : fresh.map((number) => [number]);
		for (const numbers of together) if (numbers.length > 0) this.requestFor(message, numbers, content);
		const complete = to.map((number, i) => carriers[i] ?? content.carriers.get(number));
		for (const carrier of new Set(complete)) {
			if (carrier !== undefined && isOfThisTry(carrier)) {
				carrier.shares.push({ messageId: id, to, carried: to.filter((_, i) => complete[i] === carrier) });
			}
		}
		return complete;
	}

	/** @returns a request of an earlier try if its outcome still counts for a message */
	private standing({ maySendAgain }: Message, request: SavedRequest | undefined): SavedRequest | undefined {
		if (request === undefined) return undefined;
		const holds = request.outcome.state === 'accepted' ? this.rules.keepAccepted : !maySendAgain;
		return holds ? request : undefined;
	}

	private requestFor({ item, body, addMedia, reference, templateInstead }: Message, fresh: string[], content: Content): void {
		const { open } = content;
		const joins = this.rules.broadcast && templateInstead === undefined && open !== undefined && this.hasRoom(open, fresh);
		const request = joins ? open : { item, body, to: [], addMedia, reference, templateInstead, contentId: content.id, shares: [] };
		if (!joins) this.places.set(request, this.requests.push(request) - 1);
		content.open = request;
		for (const number of fresh) {
			request.to.push(number);
			content.carriers.set(number, request);
			this.latest.set(number, this.placeOf(request));
		}
	}

	private hasRoom(request: SendRequest, fresh: string[]): boolean {
		const place = this.placeOf(request);
		return (
			request.to.length + fresh.length <= MAX_RECIPIENTS && fresh.every((number) => (this.latest.get(number) ?? -1) <= place)
		);
	}

	private placeOf(request: SendRequest): number {
		return this.places.get(request) ?? -1;
	}
}
