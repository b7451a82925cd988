import { PlivoError } from '../http/errors.mts';
import type { MediaStore } from '../media/store.mts';
import type { WhatsAppTemplate } from '../templates.mts';
import { takesMms } from './countries.mts';
import { mediaOfMessage, readMmsMedia, sizeError } from './media.mts';
import type { MessageMedia, MessageType } from './message.mts';
import type { Recipient } from './recipients.mts';
import type { SendBody } from './sendSchema.mts';
import { smsUnits } from './text.mts';
import { whatsappContent } from './whatsapp/content.mts';
import type { ConversationOrigin } from './whatsapp/conversations.mts';

export interface Content {
	channel: MessageType;
	text: string;
	units: number;
	/** The media of one message, once it is certain that it is accepted. */
	media(time: number): MessageMedia[];
	/** The code that the messages fail with for what they hold; undefined when there is nothing against them. */
	failsWith?: string | undefined;
	/** Of WhatsApp messages: the kind of conversation; service stands for what needs the customer to have written first. */
	origin?: ConversationOrigin;
}

/** What the content of a message is checked against: the sending account's media and templates. */
export interface Holdings {
	owner: string;
	media: MediaStore;
	templates: WhatsAppTemplate[];
}

const whatsappOnly = ['template', 'interactive', 'location'] as const;

/**
 * Checks what a message holds against its type.
 *
 * @throws PlivoError 400 naming the parameter
 */
export function readContent(body: SendBody, holdings: Holdings): Content {
	const type = body.type ?? 'sms';
	if (type === 'whatsapp') return whatsappContent(body, holdings.templates);
	for (const key of whatsappOnly) {
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is only for messages of type whatsapp.`);
	}
	return type === 'mms' ? mmsContent(body, holdings) : smsContent(body);
}

/** @throws PlivoError 400 when a recipient is in a country that MMS does not reach (Plivo's FAQ: US and Canada only) */
export function checkReach(content: Content, recipients: Recipient[]): void {
	if (content.channel !== 'mms') return;
	const unreachable = recipients.find(({ countryIso2 }) => !takesMms(countryIso2));
	if (unreachable !== undefined) throw new PlivoError(400, `'dst' ${unreachable.number} does not support mms.`);
}

function smsContent(body: SendBody): Content {
	for (const key of ['media_urls', 'media_ids'] as const) {
		// Not known about live Plivo: it may well ignore these.
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is not for messages of type sms.`, 'sandbox');
	}
	return { channel: 'sms', text: body.text ?? '', units: smsUnits(body.text), media: () => [] };
}

function mmsContent(body: SendBody, { owner, media: store }: Holdings): Content {
	const media = readMmsMedia(body, owner, store);
	// Not known about live Plivo: the limit on the text of an MMS. An MMS counts as one unit.
	return {
		channel: 'mms',
		text: body.text ?? '',
		units: 1,
		media: (time) => mediaOfMessage(media, time),
		failsWith: sizeError(media),
	};
}
