import type { IExecuteFunctions } from 'n8n-workflow';

import { WAITING } from './waiting';
import { RecordWithFiles, type ItemResult, type WaitingOperation } from '../actions/operation';

/**
 * Has the execution wait when its one message was sent. Does nothing when it was not.
 *
 * When time is up, n8n runs nothing of the node, and puts out what went into it; so that is replaced by what shall come out
 * then.
 */
export async function startWaiting(
	this: IExecuteFunctions,
	operation: WaitingOperation,
	results: ItemResult[],
): Promise<void> {
	const [result, ...others] = results;
	if (result === undefined || others.length > 0 || 'error' in result) return;
	const [sent] = [result.output].flat();
	if (sent === undefined || sent instanceof RecordWithFiles) return;
	// Any of these may throw, so that nothing is changed before.
	const keeps = operation.keeps.call(this, 0, sent);
	const until = operation.waitUntil.call(this, 0);
	const json = operation.atTimeLimit.call(this, 0, sent);
	this.getContext('node')[WAITING] = keeps;
	const executeData = this.getExecuteData();
	executeData.data = { ...executeData.data, main: [[{ json, pairedItem: { item: 0 } }]] };
	await this.putExecutionToWait(until);
}
