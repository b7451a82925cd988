import { PlivoRequestError } from '../errors/plivoRequestError';
import { cancelled } from './httpRequest';
import { limiterOf } from './rateLimit/accountLimiters';
import { anyOf, pause } from './rateLimit/cancel';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT, type RateLimit } from './rateLimit/rateLimit';
import type { RateLimiter, Requester } from './rateLimit/rateLimiter';
import { withRetry, type RequestResult, type RetryPolicy } from './retryPolicy';

/**
 * How long all requests to an account pause after a 429 without Retry-After. The request that got it waits longer each time.
 */
export const PAUSE_MS = 500;

/** Limits for the requests of one node run, besides the limits that apply to the whole account. */
export interface QueueOptions {
	requestsPer5Seconds: number;
	/** Ends all waiting, and stops further requests. */
	signal: AbortSignal | undefined;
	/** Identifies the node, over all its runs. Called if it has a limit of its own. */
	node: () => string;
}

/** The requests of one node run: each waits for its turn, and is retried as its retry policy allows. */
export class RequestQueue {
	/** The limit of this node, if it is below the account's. */
	private readonly ownLimit?: RateLimit;

	private readonly node: () => string;

	private readonly requester: Requester;

	private readonly onAccount: Requester;

	private readonly signal?: AbortSignal;

	/** Ends all waiting: the execution was cancelled, or Plivo asked for a longer pause than the policy allows. */
	private readonly stopWaiting: AbortSignal;

	private readonly over = new AbortController();

	/** Set if Plivo asked for a longer pause than the policy allows: that failure, which all unsent requests then get too. */
	private gaveUp?: PlivoRequestError;

	/** @param address of the account */
	constructor(
		private readonly address: string,
		{ requestsPer5Seconds: requests, signal, node }: QueueOptions,
	) {
		this.signal = signal;
		this.stopWaiting = anyOf(signal, this.over.signal);
		this.requester = { signal: this.stopWaiting };
		this.onAccount = { signal: this.stopWaiting, requests: Math.max(ACCOUNT_LIMIT.requests, requests) };
		this.node = node;
		if (requests < ACCOUNT_LIMIT.requests) this.ownLimit = { ...ACCOUNT_LIMIT, requests };
	}

	/** @param request makes the request once */
	async run<T>(request: () => Promise<RequestResult<T>>, policy: RetryPolicy): Promise<RequestResult<T>> {
		return await withRetry(async () => await this.runOnce(request, policy), policy, async (ms) => await pause(ms, this.stopWaiting));
	}

	/** Like {@link run}, but with few uploads at a time. Data that a request reads into memory is read at its turn. */
	async runUpload<T>(upload: () => Promise<RequestResult<T>>): Promise<RequestResult<T>> {
		const atItsTurn = async () => {
			// When waiting ends early, it ends for all uploads, and they would all read their files at once.
			if (this.gaveUp !== undefined) return { failure: this.gaveUp };
			return this.signal?.aborted ? cancelled() : await upload();
		};
		return await limiterOf(this.address, UPLOAD_LIMIT).run(atItsTurn, this.requester);
	}

	private async runOnce<T>(request: () => Promise<RequestResult<T>>, { limit, maxTotalDelayMs }: RetryPolicy): Promise<RequestResult<T>> {
		const place = await this.narrowerLimiter(limit)?.acquire(this.requester);
		const onAccount = await limiterOf(this.address, ACCOUNT_LIMIT).acquire(this.onAccount);
		let wasSent = false;
		try {
			if (this.gaveUp !== undefined) return { failure: this.gaveUp };
			wasSent = this.signal?.aborted !== true;
			const result = await request();
			if (wasSent) this.applyRetryAfter(result, limit ?? ACCOUNT_LIMIT, maxTotalDelayMs);
			wasSent &&= !('failure' in result) || mayHaveArrived(result.failure);
			return result;
		} finally {
			onAccount?.release(wasSent);
			place?.release(wasSent);
		}
	}

	/** The node's own limiter is kept between runs: a node that n8n retries, or that a loop runs again, has the same one. */
	private narrowerLimiter(limit: RateLimit | undefined): RateLimiter | undefined {
		if (limit !== undefined) return limiterOf(this.address, limit);
		return this.ownLimit && limiterOf(this.address, this.ownLimit, this.node());
	}

	/** Makes other requests wait as long as Plivo asks, even if the rate limited request isn't retried. */
	private applyRetryAfter(result: RequestResult<unknown>, limit: RateLimit, maxTotalDelayMs: number): void {
		const limiter = limiterOf(this.address, limit);
		if (!('failure' in result) || result.failure.kind !== 'rateLimited') return limiter.endPause();
		const { retryAfterMs: ms = PAUSE_MS } = result.failure;
		if (ms <= maxTotalDelayMs) return limiter.pauseFor(ms);
		limiter.allowOneAtATime();
		this.gaveUp = result.failure;
		this.over.abort();
	}
}

/** Whether Plivo may have counted the request. */
function mayHaveArrived({ outcome, kind }: PlivoRequestError): boolean {
	return outcome !== 'notSent' || kind === 'rateLimited';
}
