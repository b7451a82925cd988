import { PlivoRequestError } from '../errors/plivoRequestError';
import { cancelled } from './httpRequest';
import { limiterOf } from './rateLimit/accountLimiters';
import { anyOf, pause } from './rateLimit/cancel';
import { ACCOUNT_LIMIT, UPLOAD_LIMIT, type RateLimit } from './rateLimit/rateLimit';
import type { RateLimiter, Requester } from './rateLimit/rateLimiter';
import { withRetry, type RequestResult, type RetryPolicy } from './retryPolicy';

/** How long all requests to an account pause after a 429 that doesn't say. The request that met it waits longer each time. */
const PAUSE_MS = 500;

/** What holds back the requests of one run of a node, besides what holds back all requests to the account. */
export interface QueueOptions {
	requestsPer5Seconds: number;
	/** Ends all waiting, and lets no further request leave. */
	signal: AbortSignal | undefined;
	/** Names the node, over all its runs. */
	node: string;
}

/** The requests of one run of a node: each waits for its turn, and is made again as its retry policy allows. */
export class RequestQueue {
	/** The limit of this node, where it is less than the account's. */
	private readonly ownLimit?: RateLimit;

	private readonly node: string;

	private readonly requester: Requester;

	private readonly onAccount: Requester;

	private readonly signal?: AbortSignal;

	/** Ends all waiting: the execution is cancelled, or Plivo asks for more patience than there is. */
	private readonly stopWaiting: AbortSignal;

	private readonly over = new AbortController();

	/** Where Plivo asked for more patience than there is: its failure, for all that has not been sent yet. */
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

	/** @param request makes it once */
	async run<T>(request: () => Promise<RequestResult<T>>, policy: RetryPolicy): Promise<RequestResult<T>> {
		return await withRetry(async () => await this.runOnce(request, policy), policy, async (ms) => await pause(ms, this.stopWaiting));
	}

	/** As {@link run}, with few at a time: what is read into memory for a request is read at its turn. */
	async runUpload<T>(upload: () => Promise<RequestResult<T>>): Promise<RequestResult<T>> {
		const atItsTurn = async () => {
			// All that wait end at once then, and would read their files at once.
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

	/** The node's own is kept between runs: one that n8n tries again, or that a loop comes back to, has the same as before. */
	private narrowerLimiter(limit: RateLimit | undefined): RateLimiter | undefined {
		if (limit !== undefined) return limiterOf(this.address, limit);
		return this.ownLimit && limiterOf(this.address, this.ownLimit, this.node);
	}

	/** Keeps others back for as long as Plivo asks, also where the request that was turned away is not made again. */
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
