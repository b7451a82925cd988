import type { INode, NodeOperationError } from 'n8n-workflow';

import { operationError } from './toNodeError';

/**
 * An error of this package. The remedy is part of the message, because n8n shows nothing else when a workflow is activated.
 */
export function activationError(node: INode, message: string, remedy: string): NodeOperationError {
	const whole = `${message}. ${remedy}`;
	return operationError(node, whole, undefined);
}
