import { InvalidFieldError } from './invalidFieldError';

/** What an error says and, if it is one of ours, what to do about it, as sentences with a period. */
export function reasonOf(error: unknown): string {
	if (error instanceof InvalidFieldError) return `${error.message}. ${error.remedy}`;
	const reason = error instanceof Error ? error.message : String(error);
	return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
