import { describeRequestError } from './describeRequestError';
import { InvalidFieldError } from './invalidFieldError';
import { PlivoRequestError } from './plivoRequestError';

/** What an error says for the end of a sentence: in words of ours if it is one of Plivo's. */
export function failureOf(error: Error): string {
	return error instanceof PlivoRequestError ? describeRequestError(error).message : error.message;
}

/** What an error says and, if it is one of ours, what to do about it, as sentences with a period. */
export function reasonOf(error: unknown): string {
	if (error instanceof InvalidFieldError) return `${error.message}. ${error.remedy}`;
	const reason = error instanceof Error ? error.message : String(error);
	return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
