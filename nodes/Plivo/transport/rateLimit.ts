/** How many requests Plivo takes in any window of so many milliseconds. */
export interface RateLimit {
	requests: number;
	windowMs: number;
}

/** Plivo's limit for an account: 300 requests in 5 seconds (Plivo's API overview). */
export const ACCOUNT_LIMIT: RateLimit = { requests: 300, windowMs: 5_000 };

/** Plivo's FAQ on MMS names 100 requests at the same time as its limit. */
export const MOST_AT_A_TIME = 100;
