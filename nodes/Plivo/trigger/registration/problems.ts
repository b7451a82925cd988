import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { InvalidField } from '../../compose/invalidField';
import { explainFault } from '../../transport/explain';
import { PlivoFault } from '../../transport/fault';
import { NumberRefused } from './settle';

/** An error of ours. The remedy is part of the message: where a workflow is activated, n8n shows nothing else. */
export function problem(node: INode, message: string, remedy: string): NodeOperationError {
	return sentences(node, `${message}. ${remedy}`);
}

function sentences(node: INode, whole: string): NodeOperationError {
	const error = new NodeOperationError(node, whole);
	// n8n swaps a message that contains a network error code for a stock text.
	error.message = whole;
	return error;
}

/**
 * The error that a registration ends with.
 *
 * @param what what was tried, the beginning of a sentence
 * @param left what could not be undone, each as a part of a sentence
 */
export function registrationError(
	node: INode,
	what: string,
	fault: unknown,
	left: string[] = [],
): NodeApiError | NodeOperationError {
	const undone = left.length === 0 ? '' : ` Could not be undone: ${left.join('; ')}.`;
	if (fault instanceof NumberRefused) return sentences(node, fault.message + undone);
	if (fault instanceof InvalidField) return problem(node, fault.message, fault.remedy + undone);
	if (!(fault instanceof PlivoFault)) return problem(node, what, String(fault instanceof Error ? fault.message : fault) + undone);

	const explained = explainFault(fault);
	const message = `${what}: ${explained.message}. ${explained.remedy}${undone}`;
	const error = new NodeApiError(node, { message, error: fault.text } as JsonObject, {
		message,
		httpCode: fault.status?.toString(),
	});
	error.message = message;
	return error;
}
