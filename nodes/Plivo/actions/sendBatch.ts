import type { IExecuteFunctions } from 'n8n-workflow';

import { deliver, type SendRequest } from '../delivery/deliver';
import { openOutcomes, type Outcomes } from '../delivery/outcomes';
import type { PlivoClient } from '../transport/request';
import { addNote, nameItem, nodeError, operationError } from './nodeError';
import type { BatchOperation, ItemResult } from './operation';

/**
 * Prepares all items, then sends those that are good, in order.
 *
 * What an earlier try of this execution had accepted is put out as it was and not sent again. If any item is bad and the
 * node is not set to continue, nothing is sent for any.
 *
 * @param count number of input items
 * @returns a result for each item, in input order
 * @throws NodeError of the first item that failed, unless the node is set to continue
 */
export async function sendBatch(
	this: IExecuteFunctions,
	operation: BatchOperation,
	client: PlivoClient,
	count: number,
): Promise<ItemResult[]> {
	const outcomes = openOutcomes(this.getContext('node'), this.getWorkflowDataProxy(0).$runIndex);
	const results: ItemResult[] = [];
	const requests = new Map<number, SendRequest>();

	for (let i = 0; i < count; i++) {
		const prepared = await prepareItem.call(this, operation, client, outcomes, i);
		if ('request' in prepared) requests.set(i, prepared.request);
		else results[i] = prepared;
	}
	if (!this.continueOnFail()) throwIfAnyIsBad(results, count);

	for (const [item, request] of requests) {
		const result = await sendItem.call(this, client, request, item, outcomes);
		if ('error' in result && !this.continueOnFail()) {
			throw addNote(nameItem(result.error, item, count), accepted(results));
		}
		results[item] = result;
	}

	// While one has failed, core may run the node again although it is set to continue: with Retry On Fail it does so when
	// the first item put out is a failed one.
	if (!results.some((result) => 'error' in result)) outcomes.clear();
	return results;
}

async function prepareItem(
	this: IExecuteFunctions,
	operation: BatchOperation,
	client: PlivoClient,
	outcomes: Outcomes,
	item: number,
): Promise<{ request: SendRequest } | ItemResult> {
	const earlier = outcomes.of(item);
	if (earlier?.state === 'accepted') return { output: { ...earlier.sent } };
	try {
		if (earlier?.state === 'unknown' && !operation.maySendAgain.call(this, item)) {
			const error = operationError(this.getNode(), 'This message may have been sent already', item);
			return { error: addNote(error, `${TRIED_EARLIER} ${MAY_HAVE_BEEN_SENT}`) };
		}
		return { request: await operation.prepare.call(this, client, item) };
	} catch (error) {
		return { error: nodeError(this.getNode(), error, item) };
	}
}

async function sendItem(
	this: IExecuteFunctions,
	client: PlivoClient,
	{ body, to, attach }: SendRequest,
	item: number,
	outcomes: Outcomes,
): Promise<ItemResult> {
	let attached = {};
	try {
		attached = (await attach?.()) ?? {};
	} catch (error) {
		return { error: nodeError(this.getNode(), error, item) };
	}
	const delivery = await deliver(client, { body: { ...body, ...attached }, to }, item, outcomes);
	if ('sent' in delivery) return { output: { ...delivery.sent } };

	const error = nodeError(this.getNode(), delivery.fault, item);
	return { error: delivery.fault.faultClass === 'unknown' ? addNote(error, MAY_HAVE_BEEN_SENT) : error };
}

const TRIED_EARLIER = 'An earlier try of this execution sent it and never learnt whether Plivo took it.';
const MAY_HAVE_BEEN_SENT =
	"Plivo may have sent the message all the same, so n8n does not send it again by itself. Look for it under Messaging > Logs in the Plivo console, or with the List operation. To send it again anyway, set the option 'If Outcome Is Unknown' to Send Again, save, and retry the execution with the currently saved workflow.";

/** @throws NodeError of the first bad item, which also says what holds for the others */
function throwIfAnyIsBad(results: ItemResult[], count: number): void {
	const bad = results.flatMap((result, item) => ('error' in result ? [{ item, error: result.error }] : []));
	const [first, ...others] = bad;
	if (first === undefined) return;
	const more =
		others.length === 0 ? '' : ` These items are not right either: ${listed(others.map(({ item }) => item))}.`;
	const note = `Nothing was sent in this try, for any item.${more}${accepted(results, ' ')}`;
	throw addNote(nameItem(first.error, first.item, count), note);
}

/** Says how many messages of this execution Plivo has, so that nobody sends them by hand once more. */
function accepted(results: ItemResult[], before = ''): string {
	const count = results.filter((result) => 'output' in result).length;
	if (count === 0) return '';
	const subject = count === 1 ? '1 message was accepted by Plivo and is' : `${count} messages were accepted by Plivo and are`;
	return `${before}${subject} not sent again when this execution is retried.`;
}

function listed(items: number[]): string {
	const shown = items.slice(0, 5).join(', ');
	return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}
