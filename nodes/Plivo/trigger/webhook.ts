import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { InvalidFieldError } from '../errors/invalidFieldError';
import { type Event, namesOf, readEvent } from '../webhooks/events/event';
import { isDue } from '../webhooks/logLimiter';
import { readCall } from '../webhooks/signature/readCall';
import { isToBeLogged } from '../webhooks/signature/refusalLog';
import { triggerRecord } from '../webhooks/signature/v3Record';
import { downloadFiles } from './downloadFiles';
import { type ResponseState, recentEvents, type RecentEvents } from './duplicates/duplicates';
import { trackResponse } from './duplicates/trackResponse';
import { parseFiltersOfCall, passes } from './filters/eventFilters';
import { type OnUnusable, readOptions, readVerifySignature, type TriggerOptions } from './parameters/triggerOptions';
import { readStaticData } from './registration/staticData';
import { EMPTY_REPLY, canAutoReply, readReplyText, replyDocument } from './reply/reply';
import { replyLimiter } from './reply/replyLimiter';
import { AnswerRecord } from './reply/responseRecord';

/** As labeled in Trigger On. */
const EVENT_LABELS: Record<Event['event'], string> = { message: 'Message Received', status: 'Delivery Status', other: 'Other' };

/**
 * Responds to a webhook call, and starts the workflow if the call contains a wanted event.
 *
 * Catches every exception: after one, n8n would start an execution with an empty item, and anybody could cause that.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await handle(this);
	} catch (error) {
		if (isToBeLogged(this, 'failed')) {
			this.logger.error(
				`A call to the webhook of "${this.getNode().name}" failed: ${reasonOf(error)} Lines like this appear up to ten times an hour.`,
			);
		}
		// Plivo retries, and that may succeed, because the cause is on this side.
		return refuse(this, 500, 'This request could not be handled');
	}
}

async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const record = new AnswerRecord(context.getResponseObject());
	const onUnusable: OnUnusable = (label, error) => {
		if (!isToBeLogged(context, label)) return;
		context.logger.error(
			`"${context.getNode().name}" continues without its option ${label}, which can't be used: ${reasonOf(error)} Lines like this appear up to ten times an hour.`,
		);
	};
	const verifySignature = readVerifySignature(context, onUnusable);
	const [, queryString = ''] = /\?([^#]*)/.exec(context.getRequestObject().originalUrl) ?? [];
	const data = context.getWorkflowStaticData('node');
	const v3 = triggerRecord(nodeKeyOf(context), readStaticData(data).signedByV3);
	const call = await readCall(context, registeredUrl(context), { queryString, mustBeSigned: verifySignature, v3 });
	if ('refused' in call) return refuse(context, call.refused.status, call.refused.text);
	const signedByV3 = v3.written();
	const isNews = signedByV3 !== (readStaticData(data).signedByV3 ?? '');
	const writeV3 = () => {
		if (isNews) data.signedByV3 = signedByV3;
	};
	// This write is saved if no execution starts. If one does, it is repeated when n8n asks for the response.
	writeV3();

	const options = readOptions(context, onUnusable);
	const event = readEvent(call.params, new Date().toISOString());
	if (!isWanted(context, event) || !passes(parseFiltersOfCall(options, onUnusable), event)) return respond(context, EMPTY_REPLY);
	return await startExecution(context, event, { options, verifySignature, raw: call.params, record, writeV3 });
}

/** The address that was given to Plivo. n8n itself returns the address of the active workflow here, even during a test. */
function registeredUrl(context: IWebhookFunctions): string {
	const written = readStaticData(context.getWorkflowStaticData('node'));
	return written.url ?? context.getWebhookResourceUrl?.('default') ?? String(context.getNodeWebhookUrl('default'));
}

/** Whether Trigger On includes the event. Others are logged, because a call of an unknown kind is visible nowhere else. */
function isWanted(context: IWebhookFunctions, { event }: Event): boolean {
	const events = [context.getNodeParameter('events', [])].flat();
	if (events.some((wanted) => wanted === event)) return true;
	if (isDue(`${nodeKeyOf(context)} ${event}`, Date.now())) {
		context.logger.info(
			`A call from Plivo to the webhook of "${context.getNode().name}" didn't start anything. To start the workflow with such calls, add ${EVENT_LABELS[event]} to Trigger On. This line appears up to once an hour.`,
		);
	}
	return false;
}

