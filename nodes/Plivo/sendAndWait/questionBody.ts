import type { MessageBody } from '../client/wire/messageTypes';
import { composeSms } from '../content/sms/sms';
import { composeText } from '../content/whatsapp/whatsappText';
import { InvalidFieldError } from '../errors/invalidFieldError';
import type { Question } from './responsePage';

/** The length includes the link, not just the entered text. */
const LABEL = 'Message, with its link';

/**
 * Builds a question as a message: its text, and below it the link to the page for the answer.
 *
 * @param smartEncoding whether to use plain characters in an SMS if that saves units; a link is plain already
 * @throws InvalidFieldError if it is too long with the link, or should be sent as MMS
 */
export function questionBody({ message }: Question, link: string, messageType: unknown, smartEncoding = false): MessageBody {
	const text = `${message}\n\n${link}`;
	switch (messageType) {
		case 'whatsapp':
			return { type: 'whatsapp', ...composeText(() => text, LABEL) };
		case 'mms':
			throw new InvalidFieldError('Message Type', 'is MMS, but a question has no files', 'Choose SMS or WhatsApp.');
		default:
			return composeSms({ text, smartEncoding }, LABEL);
	}
}
