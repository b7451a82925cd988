import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { SendResult } from '../sending/batchOperation';
import { WAITING, type Waiting } from './waiting';

/** How an execution waits once its message has been sent. */
export interface WaitRules {
	/** When to stop waiting. Throws InvalidFieldError. */
	waitUntil(this: IExecuteFunctions, itemIndex: number): Date;
	/** What incoming calls need to know. @param sent the output that Send would have had */
	waitState(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): Waiting;
	/** Output on timeout, derived from Send's output: n8n doesn't call the node then. */
	timeoutResult(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): IDataObject;
}

/**
 * Makes the execution wait once its single message was sent. Does nothing if it wasn't.
 *
 * On timeout, n8n doesn't run the node, but outputs its input. So the input is replaced by the timeout's output.
 */
export async function startWaiting(this: IExecuteFunctions, rules: WaitRules, results: SendResult[]): Promise<void> {
	const [result, ...others] = results;
	if (result === undefined || others.length > 0 || 'error' in result) return;
	const { output: sent } = result;
	// Any of these may throw, so nothing is changed before them.
	const state = rules.waitState.call(this, 0, sent);
	const until = rules.waitUntil.call(this, 0);
	const kept = keptOf(sent);
	const json = { ...rules.timeoutResult.call(this, 0, sent), ...kept };
	this.getContext('node')[WAITING] = { ...state, ...(kept && { kept }) };
	const executeData = this.getExecuteData();
	executeData.data = { ...executeData.data, main: [[{ json, pairedItem: { item: 0 } }]] };
	await this.putExecutionToWait(until);
}

/** What of Send's output comes out whatever ends the wait. */
function keptOf({ reference, sent_as }: IDataObject): IDataObject | undefined {
	if (reference === undefined && sent_as === undefined) return undefined;
	return { ...(reference !== undefined && { reference }), ...(sent_as !== undefined && { sent_as }) };
}
