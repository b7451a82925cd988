/** How many requests may be sent in any window of this length, and how many may be in flight at the same time. */
export interface RateLimit {
	requests: number;
	windowMs: number;
	/** Default: any number. */
	maxConcurrent?: number;
}

/** Plivo's FAQ on MMS states 100 concurrent requests as its limit. */
export const MAX_CONCURRENT = 100;

/** Plivo's limit for an account: 300 requests in 5 seconds (Plivo's API overview). */
export const ACCOUNT_LIMIT: RateLimit = { requests: 300, windowMs: 5_000, maxConcurrent: MAX_CONCURRENT };

/**
 * Our own limit for uploads to an account. Each holds up to 20 MB in n8n's memory, and one that hangs does so for two
 * minutes. Text messages must not have to wait for that.
 */
export const UPLOAD_LIMIT: RateLimit = { requests: Infinity, windowMs: 1, maxConcurrent: 10 };
