import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { describeRequestError } from './describeRequestError';
import type { PlivoRequestError } from './plivoRequestError';

/**
 * Turns a failure into the error that n8n shows: Plivo's text as the message, and how to fix it below.
 *
 * Built from plain values, never from the caught error. That error contains the request with its Authorization header,
 * and n8n keeps an error that is already a NodeApiError unchanged, without the item and the texts given here.
 */
export function toPlivoApiError(node: INode, failure: PlivoRequestError, itemIndex?: number): NodeApiError {
	const { message, remedy } = describeRequestError(failure);
	const error = new NodeApiError(node, { message, error: failure.text } as JsonObject, {
		message,
		description: remedy,
		httpCode: failure.status?.toString(),
		itemIndex,
		failure: failureCause(failure),
	});
	// n8n replaces any message that contains a network error code, even inside a user's own word, with a stock text.
	error.message = message;
	return error;
}

/** n8n's own name for why an operation failed, which n8n reads since 2.37. */
function failureCause({ kind, status, retryAfterMs }: PlivoRequestError): NodeApiError['failure'] {
	if (kind === 'rateLimited') return { cause: 'rate-limited', retryAfterMs };
	if (kind === 'refused' && status === 401) return { cause: 'credential-invalid' };
	if (kind === 'serverError' || kind === 'unreachable' || kind === 'proxyUnavailable') return { cause: 'temporarily-unavailable' };
	return undefined;
}
