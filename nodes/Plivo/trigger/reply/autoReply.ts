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
 * @param events one, or all that were gathered from a sender: if one of them asks to stop, there's no reply
 */
export function autoReply(context: IWebhookFunctions, nodeKey: string, events: Event[], options: TriggerOptions, record: ResponseRecord): string {
	const messages = events.filter((event) => event.event === 'message');
	const last = messages.at(-1);
	if (last === undefined || !messages.every(canAutoReply) || !canAutoReply(last)) return EMPTY_REPLY;
	const text = replyText(context, options);
	return text !== '' && replyLimiter(nodeKey).allow('autoReply', last, record) ? replyDocument(last, text) : EMPTY_REPLY;
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
