import type { RateLimit } from './rateLimit';
import { RateLimiter } from './rateLimiter';

/** By account, then by what Plivo limits. One takes some three kilobytes after it was busy, and stays for as long as the process. */
export const limiters = new Map<string, Map<RateLimit, RateLimiter>>();

/**
 * What holds back the requests of this process to an account: all workflows and the editor together, because Plivo counts
 * them together.
 *
 * @param account its address
 */
export function limiterOf(account: string, limit: RateLimit): RateLimiter {
	const ofAccount = limiters.get(account) ?? new Map<RateLimit, RateLimiter>();
	limiters.set(account, ofAccount);
	const limiter = ofAccount.get(limit) ?? new RateLimiter(limit);
	ofAccount.set(limit, limiter);
	return limiter;
}
