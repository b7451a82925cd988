import { interactiveAnswer } from './interactive.mts';
import { templateAnswer } from './template.mts';
import type { Choice } from './card.mts';
import { intentOf } from '../inbound/intent.mts';
import type { InboundMedia } from '../inbound/mediaBody.mts';
import type { Message } from '../messages/message.mts';
import type { SandboxState } from '../state.mts';
import type { WriteBody } from './schemas.mts';

/** A message written on a phone, with the bytes of its files. */
export type WrittenMessage = Omit<WriteBody, 'media'> & { media: InboundMedia[] };

/**
 * A person writes a message on a phone.
 *
 * @returns the UUID of the message
 * @throws Error if the number doesn't accept it
 */
export function write({ from, to, channel, text, media }: WrittenMessage, state: SandboxState): string {
	if (text === '' && media.length === 0) throw new Error('there is nothing to send');
	const files = media.length === 0 ? {} : { media };
	if (channel === 'whatsapp') return state.inbox.receive({ from, to, type: 'whatsapp', ...(text === '' ? {} : { text }), ...files });
	const number = state.numbers.find(to);
	const intent = number === undefined ? undefined : intentOf(text, number);
	return state.inbox.receive({ from, to, text, ...(intent === undefined ? {} : { intent }), ...files });
}

/**
 * A person presses a reply button, a row of a list or a quick reply of a template.
 *
 * Not known about live Plivo: how the answer for a row of a list looks. Here, it looks like that of a button, with the row's title
 * and id.
 *
 * @returns the UUID of the message that this sends
 * @throws Error if there is no such message or choice, or its number no longer exists
 */
export function press(messageUuid: string, choice: Choice, state: SandboxState): string {
	const message = state.messages.find(messageUuid);
	const button = message && answerOf(message, choice, state);
	if (message === undefined || button === undefined) throw new Error('there is no such button');
	const { from, to } = message;
	return state.inbox.receive({ from: to, to: from, type: 'whatsapp', button, context: { messageUuid } });
}

function answerOf({ content }: Message, choice: Choice, { templates }: SandboxState) {
	if (content?.interactive !== undefined) return interactiveAnswer(content.interactive, choice);
	const { template } = content ?? {};
	const definition = templates.find(({ name, language }) => name === template?.name && language === template.language);
	return template && definition && templateAnswer(template, definition, choice);
}
