import type { INode, NodeError } from 'n8n-workflow';

import type { PlannedMessage } from '../delivery/plan';
import { resultOf, type MessageResult, type MessageWriter } from '../delivery/sentMessage';
import { addNote, nodeError } from './nodeError';
import type { ItemResult } from './operation';
import { mayHaveBeenSent, triedEarlier } from './sendErrors';

/** @returns what is put out for the item of a message; nothing while its request has not been tried */
export function itemResult(node: INode, message: PlannedMessage, write: MessageWriter): ItemResult | undefined {
	const { item } = message;
	const result = resultOf(message);
	switch (result.state) {
		case 'accepted':
			return { output: { ...write(message, result.accepted) } };
		case 'unknown': {
			const { error, cause } = result;
			const shown = error === undefined ? triedEarlier(node, item, cause) : mayHaveBeenSent(nodeError(node, error, item));
			return { error: withAccepted(shown, result), mayHaveBeenSent: true };
		}
		case 'failed':
			return { error: withAccepted(nodeError(node, result.error, item), result) };
		case 'notTried':
			return undefined;
	}
}

/**
 * The result of an item whose fields are not right. A message that went out at an earlier try needs none.
 *
 * @param recorded what the record of earlier tries has of the item
 */
export function resultOfFault(
	node: INode,
	item: number,
	fault: unknown,
	recorded: PlannedMessage | undefined,
	write: MessageWriter,
): ItemResult {
	const result: MessageResult | undefined = recorded && resultOf(recorded);
	if (recorded !== undefined && result?.state === 'accepted') return { output: { ...write(recorded, result.accepted) } };
	const error = nodeError(node, fault, item);
	return result?.state === 'unknown' ? { error: mayHaveBeenSent(error), mayHaveBeenSent: true } : { error };
}

/** For a message to several numbers, of which some have it. */
function withAccepted(error: NodeError, { acceptedFor }: { acceptedFor: string[] }): NodeError {
	if (acceptedFor.length === 0) return error;
	const shown = acceptedFor.length > 5 ? `${acceptedFor.length} of its numbers` : acceptedFor.join(', ');
	return addNote(error, `Plivo accepted this message for ${shown}. A retry of this execution doesn't send it to them again.`);
}
