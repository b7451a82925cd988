import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { reasonOf } from '../errors/reason';
import { type Event, readEvent } from '../webhooks/events/event';
import { isDue } from '../webhooks/logLimiter';
import { readCall } from '../webhooks/signature/readCall';
import { isToBeLogged } from '../webhooks/signature/refusalLog';
import { triggerRecord } from '../webhooks/signature/v3Record';
import { readAnswer, takeAnswer } from './answers/answers';
import { withoutSecret } from './answers/withoutSecret';
import { parseFiltersOfCall, passes } from './filters/eventFilters';
import { nodeKeyOf } from './nodeKey';
import { type OnUnusable, readOptions, readVerifySignature } from './parameters/triggerOptions';
import { readStaticData } from './registration/staticData';
import { EMPTY_REPLY } from './reply/reply';
import { ResponseRecord } from './reply/responseRecord';
import { refuse, respond } from './respond';
import { startExecution } from './startExecution';

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
	const record = new ResponseRecord(context.getResponseObject());
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
	const received = readEvent(call.params, new Date().toISOString(), call.reference);
	const answer = readAnswer(received);
	// Without a signature, nobody knows who pressed the button.
	const response = answer === undefined || !verifySignature ? undefined : await takeAnswer(context, answer, { options, record });
	if (response !== undefined) return response;

	const { event, raw } = withoutSecret(received, call.params);
	if (!isWanted(context, event) || !passes(parseFiltersOfCall(options, onUnusable), event)) return respond(context, EMPTY_REPLY);
	return await startExecution(context, event, { options, verifySignature, raw, record, writeV3 });
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
