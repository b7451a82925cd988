import type { PlivoRequestError } from './plivoRequestError';

/** A look-up failed that decides what to send, so nothing was sent. `toNodeError` has the words for it. */
export class LookUpError extends Error {
	constructor(readonly failure: PlivoRequestError) {
		super(failure.message);
		this.name = 'LookUpError';
	}
}
