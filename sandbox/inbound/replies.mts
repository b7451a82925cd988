import type { CallbackAttempt } from '../callbacks/webhooks.mts';
import type { SandboxAccount } from '../fixtures.mts';
import { sendMessages } from '../messages/send.mts';
import type { SandboxState } from '../state.mts';
import { readReplies } from './replyXml.mts';

/** Message XML is text/xml or application/xml; any other answer is only an answer. (Plivo's page on Message XML.) */
const xmlTypes = /^(text|application)\/xml\s*(;|$)/i;

/**
 * Sends what a webhook answered a message with, in the name of whom the number belongs to. What cannot be sent stands as
 * `replyError` on the record of the call.
 *
 * Not known about live Plivo: whether one reply that cannot be sent holds back those after it, as here.
 */
export function sendReplies(attempt: CallbackAttempt, owner: SandboxAccount, state: SandboxState): void {
	const { contentType, body } = attempt.answer ?? { contentType: '', body: '' };
	if (!xmlTypes.test(contentType.trim()) || body.trim() === '') return;
	try {
		for (const { src, dst, type, callbackUrl, callbackMethod, text } of readReplies(body)) {
			const callback = callbackUrl === undefined ? {} : { url: callbackUrl, method: callbackMethod ?? 'POST' };
			sendMessages({ src, dst, text, ...(type === undefined ? {} : { type }), ...callback }, owner, '', state);
		}
	} catch (error) {
		attempt.replyError = error instanceof Error ? error.message : String(error);
	}
}
