/**
 * `Retry-After` is a number of seconds or an HTTP date; anything else counts as missing.
 *
 * @param headers of the response; a date is compared with its `Date` header, because the clocks may differ
 */
export function retryAfterMs(headers: Record<string, unknown>): number | undefined {
	const header = String(headers['retry-after'] ?? '').trim();
	if (/^\d+(?:\.\d+)?$/.test(header)) return Number(header) * 1_000;
	// Every HTTP date contains letters; Date.parse also accepts many other formats.
	const until = /^[A-Z][a-z]+,? /.test(header) ? Date.parse(header) : NaN;
	if (Number.isNaN(until)) return undefined;
	const answeredAt = Date.parse(String(headers.date));
	return Math.max(0, until - (Number.isNaN(answeredAt) ? Date.now() : answeredAt));
}
