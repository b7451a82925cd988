import { NodeOperationError, type INode } from 'n8n-workflow';

/** An error of ours. The remedy is part of the message: where a workflow is activated, n8n shows nothing else. */
export function problem(node: INode, message: string, remedy: string): NodeOperationError {
	return sentences(node, `${message}. ${remedy}`);
}

/** An error with exactly this text. */
export function sentences(node: INode, whole: string): NodeOperationError {
	const error = new NodeOperationError(node, whole);
	// n8n swaps a message that contains a network error code for a stock text.
	error.message = whole;
	return error;
}
