import type { IWebhookFunctions } from 'n8n-workflow';

import type { ResponseState } from './duplicates';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Watches what n8n makes of an event after the trigger has handed it over: its answer is a success once the execution
 * exists.
 *
 * That may take minutes, long after the caller has hung up: where n8n runs only so many executions at once
 * (N8N_CONCURRENCY_PRODUCTION_LIMIT), it answers when it is the execution's turn. So nothing is concluded from the time.
 *
 * Keeps no more than a word of it once it is decided, since thousands of these are remembered. So no function here may name
 * `response`: one that does keeps it alive for all of them.
 */
export function trackResponse(response: Response): { outcome: () => ResponseState; setAccepted: () => void } {
	const state: { outcome: ResponseState; answer?: Response } = { outcome: 'pending', answer: response };
	const decide = (outcome: ResponseState) => {
		if (state.outcome === 'pending') state.outcome = outcome;
		state.answer = undefined;
	};
	const readAnswer = () => {
		if (state.answer !== undefined) decide(state.answer.statusCode < 300 ? 'accepted' : 'failed');
	};
	response.once('finish', readAnswer);
	return {
		outcome: () => {
			// An answer that nobody waits for any more ends without that event.
			if (state.answer?.writableEnded) readAnswer();
			return state.outcome;
		},
		setAccepted: () => decide('accepted'),
	};
}
