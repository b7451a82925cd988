import type { IExecuteFunctions } from 'n8n-workflow';

import { mergeSame, sentByBroadcast } from '../delivery/broadcast';
import { deliver, oneEach, sentByItself, wasHeldBack } from '../delivery/deliver';
import { runInOrder } from '../delivery/order';
import { openOutcomes } from '../delivery/outcomes';
import { anyOf, cancelSignal } from '../transport/cancel';
import { ACCOUNT_LIMIT } from '../transport/pace';
import { openAccount } from '../transport/request';
import { nodeError } from './nodeError';
import type { BatchOperation, ItemResult, SendSettings } from './operation';
import { prepareAll } from './prepareAll';
import { runKey } from './runKey';
import { cancelledBefore, mayHaveBeenSent, throwIfAnyFailed, throwIfAnyIsBad } from './sendErrors';

/**
 * Prepares all items, then sends those that are good: side by side, but one after the other to the same recipient.
 *
 * What an earlier try of this execution had accepted is put out as it was and not sent again. If any item is bad and the
 * node is not set to continue, nothing is sent for any; if any fails in sending, nothing more leaves.
 *
 * @param count number of input items
 * @returns a result for each item, in input order
 * @throws NodeError of the first item that failed, unless the node is set to continue
 */
export async function sendBatch(
	this: IExecuteFunctions,
	operation: BatchOperation,
	count: number,
): Promise<ItemResult[]> {
	const { broadcast, concurrency, requestsPer5Seconds } = readSettings.call(this, operation);
	const failed = new AbortController();
	const signal = anyOf(failed.signal, cancelSignal(this));
	const client = await openAccount(this, { limit: { ...ACCOUNT_LIMIT, requests: requestsPer5Seconds }, signal });
	const outcomes = openOutcomes(this.getContext('node'), runKey.call(this));
	const isUnknown = (item: number) => outcomes.of(item)?.state === 'unknown';

	const { messages, results, gone } = await prepareAll.call(this, operation, client, outcomes, count, broadcast);
	if (!this.continueOnFail()) throwIfAnyIsBad(results, count);

	const requests = broadcast ? mergeSame(messages, gone) : oneEach(messages);
	const send = async (request: (typeof requests)[number]) => {
		const delivery = await deliver(client, request, outcomes, broadcast ? sentByBroadcast : sentByItself);
		if (wasHeldBack(delivery)) return;
		request.items.forEach(({ item }, i) => {
			if ('sent' in delivery) {
				results[item] = { output: { ...delivery.sent[i] } };
				return;
			}
			const error = nodeError(this.getNode(), delivery.error, item);
			results[item] = { error: isUnknown(item) ? mayHaveBeenSent(error) : error };
		});
		if ('error' in delivery && !this.continueOnFail()) failed.abort();
	};
	const tasks = requests.map((request) => ({ recipients: request.to, run: async () => await send(request) }));
	await runInOrder(tasks, concurrency, () => signal.aborted);

	if (!this.continueOnFail()) throwIfAnyFailed(this.getNode(), results, count, isUnknown);
	for (let item = 0; item < count; item++) results[item] ??= { error: cancelledBefore(this.getNode(), item) };

	// While one has failed, core may run the node again although it is set to continue: with Retry On Fail it does so when
	// the first item put out is a failed one.
	if (!results.some((result) => 'error' in result)) outcomes.clear();
	return results;
}

function readSettings(this: IExecuteFunctions, operation: BatchOperation): SendSettings {
	try {
		return operation.settings.call(this);
	} catch (error) {
		throw nodeError(this.getNode(), error, 0);
	}
}
