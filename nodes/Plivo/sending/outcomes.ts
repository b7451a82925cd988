import type { SendResponse } from '../client/wire/messageTypes';
import type { FreeForm } from '../content/whatsapp/window/templateInstead';

/**
 * `unknown`: the request was sent, but it's unknown whether Plivo accepted it; `cause` is the error it ran into, if known.
 */
export type Outcome = { state: 'unknown'; cause?: string } | { state: 'accepted'; response: SendResponse };

/** Which of two bodies a recipient got. */
export type SentAs = FreeForm | 'template';

/** A request that was sent, as stored with the execution: without its text, only a hash of it at most. */
export interface SavedRequest {
	outcome: Outcome;
	/** The user's own text for its messages. */
	reference?: string;
	/** If there was a template for those who couldn't get the message itself. */
	sentAs?: SentAs;
	/** The item that created it. */
	item: number;
	/** How many numbers it carried, if more than one. */
	recipients?: number;
	/** Hash of what was sent. Missing if the message contains files of the item, whose content isn't read. */
	contentId?: string;
}

/** Says that a message relies on a request for some or all of its numbers. */
export interface Share {
	/** The same at each try. */
	messageId: string;
	/** All numbers of the message. */
	to: string[];
	/** The numbers that the request carries. */
	carried: string[];
}

/** A request in the record, from just before it is sent. */
export interface Reservation {
	record(outcome: Outcome): void;
	/** Plivo can't have accepted it, so the earlier state of its numbers is restored. */
	cancel(): void;
}

/** Where n8n lets a node store its own data: an object that is saved with the execution. */
export type NodeContext = Record<string, unknown>;

interface SavedRun {
	requests: Record<string, SavedRequest>;
	/** For each message and number, the key of the request that carried it; null if none has. */
	messages: Record<string, Record<string, string | null>>;
}

const KEY = 'sends';

/**
 * Records the messages of one run of the node: which numbers each request carried, and its outcome. Stored by message and
 * number, because a message to several numbers may share requests with other messages, and any of these requests may fail.
 *
 * It's stored in the node's context of the execution. n8n passes that to every try of Retry On Fail, and to the new
 * execution when a failed one is retried. So each try knows what earlier tries sent. Messages aren't identified by their
 * text, because a text that contains the time differs at each try.
 */
export class Outcomes {
	private readonly requests: SavedRun['requests'];

	private readonly messages: SavedRun['messages'];

	/** Requests of earlier tries, by content and number. */
	private readonly byContent = new Map<string, Map<string, SavedRequest>>();

	private nextKey: number;

	/** @param run identifies the run, the same at every try; a loop runs the node many times */
	constructor(
		private readonly context: NodeContext,
		private readonly run: string,
	) {
		const { requests, messages } = this.allRuns()[run] ?? { requests: {}, messages: {} };
		this.requests = requests;
		this.messages = messages;
		this.nextKey = Object.keys(requests).reduce((next, key) => Math.max(next, Number(key) + 1), 0);
		for (const numbers of Object.values(messages)) {
			for (const [number, key] of Object.entries(numbers)) this.indexContent(number, key);
		}
	}

	/** The request that carried a message to a number. */
	requestOf(messageId: string, number: string): SavedRequest | undefined {
		const key = this.messages[messageId]?.[number] ?? null;
		return key === null ? undefined : this.requests[key];
	}

	/** The request of an earlier try that carried the same content to a number, for any message. */
	requestOfContent(contentId: string, number: string): SavedRequest | undefined {
		return this.byContent.get(contentId)?.get(number);
	}

	/** The numbers that a message had when a request was sent for one of them; empty before that. */
	numbersOf(messageId: string): string[] {
		return Object.keys(this.messages[messageId] ?? {});
	}

	/** Adds a request to the record, with unknown outcome. */
	reserve(request: Omit<SavedRequest, 'outcome'>, shares: Share[]): Reservation {
		const key = String(this.nextKey++);
		const saved: SavedRequest = { ...request, outcome: { state: 'unknown' } };
		this.requests[key] = saved;
		const before = shares.map(({ messageId, to, carried }) => {
			const numbers = (this.messages[messageId] = this.wanted(messageId, to));
			const keys = carried.map((number): [string, string | null] => [number, numbers[number] ?? null]);
			for (const number of carried) numbers[number] = key;
			return { messageId, keys };
		});
		this.save({ requests: this.requests, messages: this.messages });
		return {
			record: (outcome) => {
				saved.outcome = outcome;
			},
			cancel: () => {
				delete this.requests[key];
				for (const { messageId, keys } of before) this.restore(messageId, keys);
				if (Object.keys(this.requests).length === 0) this.clear();
			},
		};
	}

	/** Called when the run ends without failures, so that nothing stays in the saved execution. */
	clear(): void {
		for (const key of Object.keys(this.requests)) delete this.requests[key];
		for (const messageId of Object.keys(this.messages)) delete this.messages[messageId];
		this.save(undefined);
	}

	/** The numbers of a message: those that have been in a request, and those it names now. */
	private wanted(messageId: string, to: string[]): Record<string, string | null> {
		const tried = Object.entries(this.messages[messageId] ?? {}).filter(([, key]) => key !== null);
		return { ...Object.fromEntries(to.map((number) => [number, null])), ...Object.fromEntries(tried) };
	}

	private restore(messageId: string, keys: Array<[string, string | null]>): void {
		const numbers = this.messages[messageId] ?? {};
		for (const [number, key] of keys) numbers[number] = key;
		if (Object.values(numbers).every((key) => key === null)) delete this.messages[messageId];
	}

	private indexContent(number: string, key: string | null): void {
		const request = key === null ? undefined : this.requests[key];
		if (request?.contentId === undefined) return;
		const numbers = this.byContent.get(request.contentId) ?? new Map<string, SavedRequest>();
		this.byContent.set(request.contentId, numbers);
		if (numbers.get(number)?.outcome.state !== 'accepted') numbers.set(number, request);
	}

	private allRuns(): Record<string, SavedRun> {
		return (this.context[KEY] ?? {}) as Record<string, SavedRun>;
	}

	private save(saved: SavedRun | undefined): void {
		const runs = { ...this.allRuns() };
		if (saved === undefined) delete runs[this.run];
		else runs[this.run] = saved;
		if (Object.keys(runs).length > 0) this.context[KEY] = runs;
		else delete this.context[KEY];
	}
}
