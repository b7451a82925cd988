import { PlivoError } from '../http/errors.mts';
import type { MediaStore } from '../media/store.mts';
import type { WhatsAppTemplate } from '../templates.mts';
import type { Variants } from '../variants.mts';
import { takesMms } from './countries.mts';
import { mediaOfMessage, readMmsMedia, sizeError } from './media.mts';
import type { MessageMedia, MessageType } from './message.mts';
import type { Recipient } from './recipients.mts';
import type { SendBody } from './sendSchema.mts';
import { smsUnits } from './units.mts';
import { whatsappContent, whatsappKeys } from './whatsapp/content.mts';
import type { ConversationOrigin } from './whatsapp/conversations.mts';

export interface Content {
	channel: MessageType;
	text: string;
	units: number;
	/** Returns the media of one message; called when it's certain that the message is accepted. */
	media(time: number): MessageMedia[];
	/** The error code that the messages fail with because of their content; undefined if the content is fine. */
	failsWith?: string | undefined;
	/** For WhatsApp messages: the kind of conversation; service is for messages that need the customer to have written first. */
	origin?: ConversationOrigin;
}

/** What the content of a message is checked against: the sending account's media and templates. */
export interface AccountAssets {
	owner: string;
	media: MediaStore;
	templates: WhatsAppTemplate[];
	variants: Variants;
}

/**
 * Checks the content of a message against its type.
 *
 * @throws PlivoError 400 that names the parameter
 */
export function readContent(body: SendBody, assets: AccountAssets): Content {
	const type = body.type ?? 'sms';
	if (type === 'whatsapp') return whatsappContent(body, assets);
	for (const key of whatsappKeys) {
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is only for messages of type whatsapp.`);
	}
	return type === 'mms' ? mmsContent(body, assets) : smsContent(body, assets.variants);
}

/** @throws PlivoError 400 if a recipient is in a country that MMS can't reach (Plivo's FAQ: US and Canada only) */
export function checkReach(content: Content, recipients: Recipient[]): void {
	if (content.channel !== 'mms') return;
	const unreachable = recipients.find(({ countryIso2 }) => !takesMms(countryIso2));
	if (unreachable !== undefined) throw new PlivoError(400, `'dst' ${unreachable.number} does not support mms.`);
}

function smsContent(body: SendBody, variants: Variants): Content {
	for (const key of ['media_urls', 'media_ids'] as const) {
		// Not known about live Plivo: whether it ignores these.
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is not for messages of type sms.`, 'sandbox');
	}
	return { channel: 'sms', text: body.text ?? '', units: smsUnits(body.text, variants), media: () => [] };
}

function mmsContent(body: SendBody, { owner, media: store, variants }: AccountAssets): Content {
	const media = readMmsMedia(body, owner, store);
	// Not known about live Plivo: the limit on the text of an MMS. An MMS counts as one unit.
	return {
		channel: 'mms',
		text: body.text ?? '',
		units: 1,
		media: (time) => mediaOfMessage(media, time),
		failsWith: sizeError(media, variants),
	};
}
