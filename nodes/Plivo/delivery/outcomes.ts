import type { SendAnswer } from '../transport/types';

/**
 * What is put out for a message that Plivo took: its answer, and the numbers it was for. In a broadcast `invalid_number`
 * has the item's own numbers only, and `message_uuid` stands on the first item of each request.
 */
export type SentMessage = Omit<SendAnswer, 'message_uuid'> & {
	message_uuid?: string[];
	to: string[];
	/** In a broadcast: whether Plivo turned down all numbers of the item. */
	rejected?: boolean;
	/** In a broadcast: numbers that another item names too; each was sent to once. */
	duplicate_number?: string[];
	/** The request of a broadcast: its first item, and how many items and recipients it had. */
	broadcast?: { item: number; items: number; recipients: number; rejected: number };
};

/** `unknown`: the request left, and whether Plivo took it was never learnt; `cause` is what it met, if that was learnt. */
export type Outcome = { state: 'unknown'; cause?: string } | { state: 'accepted'; sent: SentMessage };

/** What became of the items of one run of the node. Never holds a message's text. */
export interface Outcomes {
	of(item: number): Outcome | undefined;
	record(item: number, outcome: Outcome): void;
	/** For a request that Plivo cannot have taken. */
	forget(item: number): void;
	/** When the run ends well, so that nothing stays in the saved execution. */
	clear(): void;
}

/** Where n8n lets a node keep data of its own: an object that is saved with the execution. */
type NodeContext = Record<string, unknown>;

const KEY = 'sends';

/**
 * Opens the record of one run, kept in the node's context of the execution.
 *
 * n8n hands the same context to every try of Retry On Fail, and to the new execution when a failed one is retried; so
 * what an earlier try sent is known to the next. Kept by run (a loop runs the node many times) and item, not by content:
 * a text with the time in it differs at each try.
 *
 * @param run names the run, the same at every try
 */
export function openOutcomes(context: NodeContext, run: string): Outcomes {
	const runs = () => (context[KEY] ?? {}) as Record<string, Record<string, Outcome>>;
	let count = Object.keys(runs()[run] ?? {}).length;

	function clear() {
		count = 0;
		const others = { ...runs() };
		delete others[run];
		if (Object.keys(others).length > 0) context[KEY] = others;
		else delete context[KEY];
	}

	return {
		of: (item) => runs()[run]?.[item],
		record(item, outcome) {
			const all = runs();
			const items = (all[run] ??= {});
			if (items[item] === undefined) count += 1;
			items[item] = outcome;
			context[KEY] = all;
		},
		forget(item) {
			const items = runs()[run];
			if (items?.[item] === undefined) return;
			delete items[item];
			count -= 1;
			if (count === 0) clear();
		},
		clear,
	};
}
