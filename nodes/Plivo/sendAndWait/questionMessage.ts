import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { MessageBody } from '../client/wire/messageTypes';
import type { Interactive } from '../client/wire/whatsappTypes';
import { composeSms } from '../content/sms/sms';
import { readSmartEncoding } from '../content/sms/readSmartEncoding';
import { parseBody } from '../content/whatsapp/interactive/commonFields';
import { MAX_BUTTON_TITLE, MAX_BUTTONS } from '../content/whatsapp/interactive/interactiveLimits';
import { composeText } from '../content/whatsapp/whatsappText';
import { InvalidFieldError } from '../errors/invalidFieldError';
import type { ReadField } from '../fields/readField';
import { readAnswerWith, readLinkButtonTitle, TEMPLATE_WAYS } from './answerWith';
import { buttonPayload } from './buttonPayload';
import { readChoicesButtonTitle } from './choiceFields';
import { readQuestion } from './question';
import { templateOfButtons, templateOfLink } from './questionTemplate';
import type { Choice, Question } from './responsePage';

/** The length includes the link, not just the entered text. */
const LABEL = 'Message, with its link';

/** A question, and the message that asks it. */
export interface QuestionMessage {
	question: Question;
	body: MessageBody;
	/** Links the file in a template's header. */
	addMedia?: () => Promise<Partial<MessageBody>>;
	/** Identifies the message over all tries: the link in its body is another one each time. */
	identity: unknown;
}

/**
 * Reads a question and builds its message.
 *
 * @param address the signed address that resumes the execution
 * @throws InvalidFieldError if something is missing, too long, or should be sent as MMS; PlivoRequestError if a template
 * can't be read
 */
export async function readQuestionMessage(this: IExecuteFunctions, client: PlivoClient, i: number, address: string): Promise<QuestionMessage> {
	const read: ReadField = (name) => this.getNodeParameter(name, i, '');
	const question = readQuestion(read);
	const answerWith = readAnswerWith(read);
	const identity = { question, answerWith, ...(TEMPLATE_WAYS.includes(answerWith) && { template: [read('template'), read('templateVariables')] }) };
	const { message } = question;
	switch (answerWith) {
		case 'buttons':
			return { question, identity, body: { type: 'whatsapp', interactive: withButtons(question, address, read) } };
		case 'linkButton': {
			const buttons = [{ title: readLinkButtonTitle(read), cta_url: address }];
			const interactive: Interactive = { type: 'cta_url', body: { text: parseBody(message, 'Message') }, action: { buttons } };
			return { question, identity, body: { type: 'whatsapp', interactive } };
		}
		case 'templateButtons': {
			const { body, addMedia, choices } = await templateOfButtons.call(this, client, i, question.responseType, address);
			return { question: { ...question, choices }, identity, body: { type: 'whatsapp', ...body }, addMedia };
		}
		case 'templateLink': {
			const { body, addMedia } = await templateOfLink.call(this, client, i, address);
			return { question, identity, body: { type: 'whatsapp', ...body }, addMedia };
		}
		case 'link':
			return { question, identity, body: withLink(`${message}\n\n${address}`, read('messageType'), readSmartEncoding.call(this, i)) };
	}
}

function withLink(text: string, messageType: unknown, smartEncoding: boolean): MessageBody {
	switch (messageType) {
		case 'whatsapp':
			return { type: 'whatsapp', ...composeText(() => text, LABEL) };
		case 'mms':
			throw new InvalidFieldError('Message Type', 'is MMS, but a question has no files', 'Choose SMS or WhatsApp.');
		default:
			// A link is plain already, so only the question can be made plainer.
			return composeSms({ text, smartEncoding }, LABEL);
	}
}

/** Reply buttons, or a list if the choices don't fit there. */
function withButtons({ message, choices }: Question, address: string, read: ReadField): Interactive {
	const body = { text: parseBody(message, 'Message') };
	const isShort = ({ title, description }: Choice) => description === undefined && [...title].length <= MAX_BUTTON_TITLE;
	if (choices.length <= MAX_BUTTONS && choices.every(isShort)) {
		return { type: 'reply', body, action: { buttons: choices.map(({ title }, n) => ({ title, id: buttonPayload(address, n) })) } };
	}
	const rows = choices.map(({ title, description }, n) => ({ id: buttonPayload(address, n), title, ...(description !== undefined && { description }) }));
	return { type: 'list', body, action: { buttons: [{ title: readChoicesButtonTitle(read) }], sections: [{ rows }] } };
}
