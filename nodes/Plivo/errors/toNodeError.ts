import { ExpressionError, NodeApiError, NodeOperationError, type INode, type NodeError } from 'n8n-workflow';

import { InvalidFieldError, quoted } from './invalidFieldError';
import { toPlivoApiError } from './plivoApiError';
import { PlivoRequestError } from './plivoRequestError';

/** Turns whatever an operation threw into n8n's error. @param itemIndex none for what is about the node as a whole */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): NodeError {
	if (error instanceof PlivoRequestError) return toPlivoApiError(node, error, itemIndex);
	if (error instanceof InvalidFieldError) return operationError(node, error.message, itemIndex, error.remedy);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	const failed = operationError(node, error instanceof Error ? error.message : String(error), itemIndex, expressionOf(error));
	// Which field and which node it is about, n8n says there, and has the words for it in its editor.
	if (error instanceof ExpressionError) {
		failed.context = { ...error.context, itemIndex };
		failed.functionality = error.functionality;
	}
	return failed;
}

/** As {@link toNodeError}, but never one that other items have too: it can be added to. */
export function toItemError(node: INode, error: unknown, itemIndex: number): NodeError {
	const made = toNodeError(node, error, itemIndex);
	return made === error ? operationError(node, made.message, itemIndex, made.description ?? undefined) : made;
}

/** Says where an expression stands that could not be worked out: n8n puts it beside the error, and says no more of some. */
function expressionOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || typeof error.cause !== 'string' || !error.cause.startsWith('=')) return undefined;
	const parameter = error instanceof ExpressionError ? error.context.parameter : undefined;
	const where = typeof parameter === 'string' ? `in the parameter ${quoted(parameter)}` : 'of this node';
	return `Correct the expression ${where} that begins with ${quoted(error.cause.slice(1))}.`;
}

/** An error of ours with exactly these words: n8n swaps a message that contains a network error code for a stock text. */
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

/** Says one thing more below an error's message. */
export function addNote<T extends NodeError>(error: T, note: string): T {
	error.description = [error.description, note].filter(Boolean).join(' ');
	return error;
}

/** Says which item it was, in n8n's own form, where there are several: the editor shows no more than message and note. */
export function nameItem<T extends NodeError>(error: T, item: number, count: number): T {
	if (count > 1) error.message = `${error.message} [item ${item}]`;
	return error;
}
