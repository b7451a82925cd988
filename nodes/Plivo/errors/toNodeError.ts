import { ExpressionError, NodeApiError, NodeOperationError, type INode, type NodeError } from 'n8n-workflow';

import { describeRequestError } from './describeRequestError';
import { InvalidFieldError, quoted } from './invalidFieldError';
import { LookUpError } from './lookUpError';
import { toPlivoApiError } from './plivoApiError';
import { PlivoRequestError } from './plivoRequestError';

/**
 * Turns anything that an operation threw into n8n's error. @param itemIndex missing if the error concerns the node as a
 * whole
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeError {
	if (error instanceof PlivoRequestError) return toPlivoApiError(node, error, itemIndex);
	if (error instanceof InvalidFieldError) return operationError(node, error.message, itemIndex, error.remedy);
	if (error instanceof LookUpError) {
		const { message, remedy } = describeRequestError(error.failure);
		return operationError(node, `This message was not sent, because n8n couldn't look up whether the person wrote within the last 24 hours: ${message}`, itemIndex, remedy);
	}
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const failed = operationError(node, error instanceof Error ? error.message : String(error), itemIndex, expressionOf(error));
	// n8n stores there which field and node the error is about, and has texts for that in its editor.
	if (error instanceof ExpressionError) {
		failed.context = { ...error.context, itemIndex };
		failed.functionality = error.functionality;
	}
	return failed;
}

/** Like {@link toNodeError}, but never returns an error that other items share, so that notes can be added to it. */
export function toItemError(node: INode, error: unknown, itemIndex: number): NodeError {
	const made = toNodeError(node, error, itemIndex);
	return made === error ? operationError(node, made.message, itemIndex, made.description ?? undefined) : made;
}

/**
 * Says where an expression is that could not be evaluated. n8n stores the expression with the error, but doesn't show
 * where some of them are.
 */
function expressionOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || typeof error.cause !== 'string' || !error.cause.startsWith('=')) return undefined;
	const parameter = error instanceof ExpressionError ? error.context.parameter : undefined;
	const where = typeof parameter === 'string' ? `in the parameter ${quoted(parameter)}` : 'of this node';
	return `Correct the expression ${where} that begins with ${quoted(error.cause.slice(1))}.`;
}

/**
 * An error of this package with exactly this message: n8n replaces one that contains a network error code with a stock text.
 */
export function operationError(
	node: INode,
	message: string,
	itemIndex: number | undefined,
	description?: string,
): NodeOperationError {
	const error = new NodeOperationError(node, message, { description, itemIndex });
	error.message = message;
	return error;
}

/** Adds a sentence below an error's message. */
export function addNote<T extends NodeError>(error: T, note: string): T {
	error.description = [error.description, note].filter(Boolean).join(' ');
	return error;
}
