import type { RequestErrorKind, PlivoRequestError } from '../errors/plivoRequestError';
import type { RateLimit } from './rateLimit/rateLimit';

/** When and how often to retry. */
export interface RetryPolicy {
	/** Whether the request may be sent again after this failure. */
	shouldRetry: (failure: PlivoRequestError) => boolean;
	/** Including the first. Attempts that Plivo rate limited don't count. */
	maxAttempts: number;
	/**
	 * Maximum milliseconds to spend waiting between tries. Rate limited requests also wait for their turn, so there is a
	 * second limit: four times this value since the first 429, once there have been `maxAttempts` of them.
	 */
	maxTotalDelayMs: number;
	/** Plivo's limit for these requests, besides the one for the account. */
	limit?: RateLimit;
}

/** Failures that a second try would run into again. */
const LASTING: RequestErrorKind[] = ['insecure', 'handshakeFailed', 'notHttps', 'proxyLogin', 'proxyForbids', 'blocked', 'cancelled', 'redirected'];

/**
 * A send is retried only if Plivo can't have accepted it, because there is no way to tell Plivo that two requests are the
 * same. It isn't retried after half a minute without a connection, because the system has tried several times in that time.
 */
export const SEND_POLICY: RetryPolicy = {
	shouldRetry: (failure) => failure.outcome === 'notSent' && ![...LASTING, 'timedOut'].includes(failure.kind),
	maxAttempts: 5,
	maxTotalDelayMs: 30_000,
};

/** A read changes nothing, so it is retried unless Plivo rejected it. */
export const READ_POLICY: RetryPolicy = {
	shouldRetry: (failure) => failure.outcome !== 'refused' && !LASTING.includes(failure.kind),
	maxAttempts: 5,
	maxTotalDelayMs: 30_000,
};

/**
 * For the list of messages, for which Plivo allows 20 requests a minute (its reference of that list). The delay is long
 * enough to outlast a minute whose requests others have used up.
 */
export const LIST_POLICY: RetryPolicy & Required<Pick<RetryPolicy, 'limit'>> = {
	...READ_POLICY,
	maxTotalDelayMs: 120_000,
	limit: { requests: 20, windowMs: 60_000 },
};

export const MAX_TIME_FACTOR = 4;
const FIRST_DELAY_MS = 500;
export const MAX_DELAY_MS = 15_000;

/**
 * How long to wait before the next try.
 *
 * A delay that Plivo asks for (`Retry-After`) is kept, if it is a valid time. Otherwise, the delay doubles from half a
 * second up to 15 seconds, less a random part of up to half of it, so that many workflows that were rate limited together
 * don't retry together.
 *
 * @param triesSoFar how many have failed, 1 or more
 * @param random 0 to 1
 * @returns milliseconds
 */
export function delayBeforeRetry(failure: PlivoRequestError, triesSoFar: number, random: number): number {
	const delayOf = (tries: number) => Math.round(Math.min(FIRST_DELAY_MS * 2 ** (tries - 1), MAX_DELAY_MS) * (1 - random / 2));
	return failure.retryAfterMs === undefined ? delayOf(triesSoFar) : Math.max(failure.retryAfterMs, delayOf(1));
}

/** The result of a request: Plivo's response, or why there is none. */
export type RequestResult<T> = { response: T } | { failure: PlivoRequestError };

/** @throws PlivoRequestError if there is no response */
export function responseOf<T>(result: RequestResult<T>): T {
	if ('failure' in result) throw result.failure;
	return result.response;
}

/**
 * Retries a request until it succeeds or the policy ends it. In that case, the result is the last failure.
 *
 * @param attempt makes the request once
 * @param wait pauses for this many milliseconds after a failure, or until the execution is cancelled; then the next
 * attempt reports that
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
		// The time spent waiting for a turn says nothing about Plivo, so it counts only after repeated rate limiting.
		const isTooLong = now() - (rateLimitedAt ?? Infinity) > MAX_TIME_FACTOR * policy.maxTotalDelayMs;
		if (isRateLimited && isTooLong && rateLimits >= policy.maxAttempts) return result;
		await wait(delayMs, failure);
		waitedMs += delayMs;
	}
}
