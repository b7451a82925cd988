import { LruMap } from '../../memory/lruMap';
import type { RateLimit } from './rateLimit';
import { RateLimiter } from './rateLimiter';

export const limiters = new LruMap<RateLimiter>();

/**
 * The rate limiter of this process for an account. All workflows and the editor share it, because Plivo counts their
 * requests together.
 *
 * @param account its address
 * @param owner of a limit that isn't for the whole account
 */
export function limiterOf(account: string, limit: RateLimit, owner = ''): RateLimiter {
	const { requests, windowMs, maxConcurrent } = limit;
	return limiters.get([account, owner, requests, windowMs, maxConcurrent].join(' '), () => new RateLimiter(limit));
}
