import type { INode } from 'n8n-workflow';

import { toPlivoApiError } from '../errors/plivoApiError';
import { PlivoRequestError } from '../errors/plivoRequestError';

/**
 * What a picker throws for an error that it met. In place of a list n8n's editor shows the message of an error and not its
 * description, so what to do is in the message.
 *
 * @returns a NodeApiError for a PlivoRequestError, in Plivo's words; any other error as it is
 */
export function listError(node: INode, error: unknown): unknown {
	if (!(error instanceof PlivoRequestError)) return error;
	const shown = toPlivoApiError(node, error);
	shown.message = `${shown.message}. ${shown.description ?? ''}`;
	shown.description = undefined;
	return shown;
}
