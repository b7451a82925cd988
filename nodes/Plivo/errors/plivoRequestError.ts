import { withoutSecrets } from './secrets';
import { shortened } from './shortened';

/**
 * What a request that brought no usable answer says about whether Plivo acted on it:
 * - `notSent`: it cannot have (no connection, or turned away by a rate limit or a proxy), so the same request may go out again.
 * - `refused`: Plivo read it and declined; the same request would be declined again.
 * - `unknown`: it may have (server failure, connection lost, time-out, cancelled in flight). A send must not be repeated.
 */
export type RequestOutcome = 'notSent' | 'refused' | 'unknown';

export type RequestErrorKind =
	| 'rateLimited'
	| 'unreachable'
	/** The certificate was not accepted. */
	| 'insecure'
	| 'handshakeFailed'
	| 'notHttps'
	/** A proxy did not open the way: it wants a login, does not allow it, or could not. */
	| 'proxyLogin'
	| 'proxyForbids'
	| 'proxyUnavailable'
	| 'blocked'
	| 'refused'
	/** There is nothing at an address that names no record, such as that of sends. */
	| 'wrongUrl'
	| 'serverError'
	| 'unreadable'
	| 'unexpected'
	| 'redirected'
	| 'connectionLost'
	| 'timedOut'
	| 'cancelled';

/** A request to Plivo that failed. `text` is what Plivo said, shortened, or the network's own code where nothing came back. */
export class PlivoRequestError extends Error {
	readonly text: string;

	constructor(
		readonly outcome: RequestOutcome,
		readonly kind: RequestErrorKind,
		text: string,
		readonly status?: number,
		/** How long Plivo asked to wait, in milliseconds. */
		readonly retryAfterMs?: number,
	) {
		super(shortened(withoutSecrets(text, [])));
		this.name = 'PlivoRequestError';
		this.text = this.message;
	}
}
