import { withoutSecrets } from './secrets';
import { shortened } from './shortened';

/**
 * Whether Plivo may have acted on a request that brought no usable response:
 * - `notSent`: it can't have (no connection, or rejected by a rate limit or a proxy), so the same request may be sent again.
 * - `refused`: Plivo read and rejected it; it would reject the same request again.
 * - `unknown`: it may have (server error, connection lost, timeout, cancelled in flight). A send must not be repeated.
 */
export type RequestOutcome = 'notSent' | 'refused' | 'unknown';

export type RequestErrorKind =
	| 'rateLimited'
	| 'unreachable'
	/** The certificate was rejected. */
	| 'insecure'
	| 'handshakeFailed'
	| 'notHttps'
	/** A proxy did not open the tunnel: it requires a login, forbids it, or was unable to. */
	| 'proxyLogin'
	| 'proxyForbids'
	| 'proxyUnavailable'
	| 'blocked'
	| 'refused'
	/** Nothing was found at an address without a record ID, such as the one for sending. */
	| 'wrongUrl'
	| 'serverError'
	| 'unreadable'
	| 'unexpected'
	| 'redirected'
	| 'connectionLost'
	| 'timedOut'
	| 'cancelled';

/** What a request looked up or changed, if it named a record. */
export type RecordKind = 'message' | 'media' | 'businessAccount' | 'template' | 'number' | 'other';

/** A request to Plivo that failed. `text` is Plivo's text, shortened, or the network error code if there was no response. */
export class PlivoRequestError extends Error {
	readonly text: string;

	constructor(
		readonly outcome: RequestOutcome,
		readonly kind: RequestErrorKind,
		text: string,
		readonly status?: number,
		/** How long Plivo asked to wait, in milliseconds. */
		readonly retryAfterMs?: number,
		readonly record?: RecordKind,
	) {
		super(shortened(withoutSecrets(text, [])));
		this.name = 'PlivoRequestError';
		this.text = this.message;
	}
}