/** Identifies the trigger in this process: active, or in a test. */
function nodeKeyOf(context: IWebhookFunctions): string {
	return `${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;
}

interface Admitted {
	options: TriggerOptions;
	/** False if the user has turned the check off: then nothing proves that Plivo sent it. */
	verifySignature: boolean;
	/** Everything that Plivo sent. */
	raw: IDataObject;
	record: AnswerRecord;
	writeV3: () => void;
}

async function startExecution(
	context: IWebhookFunctions,
	event: Event,
	{ options, verifySignature, raw, record, writeV3 }: Admitted,
): Promise<IWebhookResponseData> {
	const data = context.getWorkflowStaticData('node');
	const recent = options.ignoreDuplicates ? recentEvents(nodeKeyOf(context), data) : undefined;
	const { outcome, setAccepted } = trackResponse(context.getResponseObject());
	const claimed = await reserveAll(recent, namesOf(event, Date.now()), outcome);
	if (claimed === 'pending') return refuse(context, 503, 'This message is being handled');
	const reply = replyTo(context, event, options, record);
	// Plivo repeats a call only if it got no response, and then it got no reply either.
	if (claimed === 'accepted') return respond(context, reply);

	const json: IDataObject = { ...event, ...(options.raw && { raw }) };
	if (event.event === 'message' && options.downloadMedia && event.media.length > 0) {
		send(context, 200, reply);
		// Also if Plivo has hung up, because the workflow starts anyway.
		setAccepted();
		const { media, binary } = await downloadFiles(context, event, { maxBytes: options.maxBytes, isProven: verifySignature });
		writeRecent(data, recent);
		writeV3();
		return { noWebhookResponse: true, workflowData: [[{ json: { ...json, media }, binary }]] };
	}
	return startThenAnswer(context, { json }, reply, () => {
		setAccepted();
		writeRecent(data, recent);
		writeV3();
	});
}

/** Reserves an event under all of its names, unless it was already reserved under one of them. */
async function reserveAll(recent: RecentEvents | undefined, names: string[], outcome: () => ResponseState): Promise<'new' | 'accepted' | 'pending'> {
	for (const name of names) {
		const claimed = await recent?.reserve(name, outcome);
		if (claimed === 'accepted' || claimed === 'pending') return claimed;
	}
	return 'new';
}

function replyTo(context: IWebhookFunctions, event: Event, options: TriggerOptions, record: AnswerRecord): string {
	if (event.event !== 'message' || !canAutoReply(event)) return EMPTY_REPLY;
	const text = replyText(context, options);
	return text !== '' && replyLimiter(nodeKeyOf(context)).allow(event, record) ? replyDocument(event, text) : EMPTY_REPLY;
}

/**
 * An invalid reply is rejected at activation. An expression may yield something else later; the message must start the
 * workflow anyway.
 */
function replyText(context: IWebhookFunctions, options: TriggerOptions): string {
	try {
		return readReplyText(options.replyText);
	} catch (error) {
		context.logger.error(`"${context.getNode().name}" sent no automatic reply: ${reasonOf(error)}`);
		return '';
	}
}

/** As a sentence with a period. */
function reasonOf(error: unknown): string {
	if (error instanceof InvalidFieldError) return `${error.message}. ${error.remedy}`;
	const reason = error instanceof Error ? error.message : String(error);
	return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

/**
 * Lets n8n start the workflow and send the response. Since n8n 2.8, it responds once the execution exists: if it stops in
 * between, Plivo retries. Earlier versions respond first, so a crash at that moment loses the event. (webhook-helpers.js
 * of the n8n package: 2.7.5 responds before WorkflowRunner.run, 2.8.0 after it.)
 *
 * @param onStarted called when n8n asks for the response, just before sending it. n8n saves the static data after that;
 * since 2.8, it drops anything written earlier. If an n8n asks at another time, the data is saved too early or not at
 * all, and then a duplicate can only get through after a restart within minutes.
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

function respond(context: IWebhookFunctions, document: string): IWebhookResponseData {
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

/** Plivo reads the response as XML; without this, n8n would send it as a web page. */
function setType(context: IWebhookFunctions): void {
	context.getResponseObject().type('text/xml');
}
