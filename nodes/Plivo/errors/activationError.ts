import { NodeOperationError, type INode } from 'n8n-workflow';

/**
 * An error of this package. The remedy is part of the message, because n8n shows nothing else when a workflow is activated.
 */
export function activationError(node: INode, message: string, remedy: string): NodeOperationError {
	return exactError(node, `${message}. ${remedy}`);
}

/** An error with exactly this text. */
export function exactError(node: INode, whole: string): NodeOperationError {
	const error = new NodeOperationError(node, whole);
	// n8n replaces a message that contains a network error code with a stock text.
	error.message = whole;
	return error;
}
