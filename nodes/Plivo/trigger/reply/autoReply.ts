import type { IWebhookFunctions } from 'n8n-workflow';

import { reasonOf } from '../../errors/reason';
import type { Event } from '../../webhooks/events/event';
import type { TriggerOptions } from '../parameters/triggerOptions';
import { EMPTY_REPLY, canAutoReply, readReplyText, replyDocument } from './reply';
import { replyLimiter } from './replyLimiter';
import type { ResponseRecord } from './responseRecord';

/**
 * The document that Plivo gets as a response: with the reply, if the option is set and the sender may get one now.
 *
 * @param nodeKey identifies the trigger in this process
 */
export function autoReply(context: IWebhookFunctions, nodeKey: string, event: Event, options: TriggerOptions, record: ResponseRecord): string {
	if (event.event !== 'message' || !canAutoReply(event)) return EMPTY_REPLY;
	const text = replyText(context, options);
	return text !== '' && replyLimiter(nodeKey).allow(event, record) ? replyDocument(event, text) : EMPTY_REPLY;
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
