import type { IExecuteFunctions } from 'n8n-workflow';

import { deliver } from '../delivery/deliver';
import { runInOrder } from '../delivery/order';
import { Outcomes } from '../delivery/outcomes';
import { planRequests, recordedMessage, type PlanRules, type SendRequest } from '../delivery/plan';
import { broadcastWriter, sentByItself, sentByTool } from '../delivery/sentMessage';
import { anyOf, cancelSignal } from '../transport/cancel';
import { ACCOUNT_LIMIT } from '../transport/pace';
import { openAccount } from '../transport/request';
import { contentKey, inTurn, isAgentTool } from './agentTool';
import { itemResult, resultOfFault } from './itemResult';
import { mayRunAgain } from './lastTry';
import type { BatchOperation, ItemResult, SendSettings } from './operation';
import { prepareAll } from './prepareAll';
import { cancelledBefore, isFailure, throwIfAnyFailed, throwIfAnyIsBad } from './sendErrors';
import { warnOfNewRecipients } from './newRecipients';

/**
 * Prepares all items, then sends those that are good: side by side, but one after the other to the same recipient.
 *
 * What an earlier try of this execution had accepted is put out as it was and not sent again. If any item is bad and the
 * node is not set to continue, nothing is sent for any; if any fails in sending, nothing more leaves.
 *
 * @param count number of input items
 * @returns a result for each item, in input order
 * @throws NodeError of the first item that failed, unless the node is set to continue; and anything that concerns the node
 * as a whole, such as its credential
 */
export async function sendBatch(this: IExecuteFunctions, operation: BatchOperation, count: number): Promise<ItemResult[]> {
	const run = async () => await sendInOneTry.call(this, operation, count);
	return isAgentTool(this) ? await inTurn(this.getContext('node'), run) : await run();
}

async function sendInOneTry(this: IExecuteFunctions, operation: BatchOperation, count: number): Promise<ItemResult[]> {
	const node = this.getNode();
	const isTool = isAgentTool(this);
	const settings = operation.settings.call(this);
	const failed = new AbortController();
	const signal = anyOf(failed.signal, cancelSignal(this));
	const limit = { ...ACCOUNT_LIMIT, requests: settings.requestsPer5Seconds };
	const client = await openAccount(this, { limit, signal });
	const run = isTool ? 'tool' : String(this.getWorkflowDataProxy(0).$runIndex);
	const outcomes = new Outcomes(this.getContext('node'), run);

	const { messages, faults } = await prepareAll.call(this, operation, client, count, isTool ? contentKey : idOfItem);
	const { requests, planned } = planRequests(messages, outcomes, rulesFor(settings, isTool));
	const recorded = new Map([...faults.keys()].map((item) => [item, recordedMessage(outcomes, item, String(item))]));
	const everything = [...planned, ...recorded.values()];
	const write = settings.broadcast ? broadcastWriter(everything) : isTool ? sentByTool : sentByItself;

	const results: ItemResult[] = [];
	for (const [item, fault] of faults) results[item] = resultOfFault(node, item, fault, recorded.get(item), write);
	const settle = () => {
		for (const message of planned) {
			const result = itemResult(node, message, write);
			if (result !== undefined) results[message.item] = result;
		}
	};
	settle();
	if (!this.continueOnFail()) throwIfAnyIsBad(results, count);
	warnOfNewRecipients.call(this, planned);

	const send = async (request: SendRequest) => {
		await deliver(client, request, outcomes);
		if (request.error !== undefined && !this.continueOnFail()) failed.abort();
	};
	const tasks = requests.map((request) => ({ recipients: request.to, run: async () => await send(request) }));
	await runInOrder(tasks, settings.concurrency, () => signal.aborted);

	settle();
	if (!this.continueOnFail()) throwIfAnyFailed(node, results, count);
	for (let item = 0; item < count; item++) results[item] ??= { error: cancelledBefore(node, item) };

	const [first] = results;
	const isOver = !results.some(isFailure) || !mayRunAgain.call(this, run, first !== undefined && isFailure(first));
	// An agent may call its tool again at any time.
	if (isOver && !isTool) outcomes.clear();
	return results;
}

/** Items keep their place over all tries of a run. */
function idOfItem(_context: IExecuteFunctions, { item }: { item: number }): string {
	return String(item);
}

function rulesFor({ broadcast, allowRepeats }: SendSettings, isTool: boolean): PlanRules {
	const isRepeatable = isTool && allowRepeats;
	return {
		broadcast,
		oncePerNumber: isTool ? !isRepeatable : broadcast,
		keepAccepted: !isRepeatable,
		keepRecipients: !isTool,
	};
}
