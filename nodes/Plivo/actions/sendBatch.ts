import type { IExecuteFunctions } from 'n8n-workflow';

import { mergeSame, sentByBroadcast } from '../delivery/broadcast';
import { deliver, oneEach, sentByItself, wasHeldBack, type Message } from '../delivery/deliver';
import { runInOrder } from '../delivery/order';
import { openOutcomes, type Outcomes } from '../delivery/outcomes';
import { anyOf, cancelSignal } from '../transport/cancel';
import { openAccount, type PlivoClient } from '../transport/request';
import { addNote, nodeError } from './nodeError';
import type { BatchOperation, ItemResult, SendSettings } from './operation';
import { cancelledBefore, MAY_HAVE_BEEN_SENT, throwIfAnyFailed, throwIfAnyIsBad, triedEarlier } from './sendErrors';

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
	const client = await openAccount(this, { limit: { requests: requestsPer5Seconds, windowMs: 5_000 }, signal });
	const outcomes = openOutcomes(this.getContext('node'), this.getWorkflowDataProxy(0).$runIndex);
	const isUnknown = (item: number) => outcomes.of(item)?.state === 'unknown';

	const { messages, results } = await prepareAll.call(this, operation, client, outcomes, count);
	if (!this.continueOnFail()) throwIfAnyIsBad(results, count);

	const requests = broadcast ? mergeSame(messages) : oneEach(messages);
	const send = async (request: (typeof requests)[number]) => {
		const delivery = await deliver(client, request, outcomes, broadcast ? sentByBroadcast : sentByItself);
		if (wasHeldBack(delivery)) return;
		request.items.forEach(({ item }, i) => {
			if ('sent' in delivery) {
				results[item] = { output: { ...delivery.sent[i] } };
				return;
			}
			const error = nodeError(this.getNode(), delivery.error, item);
			results[item] = { error: isUnknown(item) ? addNote(error, MAY_HAVE_BEEN_SENT) : error };
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

/** @returns what is to be sent, and the results of the other items; those of an earlier try are among them */
async function prepareAll(
	this: IExecuteFunctions,
	operation: BatchOperation,
	client: PlivoClient,
	outcomes: Outcomes,
	count: number,
): Promise<{ messages: Message[]; results: ItemResult[] }> {
	const messages: Message[] = [];
	const results: ItemResult[] = [];
	for (let item = 0; item < count; item++) {
		const earlier = outcomes.of(item);
		try {
			if (earlier?.state === 'accepted') {
				results[item] = { output: { ...earlier.sent } };
			} else if (earlier?.state === 'unknown' && !operation.maySendAgain.call(this, item)) {
				results[item] = { error: triedEarlier(this.getNode(), item) };
			} else {
				messages.push({ item, ...(await operation.prepare.call(this, client, item)) });
			}
		} catch (error) {
			results[item] = { error: nodeError(this.getNode(), error, item) };
		}
	}
	return { messages, results };
}
