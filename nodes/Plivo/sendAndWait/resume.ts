import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { digitsOf, writtenForms } from '../phone/e164';
import { isProven, readPress, writeResult, type ProvenPress } from '../webhooks/buttonAnswer/press';
import { statusItem } from '../webhooks/events/status';
import { authToken } from '../webhooks/signature/authToken';
import { readCall } from '../webhooks/signature/readCall';
import { deliveryResult, readAwaitedState } from './deliveryResult';
import { PartStates } from './messageParts';
import {
	answerOf,
	MAX_ANSWER,
	noticePage,
	ownString,
	pageHeaders,
	questionPage,
	readAnswer,
	recordedPage,
	type Answer,
	type Question,
} from './responsePage';
import { readWaiting, RUN, signedStatuses, type WaitingForAnswer, type WaitingForDelivery } from './waiting';

const parts = new PartStates();

/**
 * The largest form that is read. Each character of the longest answer has up to three bytes in UTF-8, and up to nine in
 * the form.
 */
export const MAX_BYTES = 64 * 1024;

/**
 * Responds to a call of the address of a waiting execution, and resumes it if the call is the awaited one. n8n has
 * already checked that the address was not made up.
 *
 * Catches every exception: after one, n8n would resume with an empty item.
 */
export async function resume(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const waiting = readWaiting(this);
		const isOld = waiting === undefined || this.getRequestObject().query[RUN] !== waiting.run;
		if (waiting !== undefined && 'question' in waiting) {
			const press = readPress(this.getBodyData());
			if (press !== undefined) return isOld ? respondAndWait(this, 410, writeResult('closed')) : await takePress(this, press, waiting);
			return isOld ? respondAndWait(this, 410, overPage()) : takeAnswer(this, waiting);
		}
		return isOld ? respondAndWait(this, 200, '') : await takeStatus(this, waiting);
	} catch (error) {
		this.logger.error(`A call to the address of "${this.getNode().name}" failed: ${error instanceof Error ? error.message : String(error)}`);
		return respondAndWait(this, 500, noticePage('Something went wrong', 'Please try again in a minute.'));
	}
}

/** For a link from an earlier round of a loop. After the whole execution has ended, n8n itself responds. */
function overPage(): string {
	return noticePage('This question is closed', 'It has been answered, or the time to answer has passed.');
}

async function takeStatus(context: IWebhookFunctions, { address, messageUuid, signedByV3, kept }: WaitingForDelivery): Promise<IWebhookResponseData> {
	if (context.getRequestObject().method !== 'POST') {
		return respondAndWait(context, 404, noticePage('Nothing to do here', 'This address is only for message statuses.'));
	}
	signedStatuses.read(signedByV3);
	// The query is n8n's, and is already part of the address.
	const call = await readCall(context, address, { queryString: '', mustBeSigned: true, v3: signedStatuses });
	if ('refused' in call) return respondAndWait(context, call.refused.status, call.refused.text);
	const state = readAwaitedState(context.getNodeParameter('waitUntil', 'delivered'));
	const status = statusItem(call.params, new Date().toISOString());
	const result = status && deliveryResult(status, { address, messageUuid, state }, parts);
	return result === undefined ? respondAndWait(context, 200, '') : resumeWith({ ...result, ...kept }, '');
}

function takeAnswer(context: IWebhookFunctions, waiting: WaitingForAnswer): IWebhookResponseData {
	const { question, byButton } = waiting;
	if (byButton) return respondAndWait(context, 404, noticePage('Nothing to do here', 'Answer in WhatsApp, with the buttons of the message.'));
	if (context.getRequestObject().method !== 'POST') return respondAndWait(context, 200, questionPage(question));

	const { rawBody, headers } = context.getRequestObject();
	if ((rawBody?.length ?? Number(headers['content-length'] ?? 0)) > MAX_BYTES) {
		return respondAndWait(context, 413, questionPage(question, { problem: problemOf(question), text: '' }));
	}
	// Undefined if the request has no body, although n8n's type says otherwise.
	const body: unknown = context.getBodyData();
	const answer = readAnswer(question, body);
	if (answer === undefined) {
		return respondAndWait(context, 422, questionPage(question, { problem: problemOf(question), text: ownString(body, 'text') ?? '' }));
	}
	context.getResponseObject().set(pageHeaders);
	return resumeWith(answerResult(answer, waiting, null), recordedPage(question, answer));
}

/**
 * Takes a pressed button of WhatsApp, which the trigger reports.
 *
 * @throws if the credential can't be read
 */
async function takePress(context: IWebhookFunctions, press: ProvenPress, waiting: WaitingForAnswer): Promise<IWebhookResponseData> {
	const signature = String(context.getRequestObject().query.signature ?? '');
	const isFromTrigger = isProven(press, signature, await authToken(context)) || isProven(press, signature, await authToken(context, true));
	if (!isFromTrigger) return respondAndWait(context, 403, writeResult('unproven'));
	const answer = answerOf(waiting.question, press.choice);
	if (answer === undefined) return respondAndWait(context, 410, writeResult('closed'));
	// WhatsApp may write the number of the same person in another form.
	const forms = writtenForms(digitsOf(press.from));
	if (!forms.includes(digitsOf(waiting.to))) return respondAndWait(context, 403, writeResult('notAsked'));
	return resumeWith(answerResult(answer, waiting, press.from), writeResult('accepted'));
}

/**
 * The output when somebody has answered.
 *
 * @param answeredBy the number that pressed a button; null for the page, which anybody with the link can open
 */
function answerResult(answer: Answer, { messageUuid, to, kept }: WaitingForAnswer, answeredBy: string | null): IDataObject {
	return { data: { ...answer, responded_at: new Date().toISOString() }, timed_out: false, message_uuid: messageUuid, to, answered_by: answeredBy, ...kept };
}

function problemOf({ responseType }: Question): string {
	if (responseType !== 'freeText') return 'Please press a button.';
	return `Please write an answer of up to ${MAX_ANSWER.toLocaleString('en-US')} characters.`;
}

function resumeWith(json: IDataObject, answer: string): IWebhookResponseData {
	return { webhookResponse: answer, workflowData: [[{ json }]] };
}

/**
 * Responds without data, so that n8n continues to wait.
 *
 * @param text a page for a person; plain text for Plivo
 */
function respondAndWait(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	const response = context.getResponseObject();
	const isPage = text.startsWith('<!DOCTYPE');
	if (!response.headersSent) response.status(status).set(isPage ? pageHeaders : { 'Content-Type': 'text/plain' }).send(text);
	return { noWebhookResponse: true };
}
