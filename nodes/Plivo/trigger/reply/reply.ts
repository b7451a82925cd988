import { refuseTooLong } from '../../content/sms/sms';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import { asText, plainText } from '../../fields/text';
import { isE164, withoutPlus } from '../../phone/e164';
import type { InboundItem } from '../../webhooks/events/inbound';
import { saysNothing } from '../../records/values';
import { isAboutSubscription } from '../../webhooks/words/aboutSubscription';

const LABEL = 'Reply Text';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** A response that asks Plivo to do nothing. */
export const EMPTY_REPLY = `${DECLARATION}<Response/>`;

/** A message whose sender can be replied to. */
export type Answerable = InboundItem & { from: string; to: string };

/**
 * Reads `Reply Text`.
 *
 * @returns '' if there is none
 * @throws InvalidFieldError if it isn't text, is only half of a character, or is longer than Plivo accepts in an SMS
 */
export function readReplyText(value: unknown): string {
	const text = withoutInvalidXml(asText(value, LABEL)).trim();
	// Halves of emoji are left out. If nothing else remains, no reply would be sent.
	if (text === '' && plainText(value, LABEL).trim() !== '') {
		throw new InvalidFieldError(LABEL, 'contains only half of a character, such as an emoji', 'Enter the text again, or remove the option.');
	}
	refuseTooLong(text, LABEL);
	return text;
}

/**
 * Whether a message may be replied to automatically: it is an SMS or MMS from a phone number other than the one it was
 * sent to, and isn't about a subscription. Plivo and the networks reply to STOP and HELP themselves, and somebody who
 * wrote STOP must get nothing more. Plivo marks such words (MessageIntent) only for US and Canadian numbers.
 */
export function canAutoReply(item: InboundItem): item is Answerable {
	if (item.type !== 'sms' && item.type !== 'mms') return false;
	if (item.from === null || item.to === null || !isE164(item.from) || item.from === item.to) return false;
	if (item.intent !== null) return false;
	// Other content of the message: an unknown intent, or a text under another name (see inboundItem).
	const others = Object.entries(item.other).filter(([name]) => /^(?:message_?intent|text|body)$/i.test(name));
	if (others.some(([name, value]) => /intent/i.test(name) && [value].flat().some((one) => !saysNothing(one)))) return false;
	const texts = [item.text, ...others.flatMap(([, value]) => value).filter((value) => typeof value === 'string')];
	return !texts.some(isAboutSubscription);
}

/**
 * The response that makes Plivo send an SMS. (Plivo's page on Message XML, whose only documented type is `sms`.)
 *
 * @param text characters that XML can't contain are left out: control characters and halves of surrogate pairs
 * @returns {@link EMPTY_REPLY} if the text is empty or there is no recipient
 */
export function replyDocument(item: InboundItem, text: string): string {
	const content = withoutInvalidXml(text);
	if (content.trim() === '' || item.from === null || item.to === null) return EMPTY_REPLY;
	const attributes = `src="${escaped(withoutPlus(item.to))}" dst="${escaped(withoutPlus(item.from))}" type="sms"`;
	return `${DECLARATION}<Response><Message ${attributes}>${escaped(content)}</Message></Response>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Removes what XML can't contain: control characters and halves of surrogate pairs. */
function withoutInvalidXml(text: string): string {
	return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}
