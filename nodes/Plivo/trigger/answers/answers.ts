import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { reasonOf } from '../../errors/reason';
import { readPayload, type ButtonPayload } from '../../webhooks/buttonAnswer/payload';
import type { Event } from '../../webhooks/events/event';
import type { InboundItem } from '../../webhooks/events/inbound';
import { isToBeLogged } from '../../webhooks/signature/refusalLog';
import { recentEvents, type RecentEvents, type ResponseState } from '../duplicates/duplicates';
import { nodeKeyOf } from '../nodeKey';
import type { TriggerOptions } from '../parameters/triggerOptions';
import { EMPTY_REPLY } from '../reply/reply';
import { replyLimiter } from '../reply/replyLimiter';
import type { ResponseRecord } from '../reply/responseRecord';
import { refuse, respond, send } from '../respond';
import { CLOSED_REPLY, readClosedReply, sendClosedReply } from './closedReply';
import { resumeWaiting, type AnswerResult, type NotPassedOn } from './resumeWaiting';

/** The answer to a question of Send and Wait: a message whose button carries what to resume. */
export interface ReceivedAnswer {
	event: InboundItem & { from: string; to: string };
	payload: ButtonPayload;
}

/**
 * What became of an answer. `uncertain`: n8n's response to an earlier try got lost, and now the question is closed: by this very
 * answer, or by another one or its time limit in between. n8n doesn't say which.
 */
type Outcome = AnswerResult | 'uncertain';

/** Why an answer wasn't passed on, for n8n's log. */
const REASONS: Record<Exclude<Outcome, 'accepted'>, string> = {
	closed: "the question was answered before, or n8n doesn't have it anymore",
	uncertain: "n8n's response to the first try got lost, and the question is closed by now. So the answer may count, or may not",
	notAsked: 'somebody else was asked',
	forged: "n8n didn't sign what the button carries. That also happens if n8n's encryption key has changed, or another n8n asked",
	unproven: 'Send and Wait has another Auth Token than this trigger. Use the same credential for both',
};

/** @returns undefined if the event is anything else */
export function readAnswer(event: Event): ReceivedAnswer | undefined {
	if (event.event !== 'message') return undefined;
	const { from, to, button } = event;
	const payload = readPayload(button?.payload);
	return payload === undefined || from === null || to === null ? undefined : { event: { ...event, from, to }, payload };
}

/**
 * Passes an answer on to the execution that waits for it.
 *
 * @returns the response to Plivo; undefined if the answer was accepted and the workflow of the trigger should start too
 */
export async function takeAnswer(
	context: IWebhookFunctions,
	answer: ReceivedAnswer,
	{ options, record }: { options: TriggerOptions; record: ResponseRecord },
): Promise<IWebhookResponseData | undefined> {
	const data = context.getWorkflowStaticData('node');
	const recent = recentEvents(nodeKeyOf(context), data);
	const result = await passOn(context, answer, recent);
	data.recentEvents = recent.written();
	if (typeof result !== 'string') {
		if (isToBeLogged(context, 'answer')) {
			context.logger.error(
				`"${context.getNode().name}" couldn't pass on an answer to Send and Wait, so Plivo will send it again. ${result.reason} Lines like this appear up to ten times an hour.`,
			);
		}
		return refuse(context, 503, 'This answer could not be passed on');
	}
	if (result === 'accepted') return options.startOnAnswers ? undefined : respond(context, EMPTY_REPLY);
	if (isToBeLogged(context, `answer ${result}`)) {
		context.logger.warn(`"${context.getNode().name}" got an answer to a question of Send and Wait that doesn't or may not count: ${REASONS[result]}. Lines like this appear up to ten times an hour.`);
	}
	// Whoever may have answered isn't told that they haven't, and nothing starts with an answer that may not count.
	if (result === 'uncertain') return respond(context, EMPTY_REPLY);
	return await respondToOther(context, answer, options, recent, record);
}

/** Passes an answer on, unless the question is known to be answered. */
async function passOn(context: IWebhookFunctions, { event, payload }: ReceivedAnswer, recent: RecentEvents): Promise<Outcome | NotPassedOn> {
	const { executionId, nodeId, run, choice } = payload;
	const question = `question ${executionId} ${nodeId} ${run}`;
	let state: ResponseState = 'pending';
	try {
		// Plivo sends the same answer again if it got no response. Two presses at the same moment must not both resume.
		const repeated = await recent.reserve(`${question} ${event.message_uuid}`, () => state);
		if (repeated === 'accepted') return 'accepted';
		const asked = repeated === 'new' ? await recent.reserve(question, () => state) : repeated;
		if (asked === 'pending') return { reason: 'Another answer to the same question is being passed on.', mayBeAccepted: false };
		if (asked === 'accepted') return 'closed';
		const result = await resumeWaiting(context, payload, { choice, from: event.from, messageUuid: event.message_uuid });
		const tried = `${question} ${event.message_uuid} tried`;
		if (typeof result !== 'string' && result.mayBeAccepted) await recent.reserve(tried, () => 'accepted');
		if (result === 'accepted') state = 'accepted';
		return result === 'closed' && (await recent.reserve(tried, () => 'failed')) === 'accepted' ? 'uncertain' : result;
	} finally {
		if (state === 'pending') state = 'failed';
	}
}

/** Responds to an answer that doesn't count, and tells its sender once if the option is set. */
async function respondToOther(
	context: IWebhookFunctions,
	{ event }: ReceivedAnswer,
	{ closedReply }: TriggerOptions,
	recent: RecentEvents,
	record: ResponseRecord,
): Promise<IWebhookResponseData> {
	const text = replyText(context, closedReply);
	const isFirst = text !== '' && (await recent.reserve(`closed ${event.message_uuid}`, () => 'accepted')) === 'new';
	if (!isFirst || !replyLimiter(nodeKeyOf(context)).allow('closedReply', event, record)) return respond(context, EMPTY_REPLY);
	// Plivo waits eight seconds for this, and a send may take longer.
	send(context, 200, EMPTY_REPLY);
	try {
		await sendClosedReply(context, text, event);
	} catch (error) {
		context.logger.error(`"${context.getNode().name}" couldn't send its ${CLOSED_REPLY}: ${reasonOf(error)}`);
	}
	return { noWebhookResponse: true };
}

/** An invalid text is rejected at activation. An expression may yield something else later. */
function replyText(context: IWebhookFunctions, value: unknown): string {
	try {
		return readClosedReply(value);
	} catch (error) {
		context.logger.error(`"${context.getNode().name}" sends no ${CLOSED_REPLY}: ${reasonOf(error)}`);
		return '';
	}
}
