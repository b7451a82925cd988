import type { RequestErrorKind, PlivoRequestError } from '../errors/plivoRequestError';
import type { RateLimit } from './rateLimit/rateLimit';

/** When and how often to try again. */
export interface RetryPolicy {
	/** Whether the request may go out once more after this failure. */
	shouldRetry: (failure: PlivoRequestError) => boolean;
	/** In all, the first included; one that Plivo rejected because of its limits does not count. */
	maxAttempts: number;
	/**
	 * Most milliseconds to spend waiting between tries. Where others have their turns in between, four times that from the first 429
	 * on, if it was turned away as often as `maxAttempts` says by then.
	 */
	maxTotalDelayMs: number;
	/** What Plivo allows for these requests, besides its limit for the account. */
	limit?: RateLimit;
}

/** Failures that a second try meets again. */
const LASTING: RequestErrorKind[] = ['insecure', 'handshakeFailed', 'notHttps', 'proxyLogin', 'proxyForbids', 'blocked', 'cancelled', 'redirected'];

/**
 * A send goes out again only if Plivo cannot have taken it: there is no way to tell Plivo that two are the same. Not after
 * half a minute without a connection, in which the system has tried several times.
 */
export const SEND_POLICY: RetryPolicy = {
	shouldRetry: (failure) => failure.outcome === 'notSent' && ![...LASTING, 'timedOut'].includes(failure.kind),
	maxAttempts: 5,
	maxTotalDelayMs: 30_000,
};

/** A read changes nothing, so it is repeated unless Plivo declined it. */
export const READ_POLICY: RetryPolicy = {
	shouldRetry: (failure) => failure.outcome !== 'refused' && !LASTING.includes(failure.kind),
	maxAttempts: 5,
	maxTotalDelayMs: 30_000,
};

/**
 * For the list of messages, of which Plivo allows 20 requests a minute (its reference of that list). Patient enough to sit
 * out a minute in which others have used them up.
 */
export const LIST_POLICY: RetryPolicy & Required<Pick<RetryPolicy, 'limit'>> = {
	...READ_POLICY,
	maxTotalDelayMs: 120_000,
	limit: { requests: 20, windowMs: 60_000 },
};

const MAX_TIME_FACTOR = 4;
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

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
export function delayBeforeRetry(failure: PlivoRequestError, triesSoFar: number, random: number): number {
	const delayOf = (tries: number) => Math.round(Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), MAX_DELAY_MS) * (1 - random / 2));
	return failure.retryAfterMs === undefined ? delayOf(triesSoFar) : Math.max(failure.retryAfterMs, delayOf(1));
}

/** What came of a request: Plivo's answer, or why there is none. */
export type RequestResult<T> = { response: T } | { failure: PlivoRequestError };

/** @throws PlivoRequestError where there is no answer */
export function responseOf<T>(result: RequestResult<T>): T {
	if ('failure' in result) throw result.failure;
	return result.response;
}

/**
 * Makes a request until it is answered or the policy ends it; then the last failure is what came of it.
 *
 * @param attempt makes the request once
 * @param wait pauses for so many milliseconds after a failure, or until the execution is cancelled; then the next attempt
 * says so
 */
export async function withRetry<T>(
	attempt: () => Promise<RequestResult<T>>,
	policy: RetryPolicy,
	wait: (ms: number, failure: PlivoRequestError) => Promise<unknown>,
	random: () => number = Math.random,
	now: () => number = () => performance.now(),
): Promise<RequestResult<T>> {
	let waitedMs = 0;
	let attempts = 0;
	let rateLimits = 0;
	let rateLimitedAt: number | undefined;
	for (;;) {
		const result = await attempt();
		if ('response' in result) return result;

		const { failure } = result;
		const isRateLimited = failure.kind === 'rateLimited';
		const count = isRateLimited ? (rateLimits += 1) : (attempts += 1);
		if (isRateLimited) rateLimitedAt ??= now();
		const delayMs = delayBeforeRetry(failure, count, random());
		if (!policy.shouldRetry(failure) || attempts >= policy.maxAttempts || waitedMs + delayMs > policy.maxTotalDelayMs) return result;
		// How long it waited for its turn says nothing about Plivo: only where it was turned away again and again does the time count.
		const isTooLong = now() - (rateLimitedAt ?? Infinity) > MAX_TIME_FACTOR * policy.maxTotalDelayMs;
		if (isRateLimited && isTooLong && rateLimits >= policy.maxAttempts) return result;
		await wait(delayMs, failure);
		waitedMs += delayMs;
	}
}
