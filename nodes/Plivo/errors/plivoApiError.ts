import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { explainFault } from './describeRequestError';
import type { PlivoFault } from './plivoRequestError';

/**
 * Turns a fault into the error that n8n shows: Plivo's words as the message, how to get unstuck below it.
 *
 * Built from plain values, never from the caught error: that one holds the request with its Authorization header, and
 * n8n keeps an error that is already a NodeApiError unchanged, without the item and the texts given here.
 */
export function plivoError(node: INode, fault: PlivoFault, itemIndex?: number): NodeApiError {
	const { message, remedy } = explainFault(fault);
	const error = new NodeApiError(node, { message, error: fault.text } as JsonObject, {
		message,
		description: remedy,
		httpCode: fault.status?.toString(),
		itemIndex,
		failure: failure(fault),
	});
	// n8n swaps any message that contains a network error code, were it inside a user's own word, for a stock text.
	error.message = message;
	return error;
}

/** n8n's own name for why an operation failed, which n8n reads from version 2.37 on. */
function failure({ kind, status, retryAfterMs }: PlivoFault): NodeApiError['failure'] {
	if (kind === 'rateLimited') return { cause: 'rate-limited', retryAfterMs };
	if (kind === 'refused' && status === 401) return { cause: 'credential-invalid' };
	if (kind === 'serverFault' || kind === 'unreachable' || kind === 'proxyUnavailable') return { cause: 'temporarily-unavailable' };
	return undefined;
}
