import type { FaultKind, PlivoFault } from '../errors/plivoRequestError';
import type { RateLimit } from './rateLimit/rateLimit';

/** When and how often to try again. */
export interface RetryRule {
	/** Whether the request may go out once more after this fault. */
	mayRepeat: (fault: PlivoFault) => boolean;
	/** Most tries in all, the first included; one that Plivo turned away because of its limits is none. */
	tries: number;
	/**
	 * Most milliseconds to spend waiting between tries. Where others have their turns in between, four times that from the first 429
	 * on, if it was turned away as often as `tries` says by then.
	 */
	patienceMs: number;
	/** What Plivo allows for these requests, besides its limit for the account. */
	limit?: RateLimit;
}

/** Faults that a second try meets again. */
const LASTING: FaultKind[] = ['insecure', 'handshakeFailed', 'notHttps', 'proxyLogin', 'proxyForbids', 'blocked', 'cancelled', 'redirected'];

/**
 * A send goes out again only if Plivo cannot have taken it: there is no way to tell Plivo that two are the same. Not after
 * half a minute without a connection, in which the system has tried several times.
 */
export const SEND_RULE: RetryRule = {
	mayRepeat: (fault) => fault.faultClass === 'notSent' && ![...LASTING, 'timedOut'].includes(fault.kind),
	tries: 5,
	patienceMs: 30_000,
};

/** A read changes nothing, so it is repeated unless Plivo declined it. */
export const READ_RULE: RetryRule = {
	mayRepeat: (fault) => fault.faultClass !== 'refused' && !LASTING.includes(fault.kind),
	tries: 5,
	patienceMs: 30_000,
};

/**
 * For the list of messages, of which Plivo allows 20 requests a minute (its reference of that list). Patient enough to sit
 * out a minute in which others have used them up.
 */
export const LIST_RULE: RetryRule & Required<Pick<RetryRule, 'limit'>> = {
	...READ_RULE,
	patienceMs: 120_000,
	limit: { requests: 20, windowMs: 60_000 },
};

const PATIENCE_WITH_TURNS = 4;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/**
 * How long to wait before the next try.
 *
 * What Plivo asks for (`Retry-After`) is kept to, if it is a time at all; otherwise the delay doubles from half a second up to 15 seconds, less a
 * random part of up to half of it, so that many workflows turned away together do not come back together.
 *
 * @param triesSoFar how many have failed, 1 or more
 * @param random 0 to 1
 * @returns milliseconds
 */
export function delayBeforeRetry(fault: PlivoFault, triesSoFar: number, random: number): number {
	const delayOf = (tries: number) => Math.round(Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), LONGEST_DELAY_MS) * (1 - random / 2));
	return fault.retryAfterMs === undefined ? delayOf(triesSoFar) : Math.max(fault.retryAfterMs, delayOf(1));
}

/** What came of a request: Plivo's answer, or why there is none. */
export type Result<T> = { answer: T } | { fault: PlivoFault };

/** @throws PlivoFault where there is no answer */
export function answerOf<T>(result: Result<T>): T {
	if ('fault' in result) throw result.fault;
	return result.answer;
}

/**
 * Makes a request until it is answered or the rule ends it; then the last fault is what came of it.
 *
 * @param attempt makes the request once
 * @param wait pauses for so many milliseconds after a fault, or until the execution is cancelled; then the next attempt
 * says so
 */
export async function repeat<T>(
	attempt: () => Promise<Result<T>>,
	rule: RetryRule,
	wait: (ms: number, fault: PlivoFault) => Promise<unknown>,
	random: () => number = Math.random,
	now: () => number = () => performance.now(),
): Promise<Result<T>> {
	let waitedMs = 0;
	let tries = 0;
	let turnedAway = 0;
	let turnedAwayAt: number | undefined;
	for (;;) {
		const result = await attempt();
		if ('answer' in result) return result;

		const { fault } = result;
		const isTurnedAway = fault.kind === 'rateLimited';
		const count = isTurnedAway ? (turnedAway += 1) : (tries += 1);
		if (isTurnedAway) turnedAwayAt ??= now();
		const delayMs = delayBeforeRetry(fault, count, random());
		if (!rule.mayRepeat(fault) || tries >= rule.tries || waitedMs + delayMs > rule.patienceMs) return result;
		// How long it waited for its turn says nothing about Plivo: only where it was turned away again and again does the time count.
		const isTooLong = now() - (turnedAwayAt ?? Infinity) > PATIENCE_WITH_TURNS * rule.patienceMs;
		if (isTurnedAway && isTooLong && turnedAway >= rule.tries) return result;
		await wait(delayMs, fault);
		waitedMs += delayMs;
	}
}
