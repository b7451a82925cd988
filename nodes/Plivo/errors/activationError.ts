import { NodeOperationError, type INode } from 'n8n-workflow';

/** An error of ours. The remedy is part of the message: where a workflow is activated, n8n shows nothing else. */
export function activationError(node: INode, message: string, remedy: string): NodeOperationError {
	return exactError(node, `${message}. ${remedy}`);
}

/** An error with exactly this text. */
export function exactError(node: INode, whole: string): NodeOperationError {
	const error = new NodeOperationError(node, whole);
	// n8n swaps a message that contains a network error code for a stock text.
	error.message = whole;
	return error;
}
