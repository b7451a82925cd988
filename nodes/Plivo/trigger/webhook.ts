import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { recentEvents, type RecentEvents } from './duplicates/duplicates';
import { watchOutcome } from './duplicates/outcome';
import { inboundItem, type InboundItem } from './events/inbound';
import { isStatus, statusItem, type StatusItem } from './events/status';
import { downloadFiles } from './files';
import { parseFilters, passes } from './filters/filters';
import { readOptions, type TriggerOptions } from './options';
import { readWritten } from './registration/written';
import { EMPTY_REPLY, mayReply, replyDocument, replyLimiter } from './reply';
import { readCall } from './signature/readCall';

type Event = InboundItem | StatusItem;

/**
 * Answers a call of the webhook, and starts the workflow when it is a message or a status that is wanted.
 *
 * Guarded whole: after an exception n8n would start an execution with an empty item, and anybody could cause one.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(this);
	} catch (error) {
		this.logger.error(`A call of the webhook of "${this.getNode().name}" failed: ${error instanceof Error ? error.message : String(error)}`);
		// Plivo tries again, and then it may work: the reason lies on this side.
		return refuse(this, 500, 'This request could not be handled');
	}
}

async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const options = readOptions(context);
	const [, queryString = ''] = /\?([^#]*)/.exec(context.getRequestObject().originalUrl) ?? [];
	const call = await readCall(context, registeredUrl(context), { queryString, mustBeSigned: options.verifySignature });
	if ('refused' in call) return refuse(context, call.refused.status, call.refused.text);

	const event = readEvent(call.params);
	if (event === undefined || !isWanted(context, event, options)) return answer(context, EMPTY_REPLY);
	return await letIn(context, event, options, call.params);
}

/**
 * The address that was handed to Plivo. n8n itself gives the address of the active workflow here, also while it serves that
 * of a test.
 */
function registeredUrl(context: IWebhookFunctions): string {
	const written = readWritten(context.getWorkflowStaticData('node'));
	return written.url ?? context.getWebhookResourceUrl?.('default') ?? String(context.getNodeWebhookUrl('default'));
}

function readEvent(object: IDataObject): Event | undefined {
	const now = new Date().toISOString();
	return isStatus(object) ? statusItem(object, now) : inboundItem(object, now);
}

function isWanted(context: IWebhookFunctions, event: Event, options: TriggerOptions): boolean {
	const events = [context.getNodeParameter('events', [])].flat();
	return events.some((wanted) => wanted === event.event) && passes(parseFilters(options), event);
}

async function letIn(
	context: IWebhookFunctions,
	event: Event,
	options: TriggerOptions,
	raw: IDataObject,
): Promise<IWebhookResponseData> {
	const data = context.getWorkflowStaticData('node');
	const nodeKey = `${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;
	const recent = options.ignoreDuplicates ? recentEvents(nodeKey, data) : undefined;
	const { outcome, setTaken } = watchOutcome(context.getResponseObject());
	const claimed = (await recent?.claim(idOf(event), outcome)) ?? 'new';
	if (claimed === 'taken') return answer(context, EMPTY_REPLY);
	if (claimed === 'open') return refuse(context, 503, 'This message is being handled');

	const reply = replyTo(event, options, nodeKey);
	const json: IDataObject = { ...event, ...(options.raw && { raw }) };
	if (event.event === 'message' && options.downloadMedia && event.media.length > 0) {
		send(context, 200, reply);
		// Also when Plivo has hung up: the workflow starts all the same.
		setTaken();
		const { media, binary } = await downloadFiles(context, event, { mostBytes: options.mostBytes, isProven: options.verifySignature });
		writeRecent(data, recent);
		return { noWebhookResponse: true, workflowData: [[{ json: { ...json, media }, binary }]] };
	}
	return startThenAnswer(context, { json }, reply, () => {
		setTaken();
		writeRecent(data, recent);
	});
}

/** A status is another event than the message, and so is each part and each state of it. */
function idOf(event: Event): string {
	if (event.event === 'message') return `message ${event.messageUuid}`;
	return `status ${event.messageUuid} ${event.status} ${event.sequence} ${event.part}`;
}

function replyTo(event: Event, { replyText }: TriggerOptions, nodeKey: string): string {
	if (event.event !== 'message' || replyText === '' || !mayReply(event)) return EMPTY_REPLY;
	return replyLimiter(nodeKey).allow(event.to, event.from) ? replyDocument(event, replyText) : EMPTY_REPLY;
}

/**
 * Has n8n start the workflow, and answer only then: should it stop in between, Plivo tries again.
 *
 * @param onStarted called when the execution exists. n8n then asks for the answer, and after that it saves the static data;
 *   what is written to it earlier, n8n forgets. An n8n that asks at another time saves too early or not at all, and then
 *   only a restart within minutes can let an event in twice.
 */
function startThenAnswer(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	document: string,
	onStarted: () => void,
): IWebhookResponseData {
	setType(context);
	return {
		workflowData: [[item]],
		get webhookResponse() {
			onStarted();
			return document;
		},
	};
}

function writeRecent(data: IDataObject, recent: RecentEvents | undefined): void {
	if (recent !== undefined) data.recentEvents = recent.written();
}

function answer(context: IWebhookFunctions, document: string): IWebhookResponseData {
	setType(context);
	return { webhookResponse: document };
}

function refuse(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	send(context, status, text, 'text/plain');
	return { noWebhookResponse: true };
}

function send(context: IWebhookFunctions, status: number, body: string, type = 'text/xml'): void {
	const response = context.getResponseObject();
	if (response.headersSent) return;
	response.status(status).type(type).send(body);
}

/** Plivo reads an answer as XML; without this n8n would send it as a web page. */
function setType(context: IWebhookFunctions): void {
	context.getResponseObject().type('text/xml');
}
