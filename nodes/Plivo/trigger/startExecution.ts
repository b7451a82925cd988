import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { type Event } from '../webhooks/events/event';
import type { InboundItem } from '../webhooks/events/inbound';
import { downloadFiles } from './downloadFiles';
import { type ResponseState, recentEvents, type RecentEvents } from './duplicates/duplicates';
import { namesOf } from './duplicates/eventNames';
import { trackResponse } from './duplicates/trackResponse';
import { batchOf, type Batch } from './gather/batch';
import { gatheredItem } from './gather/gatheredItem';
import { nodeKeyOf } from './nodeKey';
import type { TriggerOptions } from './parameters/triggerOptions';
import { autoReply } from './reply/autoReply';
import { EMPTY_REPLY } from './reply/reply';
import type { ResponseRecord } from './reply/responseRecord';
import { refuse, respond, send, setType } from './respond';

/** What is known of an event that may start the workflow. */
export interface ProvenEvent {
	options: TriggerOptions;
	/** False if the user has turned the check off: then nothing proves that Plivo sent it. */
	verifySignature: boolean;
	/** Everything that Plivo sent. */
	raw: IDataObject;
	record: ResponseRecord;
	writeV3: () => void;
}

/** Starts the workflow with an event, unless it was started with it before, and responds to Plivo. */
export async function startExecution(context: IWebhookFunctions, event: Event, proven: ProvenEvent): Promise<IWebhookResponseData> {
	const { options } = proven;
	const data = context.getWorkflowStaticData('node');
	const isGathered = event.event === 'message' && event.from !== null && options.gatherSeconds > 0;
	// While messages are gathered, Plivo repeats some of them, and none may be in the item twice.
	const recent = options.ignoreDuplicates || isGathered ? recentEvents(nodeKeyOf(context), data) : undefined;
	const response = trackResponse(context.getResponseObject());
	if (isGathered) return await gatherThenStart(context, event, proven, { data, recent, response });

	const claimed = await reserveAll(recent, namesOf(event, Date.now()), response.outcome);
	if (claimed === 'pending') return refuse(context, 503, 'This message is being handled');
	const reply = autoReply(context, nodeKeyOf(context), [event], options, proven.record);
	// Plivo repeats a call only if it got no response, and then it got no reply either.
	if (claimed === 'accepted') return respond(context, reply);
	return await start(context, event, reply, proven, { data, recent, response });
}

interface Call {
	data: IDataObject;
	recent: RecentEvents | undefined;
	response: ReturnType<typeof trackResponse>;
}

/** Waits for further messages of the same sender. The call of the last one starts the workflow with all of them. */
async function gatherThenStart(context: IWebhookFunctions, event: InboundItem, proven: ProvenEvent, call: Call): Promise<IWebhookResponseData> {
	const calledAt = Date.now();
	const { options, record } = proven;
	const gathered: { in?: Batch } = {};
	const claimed = await reserveAll(call.recent, namesOf(event, calledAt), () => gathered.in?.state() ?? 'pending');
	if (claimed === 'pending') return refuse(context, 503, 'This message is being handled');
	const names = namesOf(event, calledAt).map((name) => `replied ${name}`);
	if (claimed === 'accepted') {
		const hadReply = (await reserveAll(call.recent, names, () => 'failed')) === 'accepted';
		return respond(context, hadReply ? autoReply(context, nodeKeyOf(context), [event], options, record) : EMPTY_REPLY);
	}
	const batch = batchOf([nodeKeyOf(context), event.type, event.from, event.to].join(' '));
	gathered.in = batch;
	const messages = await batch.add(event, options.gatherSeconds * 1_000, call.response.outcome);
	const item = messages && gatheredItem(messages);
	if (messages === undefined || item === undefined) {
		const isAccepted = (await batch.decided(calledAt)) === 'accepted';
		return isAccepted ? respond(context, EMPTY_REPLY) : refuse(context, 503, 'This message waits for others');
	}
	const reply = autoReply(context, nodeKeyOf(context), messages, options, record);
	// Of all these calls only this one has the reply, so only its message gets it again.
	if (reply !== EMPTY_REPLY) await reserveAll(call.recent, names, call.response.outcome);
	return await start(context, item, reply, proven, call);
}

/** Starts the workflow, and responds to Plivo once n8n has the event. */
async function start(
	context: IWebhookFunctions,
	event: Event,
	reply: string,
	{ options, verifySignature, raw, writeV3 }: ProvenEvent,
	{ data, recent, response: { setAccepted } }: Call,
): Promise<IWebhookResponseData> {
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
	return startThenRespond(context, { json }, reply, () => {
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

/**
 * Lets n8n start the workflow and send the response. Since n8n 2.8, it responds once the execution exists: if it stops in
 * between, Plivo retries. Earlier versions respond first, so a crash at that moment loses the event. (webhook-helpers.js
 * of the n8n package: 2.7.5 responds before WorkflowRunner.run, 2.8.0 after it.)
 *
 * @param onStarted called when n8n asks for the response, just before sending it. n8n saves the static data after that;
 * since 2.8, it drops anything written earlier. If an n8n asks at another time, the data is saved too early or not at
 * all, and then a duplicate can only get through after a restart within minutes.
 */
function startThenRespond(
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
