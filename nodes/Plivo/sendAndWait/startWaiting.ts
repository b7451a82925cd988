import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { SendResult } from '../sending/batchOperation';
import { WAITING, type Waiting } from './waiting';

/** How an execution waits once its message has been sent. */
export interface WaitRules {
	/** Until when. Throws InvalidFieldError. */
	waitUntil(this: IExecuteFunctions, itemIndex: number): Date;
	/** What the calls have to know that come meanwhile. @param sent what Send would have put out */
	waitState(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): Waiting;
	/** What is put out when time is up, from what Send would have put out: n8n asks no node then. */
	timeoutResult(this: IExecuteFunctions, itemIndex: number, sent: IDataObject): IDataObject;
}

/**
 * Has the execution wait when its one message was sent. Does nothing when it was not.
 *
 * When time is up, n8n runs nothing of the node, and puts out what went into it; so that is replaced by what should come out
 * then.
 */
export async function startWaiting(this: IExecuteFunctions, rules: WaitRules, results: SendResult[]): Promise<void> {
	const [result, ...others] = results;
	if (result === undefined || others.length > 0 || 'error' in result) return;
	const { output: sent } = result;
	// Any of these may throw, so that nothing is changed before.
	const state = rules.waitState.call(this, 0, sent);
	const until = rules.waitUntil.call(this, 0);
	const json = rules.timeoutResult.call(this, 0, sent);
	this.getContext('node')[WAITING] = state;
	const executeData = this.getExecuteData();
	executeData.data = { ...executeData.data, main: [[{ json, pairedItem: { item: 0 } }]] };
	await this.putExecutionToWait(until);
}
