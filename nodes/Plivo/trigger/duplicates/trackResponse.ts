import type { IWebhookFunctions } from 'n8n-workflow';

import type { ResponseState } from './duplicates';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Finds out from n8n's response whether it accepted an event: the response has a success status once the execution exists.
 *
 * That may take minutes, long after the caller has hung up. If n8n limits concurrent executions
 * (N8N_CONCURRENCY_PRODUCTION_LIMIT), it responds only when it's the execution's turn. So there is no timeout.
 *
 * Thousands of these are remembered, so the response is released once the outcome is known. No function here may use
 * `response`: a closure that does would keep it in memory.
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
			// If the caller has hung up, the response ends without a `finish` event.
			if (state.answer?.writableEnded) readAnswer();
			return state.outcome;
		},
		setAccepted: () => decide('accepted'),
	};
}
