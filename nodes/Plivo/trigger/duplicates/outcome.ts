import type { IWebhookFunctions } from 'n8n-workflow';

import type { Outcome } from './duplicates';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Watches what n8n makes of an event after the trigger has handed it over: its answer is a success once the execution
 * exists.
 *
 * That may take minutes, long after the caller has hung up: where n8n runs only so many executions at once
 * (N8N_CONCURRENCY_PRODUCTION_LIMIT), it answers when it is the execution's turn. So nothing is concluded from the time.
 *
 * Keeps no more than a word of it once it is decided, since thousands of these are remembered.
 */
export function watchOutcome(response: Response): { outcome: () => Outcome; setTaken: () => void } {
	/** `left` is an answer that nobody waits for any more: it tells of its end no longer by an event. */
	const state: { outcome: Outcome; left?: Response } = { outcome: 'open' };
	const decide = ({ statusCode }: Response) => {
		if (state.outcome === 'open') state.outcome = statusCode < 300 ? 'taken' : 'failed';
		state.left = undefined;
	};
	response.once('finish', () => decide(response));
	response.once('close', () => {
		if (state.outcome === 'open') state.left = response;
	});
	return {
		outcome: () => {
			if (state.left?.writableEnded) decide(state.left);
			return state.outcome;
		},
		setTaken: () => {
			state.outcome = 'taken';
			state.left = undefined;
		},
	};
}
