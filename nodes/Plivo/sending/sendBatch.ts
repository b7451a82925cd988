import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { createPlivoClient, type PlivoClient } from '../client/plivoClient';
import { anyOf, cancelSignal } from '../client/rateLimit/cancel';
import { knownRecipients } from '../content/addressing/addresses';
import { addNote, toItemError, toNodeError } from '../errors/toNodeError';
import { explainEmpty } from '../fields/emptyExpression';
import { contentKey, inTurn, isAgentTool } from './agentTool';
import type { BatchOperation, ItemFailure, SendResult, SendSettings } from './batchOperation';
import { deliver } from './deliver';
import { readFixedOnce } from './fixedParameters';
import { ItemResults } from './itemResult';
import { mayRunAgain } from './lastTry';
import type { SendRequest } from './message';
import { warnOfMissingValues } from './missingValues';
import { warnOfNewRecipients } from './newRecipients';
import { Outcomes } from './outcomes';
import { planRequests, recordedMessage, type PlanRules } from './planRequests';
import { prepareAll, type PreparedItems } from './prepareAll';
import { runInOrder } from './runInOrder';
import { acceptedNote, isFailure, throwIfAnyFailed, throwIfAnyIsHeldUp } from './sendErrors';
import { SentMessages } from './sentMessage';
import { describeMessage, hintThatNothingWasSent } from './validateOnly';

/**
 * Prepares all items, then sends the valid ones: concurrently, but one after another to the same recipient.
 *
 * Messages that were accepted at an earlier try of this execution are output again but not sent again. If any item is
 * invalid and the node isn't set to continue, nothing is sent for any item. If sending any item fails, no further
 * requests are sent.
 *
 * @param count number of input items
 * @param fields of the node, whose labels errors use
 * @returns a result for each item, in input order
 * @throws NodeError of the first item that failed, unless the node is set to continue; also any error that concerns the
 * node as a whole, such as its credential
 */
export async function sendBatch(this: IExecuteFunctions, operation: BatchOperation, count: number, fields: INodeProperties[]): Promise<SendResult[]> {
	// One context for the whole run, because operations cache what they have read by context.
	const context = readFixedOnce(this);
	const run = async () => await sendInOneTry.call(context, operation, count, fields);
	return isAgentTool(this) ? await inTurn(this.getContext('node'), run) : await run();
}

async function sendInOneTry(this: IExecuteFunctions, operation: BatchOperation, count: number, fields: INodeProperties[]): Promise<SendResult[]> {
	const isTool = isAgentTool(this);
	const continues = this.continueOnFail();
	const failed = new AbortController();
	const signal = anyOf(failed.signal, cancelSignal(this));
	const run = isTool ? 'tool' : String(this.getWorkflowDataProxy(0).$runIndex);
	const explain = (item: number, error: unknown) => explainEmpty.call(this, fields, item, error);
	const outcomes = new Outcomes(this.getContext('node'), run);

	const step = await openStep.call(this, operation, signal);
	const { messages, checkedOnly, failures } =
		'failure' in step ? allFailed(step.failure, count) : await prepareAll.call(this, operation, step.client, count, explain, isTool ? contentKey : idOfItem);
	const settings = 'failure' in step ? undefined : step.settings;
	const { requests, planned } = planRequests(messages, outcomes, rulesFor(settings, isTool));
	const recorded = new Map([...failures.keys()].map((item) => [item, recordedMessage(outcomes, item, idOfItem(this, { item }))]));
	const sent = new SentMessages([...planned, ...recorded.values()], settings?.broadcast === true, isTool);
	const makeResults = new ItemResults(this, sent, continues, new Map(messages.map(({ item, body }) => [item, body])));

	const recipients = new Map(planned.map(({ item, to }) => [item, to]));
	const items = { count, numbersOf: (item: number) => recipients.get(item) ?? knownRecipients.call(this, item) };
	const results: SendResult[] = [];
	recorded.forEach((message, item) => (results[item] = makeResults.ofInvalid(item, failures.get(item), message)));
	const collectResults = () => {
		for (const message of planned) {
			const result = makeResults.of(message);
			if (result !== undefined) results[message.item] = result;
		}
	};
	collectResults();
	if (!continues) throwIfAnyIsHeldUp(results, items);
	warnOfNewRecipients.call(this, planned);
	hintThatNothingWasSent.call(this, checkedOnly.length);
	warnOfMissingValues.call(this, [...messages, ...checkedOnly]);

	if ('client' in step) {
		const send = async (request: SendRequest) => {
			await deliver(step.client, request, outcomes);
			if (request.error !== undefined && !continues) failed.abort();
		};
		const tasks = requests.map((request) => ({ recipients: request.to, run: async () => await send(request) }));
		await runInOrder(tasks, step.settings.concurrency, () => signal.aborted);
	}

	collectResults();
	const notTried: Array<ItemFailure & { item: number }> = [];
	for (const message of planned) {
		if (results[message.item] !== undefined) continue;
		const failure = makeResults.ofNotTried(message);
		if (continues || failure.mayHaveBeenSent) results[message.item] = failure;
		else notTried.push({ ...failure, item: message.item });
	}
	if (!continues) throwIfAnyFailed(results, items, notTried);
	try {
		await operation.afterSending?.call(this, results);
	} catch (error) {
		// No retry of the execution runs this node again.
		if (continues) outcomes.clear();
		throw addNote(toItemError(this.getNode(), error, 0), acceptedNote(results, items, continues));
	}
	for (const message of checkedOnly) results[message.item] = { output: describeMessage(message) };

	const [first] = results;
	const isCancelled = cancelSignal(this)?.aborted === true;
	const isOver = isCancelled || !results.some(isFailure) || !mayRunAgain.call(this, run, first !== undefined && isFailure(first));
	// An agent may call its tool again at any time.
	if (isOver && !isTool) outcomes.clear();
	return results;
}

/**
 * Reads what concerns the node as a whole.
 *
 * @returns the failure if the node is set to continue: some of its items may have been sent at an earlier try
 * @throws that failure otherwise
 */
async function openStep(
	this: IExecuteFunctions,
	operation: BatchOperation,
	signal: AbortSignal,
): Promise<{ client: PlivoClient; settings: SendSettings } | { failure: unknown }> {
	try {
		const settings = operation.settings.call(this);
		const { requestsPer5Seconds } = settings;
		return { client: await createPlivoClient(this, { requestsPer5Seconds, signal }), settings };
	} catch (failure) {
		if (!this.continueOnFail()) throw toNodeError(this.getNode(), failure);
		return { failure };
	}
}

function allFailed(failure: unknown, count: number): PreparedItems {
	return { messages: [], checkedOnly: [], failures: new Map(Array.from({ length: count }, (_, item) => [item, failure])) };
}

/** Items keep their index over all tries of a run. */
function idOfItem(_context: IExecuteFunctions, { item }: { item: number }): string {
	return String(item);
}

function rulesFor(settings: SendSettings | undefined, isTool: boolean): PlanRules {
	const broadcast = settings?.broadcast === true;
	const isRepeatable = isTool && settings?.allowRepeats === true;
	return {
		broadcast,
		oncePerNumber: isTool ? !isRepeatable : broadcast,
		keepAccepted: !isRepeatable,
		keepRecipients: !isTool,
	};
}
