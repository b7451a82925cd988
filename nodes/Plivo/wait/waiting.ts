import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { Question } from './responsePage';

/**
 * What the node keeps with the execution while it waits, for the calls that come meanwhile: n8n does not have what went
 * into the node any more then, so expressions would come to nothing.
 */
export type Waiting = {
	/** Which run of the node waits: in a loop there are many, and an old link is not for a new question. */
	run: string;
} & (
	| { question: Question }
	/** Of a delivery: what Plivo was told to call, and signs its calls for. n8n may have moved to another address meanwhile. */
	| { address: string }
);

/** The name of that in the node's context of the execution. */
export const WAITING = 'waiting';

/** The name of the run in the address. */
export const RUN = 'run';

/** @returns undefined when the node keeps nothing, as in an execution of another version of it */
export function readWaiting(context: IWebhookFunctions): Waiting | undefined {
	// A webhook gets at the context by no other way. A brace in the name would end the expression.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) => (brace === '{' ? '\\u007b' : '\\u007d'));
	const kept = context.evaluateExpression(`{{ $node[${name}].context.${WAITING} }}`);
	return isWaiting(kept) ? kept : undefined;
}

function isWaiting(value: unknown): value is Waiting {
	if (typeof value !== 'object' || value === null) return false;
	const { run, question, address } = value as IDataObject;
	return typeof run === 'string' && (question !== undefined || typeof address === 'string');
}
