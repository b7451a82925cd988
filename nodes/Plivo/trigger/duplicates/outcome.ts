import type { IWebhookFunctions } from 'n8n-workflow';

import type { Outcome } from './duplicates';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** When the caller hung up, n8n has long finished by the time Plivo tries again, which is a minute later at the least. */
const DECIDED_AFTER_MS = 30_000;

/**
 * Watches what n8n makes of an event after the trigger has handed it over: its answer is a success once the execution
 * exists.
 *
 * Keeps no more than a word of it, since thousands of these are remembered.
 */
export function watchOutcome(response: Response): { outcome: () => Outcome; setTaken: () => void } {
	const state: { outcome: Outcome; leftAt?: number } = { outcome: 'open' };
	response.once('finish', () => {
		if (state.outcome === 'open') state.outcome = response.statusCode < 300 ? 'taken' : 'failed';
	});
	response.once('close', () => {
		state.leftAt = Date.now();
	});
	return {
		outcome: () => {
			const isOver = state.leftAt !== undefined && Date.now() - state.leftAt > DECIDED_AFTER_MS;
			return state.outcome === 'open' && isOver ? 'failed' : state.outcome;
		},
		setTaken: () => {
			state.outcome = 'taken';
		},
	};
}
