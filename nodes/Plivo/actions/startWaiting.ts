import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { WAITING } from '../wait/waiting';
import { operationError } from './nodeError';
import { RecordWithFiles, type ItemResult, type WaitingOperation } from './operation';

/**
 * Has the execution wait when its one message was sent. Does nothing when it was not.
 *
 * When time is up, n8n runs nothing of the node, and puts out what went into it; so that is replaced by what shall come out
 * then.
 *
 * @returns the results as they are, or with the error in place of a message that nobody gets
 * @throws NodeError for such a message, unless the node is set to continue
 */
export async function startWaiting(
	this: IExecuteFunctions,
	operation: WaitingOperation,
	results: ItemResult[],
): Promise<ItemResult[]> {
	const [result, ...others] = results;
	if (result === undefined || others.length > 0 || 'error' in result) return results;
	const [sent] = [result.output].flat();
	if (sent === undefined || sent instanceof RecordWithFiles) return results;
	if (isTurnedDown(sent)) {
		const number = [sent.to].flat().join();
		const error = operationError(
			this.getNode(),
			`Plivo turned down the number ${number}, so there is nothing to wait for`,
			0,
			'Check the number and its country code.',
		);
		if (!this.continueOnFail()) throw error;
		return [{ error }];
	}

	this.getContext('node')[WAITING] = operation.keeps.call(this, 0);
	const until = operation.waitUntil.call(this, 0);
	const executeData = this.getExecuteData();
	const json = operation.atTimeLimit.call(this, 0, sent);
	executeData.data = { ...executeData.data, main: [[{ json, pairedItem: { item: 0 } }]] };
	await this.putExecutionToWait(until);
	return results;
}

/** Whether Plivo answered with a success and yet sent to nobody: no status will come, and no answer. */
function isTurnedDown({ message_uuid: uuids, invalid_number: invalid }: IDataObject): boolean {
	const isSent = [uuids].flat().some((uuid) => typeof uuid === 'string' && uuid !== '');
	return !isSent && [invalid].flat().some(Boolean);
}
