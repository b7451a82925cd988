import type { SendResponse } from '../client/wire/messageTypes';

/** `unknown`: the request left, and nobody learned whether Plivo took it; `cause` is what it met, if that was learned. */
export type Outcome = { state: 'unknown'; cause?: string } | { state: 'accepted'; response: SendResponse };

/** A request that left, as it is kept with the execution: without its text, of which there is a hash at most. */
export interface SavedRequest {
	outcome: Outcome;
	/** The item that made it. */
	item: number;
	/** How many numbers it carried, if not one. */
	recipients?: number;
	/** Hash of what was sent; none for what holds files of the item, which nobody has looked into. */
	contentId?: string;
}

/** That a message counts on a request for some of its numbers, or for all. */
export interface Share {
	/** The same at each try. */
	messageId: string;
	/** All numbers of the message. */
	to: string[];
	/** Those that the request carries. */
	carried: string[];
}

/** A request in the record, from just before it leaves. */
export interface Reservation {
	record(outcome: Outcome): void;
	/** Plivo can't have taken it: what was known of its numbers before holds again. */
	cancel(): void;
}

/** Where n8n lets a node keep data of its own: an object that is saved with the execution. */
export type NodeContext = Record<string, unknown>;

interface SavedRun {
	requests: Record<string, SavedRequest>;
	/** For each message and number, the key of the request that carried it; null where none has. */
	messages: Record<string, Record<string, string | null>>;
}

const KEY = 'sends';

/**
 * What became of the messages of one run of the node: which numbers each request carried, and what came of it. Kept by
 * message and number, because a message to several numbers may share requests with others, and one of those may fail.
 *
 * It is in the node's context of the execution, which n8n hands to every try of Retry On Fail, and to the new execution
 * when a failed one is retried; so what an earlier try sent is known to the next. Not kept by text: one with the time in it
 * differs at each try.
 */
export class Outcomes {
	private readonly requests: SavedRun['requests'];

	private readonly messages: SavedRun['messages'];

	/** Of earlier tries, by content and number. */
	private readonly byContent = new Map<string, Map<string, SavedRequest>>();

	private nextKey: number;

	/** @param run names the run, the same at every try; a loop runs the node many times */
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

	/** The request of an earlier try that carried the same content to a number, for whichever message. */
	requestOfContent(contentId: string, number: string): SavedRequest | undefined {
		return this.byContent.get(contentId)?.get(number);
	}

	/** The numbers that a message had when a request left for one of them; none before that. */
	numbersOf(messageId: string): string[] {
		return Object.keys(this.messages[messageId] ?? {});
	}

	/** Puts a request into the record, as one of unknown outcome. */
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

	/** When the run ends well, so that nothing stays in the saved execution. */
	clear(): void {
		for (const key of Object.keys(this.requests)) delete this.requests[key];
		for (const messageId of Object.keys(this.messages)) delete this.messages[messageId];
		this.save(undefined);
	}

	/** The numbers of a message: those that have been in a request, and those that it names now. */
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
