import type { IExecuteFunctions } from 'n8n-workflow';

import { contentHash } from './contentHash';
import type { Message } from './message';

/** Characters of a hash that names a message of an agent's tool. */
const KEY_LENGTH = 22;

/** Whether the node runs as the tool of an AI agent: n8n makes a node type of its own of it. */
export function isAgentTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Names a message of an agent's tool by what is sent. n8n counts each try of Retry On Fail as a run of its own there, a
 * model that is told of a failure may call the tool once more, and n8n puts an ID of the call among the data that came in; so
 * neither the run nor those data tell whether it is the same message.
 */
export function contentKey(context: IExecuteFunctions, message: Pick<Message, 'item' | 'identity' | 'body' | 'addMedia'>): string {
	const { item, identity, body, addMedia } = message;
	const files = addMedia === undefined ? undefined : filesOf(context, item);
	return contentHash([identity ?? body, files], KEY_LENGTH);
}

/** What tells the files of one message from those of another, without reading them. */
function filesOf(context: IExecuteFunctions, item: number): unknown {
	const fields = ['binaryPropertyName', 'binaryPropertyNames'].map((name) => context.getNodeParameter(name, item, ''));
	return [context.getInputData()[item]?.binary, ...fields];
}

const queues = new WeakMap<object, Promise<unknown>>();

/**
 * Runs the calls of one tool one after the other: a model may make the same call twice in one turn, and the second has to
 * know what came of the first.
 *
 * @param owner the same object for all calls of the tool in an execution
 */
export async function inTurn<T>(owner: object, run: () => Promise<T>): Promise<T> {
	const before = queues.get(owner) ?? Promise.resolve();
	const mine = before.then(run, run);
	queues.set(owner, mine);
	return await mine;
}
