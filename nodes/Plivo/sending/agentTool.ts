import type { IExecuteFunctions } from 'n8n-workflow';

import { contentHash } from './contentHash';
import { contentOf, type Message } from './message';

/** Length of the hash that identifies an agent tool's message, in characters. */
const KEY_LENGTH = 22;

/** Whether the node runs as a tool of an AI agent: n8n creates a separate node type for that, whose name ends in "Tool". */
export function isAgentTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Identifies an agent tool's message by its content. The run index can't: for a tool, n8n counts each try of Retry On
 * Fail as a run of its own, and a model that sees a failure may call the tool again. The input data can't either: n8n
 * adds the ID of the call to it.
 */
export function contentKey(context: IExecuteFunctions, message: Omit<Message, 'id'>): string {
	const { item, identity, addMedia } = message;
	const files = addMedia === undefined ? undefined : filesOf(context, item);
	return contentHash([identity ?? contentOf(message), files], KEY_LENGTH);
}

/** The fields that refer to files of the item. */
const FILE_FIELDS = ['binaryPropertyName', 'binaryPropertyNames', 'headerBinaryPropertyName', 'templateHeader', 'templateVariables'];

/** Distinguishes the files of one message from those of another without reading them. */
function filesOf(context: IExecuteFunctions, item: number): unknown {
	const fields = FILE_FIELDS.map((name) => context.getNodeParameter(name, item, ''));
	return [context.getInputData()[item]?.binary, ...fields];
}

const queues = new WeakMap<object, Promise<unknown>>();

/**
 * Runs the calls of one tool one after another. A model may make the same call twice in one turn, and the second has to
 * know the result of the first.
 *
 * @param owner the same object for all calls of the tool in an execution
 */
export async function inTurn<T>(owner: object, run: () => Promise<T>): Promise<T> {
	const before = queues.get(owner) ?? Promise.resolve();
	const mine = before.then(run, run);
	queues.set(owner, mine);
	return await mine;
}
