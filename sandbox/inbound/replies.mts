import type { CallbackAttempt } from '../callbacks/webhooks.mts';
import type { SandboxAccount } from '../fixtures.mts';
import { sendMessages } from '../messages/send.mts';
import type { SandboxState } from '../state.mts';
import { readReplies } from './replyXml.mts';

/** Message XML is text/xml or application/xml; any other answer isn't a reply. (Plivo's page on Message XML.) */
const xmlTypes = /^(text|application)\/xml\s*(;|$)/i;

/**
 * Sends the replies in a webhook's answer to a message, for the account that the number belongs to. If one can't be sent, the
 * record of the call has the reason in `replyError`.
 *
 * Not known about live Plivo: whether the replies after one that can't be sent aren't sent either, as here.
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
