import { PlivoRequestError } from '../errors/plivoRequestError';
import { cancelled } from './httpRequest';
import { limiterOf } from './rateLimit/accountLimiters';
import { anyOf, pause } from './rateLimit/cancel';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT } from './rateLimit/rateLimit';
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
	/**
	 * The limit of this node, if it is below the account's. It is kept between runs: a node that n8n retries, or that a loop
	 * runs again, has the same one.
	 */
	private readonly own?: RateLimiter;

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
		if (requests < ACCOUNT_LIMIT.requests) this.own = limiterOf(address, { ...ACCOUNT_LIMIT, requests }, node());
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
		const account = limiterOf(this.address, ACCOUNT_LIMIT);
		const ofPolicy = limit && limiterOf(this.address, limit);
		const place = await (ofPolicy ?? this.own)?.acquire(this.requester);
		const onAccount = await account.acquire(this.onAccount);
		let wasSent = false;
		try {
			if (this.gaveUp !== undefined) return { failure: this.gaveUp };
			wasSent = this.signal?.aborted !== true;
			const result = await request();
			const isProbe = (ofPolicy === undefined ? onAccount : place)?.isProbe === true;
			if (wasSent) this.applyRetryAfter(result, ofPolicy ?? account, maxTotalDelayMs, isProbe);
			wasSent &&= !('failure' in result) || mayHaveArrived(result.failure);
			return result;
		} finally {
			onAccount?.release(wasSent);
			place?.release(wasSent);
		}
	}

	/** Makes other requests wait as long as Plivo asks, even if the rate limited request isn't retried. */
	private applyRetryAfter(result: RequestResult<unknown>, limiter: RateLimiter, maxTotalDelayMs: number, isProbe: boolean): void {
		if (!('failure' in result) || result.failure.kind !== 'rateLimited') {
			// Any other request left before Plivo asked for the pause, and one without an answer has found out nothing.
			if (isProbe && isAnswered(result)) limiter.endPause();
			return;
		}
		const { retryAfterMs: ms = PAUSE_MS } = result.failure;
		if (ms <= maxTotalDelayMs) return limiter.pauseFor(ms);
		limiter.allowOneAtATime();
		this.gaveUp = result.failure;
		this.over.abort();
	}
}

function isAnswered(result: RequestResult<unknown>): boolean {
	return !('failure' in result) || (result.failure.outcome !== 'notSent' && result.failure.status !== undefined);
}

/** Whether Plivo may have counted the request. */
function mayHaveArrived({ outcome, kind }: PlivoRequestError): boolean {
	return outcome !== 'notSent' || kind === 'rateLimited';
}
