import type { MessageOrder } from './messages.mts';

/** Who sends the messages: our node; it too, but one request at a time; n8n's HTTP Request node; a loop around fetch. */
export const contenders = ['node', 'alone', 'http', 'bare'] as const;
export type Contender = (typeof contenders)[number];

/** What is to be sent, under which conditions, by whom. */
export interface Scenario {
	messages: number;
	/** Of every answer of the sandbox, in milliseconds. */
	latencyMs: number;
	/** `none`: neither does the sandbox turn requests away nor does the node hold them back; `account`: Plivo's limit, and the node as it is. */
	limit: 'none' | 'account';
	/** One text for all, with the node's broadcast option on; otherwise each message has a text of its own. */
	broadcast: boolean;
	contenders: readonly Contender[];
	/** How often each contender is measured. */
	rounds: number;
}

/** Our node's default, and what the loop is given too. */
export const concurrency = 10;

/** Longer than this waiting for answers one at a time, or more messages, and that contender stays out. */
const longestAloneMs = 30_000;
const mostAlone = 1_000;

/** Longer than this, were the answers waited for one at a time, and there is one round. */
const longestThriceMs = 100_000;

/** @returns those without a limit, which the big table is made of, smallest first */
export function unlimited(quick: boolean): Scenario[] {
	const sizes = quick ? [100, 500] : [100, 500, 1_000, 10_000];
	return sizes.flatMap((messages) =>
		[0, 50].map((latencyMs): Scenario => {
			const left = messages > mostAlone || messages * latencyMs > longestAloneMs ? 'alone' : undefined;
			const once = quick || messages * latencyMs > longestThriceMs;
			return {
				messages,
				latencyMs,
				limit: 'none',
				broadcast: false,
				contenders: contenders.filter((contender) => contender !== left),
				rounds: once ? 1 : 3,
			};
		}),
	);
}

/** @returns different texts under Plivo's limit for an account */
export function limited(quick: boolean): Scenario {
	const conditions = { latencyMs: 50, limit: 'account', broadcast: false, contenders: ['node'] } as const;
	return { ...conditions, messages: quick ? 400 : 1_000, rounds: quick ? 1 : 3 };
}

/** @returns one text for a thousand recipients */
export function broadcast(quick: boolean): Scenario {
	return { messages: 1_000, latencyMs: 50, limit: 'none', broadcast: true, contenders: ['node'], rounds: quick ? 1 : 3 };
}

/** What is run once before anything is measured where nothing starts afresh. */
export const warmUp: Scenario = { messages: 100, latencyMs: 0, limit: 'none', broadcast: false, contenders, rounds: 1 };

/** @returns milliseconds that 300 requests in any 5 seconds make so many requests take at least */
export function imposedMs(requests: number): number {
	return Math.floor((requests - 1) / 300) * 5_000;
}

/** @returns a few words for progress and failures */
export function nameOf({ messages, latencyMs, limit, broadcast: together }: Scenario): string {
	const what = together ? `one text for ${messages}` : `${messages} messages`;
	return `${what}, ${latencyMs} ms${limit === 'account' ? ", the account's limit" : ''}`;
}

/** @returns what the messages of a scenario are made from */
export function orderOf({ messages, broadcast: oneText }: Scenario): MessageOrder {
	return { count: messages, oneText };
}
