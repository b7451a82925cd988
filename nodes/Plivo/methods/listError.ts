import type { INode } from 'n8n-workflow';

import { toPlivoApiError } from '../errors/plivoApiError';
import { PlivoRequestError } from '../errors/plivoRequestError';

/**
 * The error that a picker throws. In place of a list, n8n's editor shows only an error's message, so the remedy is added
 * to the message.
 *
 * @returns a NodeApiError with Plivo's text for a PlivoRequestError; any other error unchanged
 */
export function listError(node: INode, error: unknown): unknown {
	if (!(error instanceof PlivoRequestError)) return error;
	const shown = toPlivoApiError(node, error);
	shown.message = `${shown.message}. ${shown.description ?? ''}`;
	shown.description = undefined;
	return shown;
}
