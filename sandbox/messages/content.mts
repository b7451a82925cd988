import { randomUUID } from 'node:crypto';
import { PlivoError } from '../http/errors.mts';
import { takesMms } from './countries.mts';
import { mediaFromUrl } from './media.mts';
import type { MessageMedia } from './message.mts';
import type { Recipient } from './recipients.mts';
import type { SendBody } from './sendSchema.mts';
import { smsUnits } from './text.mts';
import { isWebUrl } from './webUrl.mts';

export interface Content {
	channel: 'sms' | 'mms';
	text: string;
	units: number;
	/** The media of one message; every message of a request gets media ids of its own. */
	media(time: number): MessageMedia[];
}

const whatsappOnly = ['template', 'interactive', 'location'] as const;

/**
 * Checks what a message holds against its type.
 *
 * @throws PlivoError 400 naming the parameter
 */
export function readContent(body: SendBody): Content {
	const type = body.type ?? 'sms';
	if (type === 'whatsapp') throw new PlivoError(400, 'The sandbox does not send WhatsApp messages yet.');
	for (const key of whatsappOnly) {
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is only for messages of type whatsapp.`);
	}
	return type === 'mms' ? mmsContent(body) : smsContent(body);
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
		if (body[key] !== undefined) throw new PlivoError(400, `'${key}' is not for messages of type sms.`);
	}
	return { channel: 'sms', text: body.text ?? '', units: smsUnits(body.text), media: () => [] };
}

function mmsContent({ media_ids, media_urls, text = '' }: SendBody): Content {
	if (media_ids !== undefined) throw new PlivoError(400, "The sandbox does not know uploaded media ('media_ids') yet.");
	if (media_urls === undefined) throw new PlivoError(400, "'media_urls' is required for a message of type mms.");
	const bad = media_urls.find((url) => !isWebUrl(url));
	if (bad !== undefined) throw new PlivoError(400, `'media_urls' has '${bad}', which is not a valid URL.`);
	// Not known about live Plivo: the limit on the text of an MMS. An MMS counts as one unit.
	return {
		channel: 'mms',
		text,
		units: 1,
		media: (time) => media_urls.map((url) => mediaFromUrl(url, randomUUID(), time)),
	};
}
