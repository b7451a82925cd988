import { describeMessageError } from '../errors/deliveryErrors';

/** How far a message has come, in the fields that every output about a message has. */
export interface MessageStatus {
	/** Plivo's, in lowercase: `queued`, `sent`, `delivered`, `undelivered`, `failed`, `read`; formerly also `rejected`. */
	status: string;
	/** Whether this is the outcome. `read` may still follow `delivered`. */
	is_final: boolean;
	/** Null if there was no error. */
	error_code: string | null;
	/** What the error code means, in a sentence; null if there was no error, or nobody knows. */
	error_meaning: string | null;
	/** What to do about it, in full sentences. */
	error_remedy: string | null;
}

const ARRIVED = new Set(['delivered', 'read']);
const FAILED = new Set(['undelivered', 'failed', 'rejected']);

/** Whether a message with this status has arrived. */
export function hasArrived(status: string): boolean {
	return ARRIVED.has(status);
}

/** Whether a message with this status will never arrive. */
export function hasFailed(status: string): boolean {
	return FAILED.has(status);
}

/**
 * @param status Plivo's, in lowercase
 * @param code Plivo's error code; null if there was no error
 * @param plivosMeaning gives what Plivo itself says about the code. Only asked for a code that's in none of its tables
 */
export function messageStatus(status: string, code: string | null, plivosMeaning: () => string | null): MessageStatus {
	const known = describeMessageError(code);
	return {
		status,
		is_final: hasArrived(status) || hasFailed(status),
		error_code: code,
		error_meaning: known?.meaning ?? (code === null ? null : plivosMeaning()),
		error_remedy: known?.remedy ?? null,
	};
}
