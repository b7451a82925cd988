import { dollars } from '../messages/record.mts';
import type { Message } from '../messages/message.mts';
import { inUtc } from '../plivoTime.mts';
import type { FormParams } from '../signature.mts';
import type { Variants } from '../variants.mts';
import type { InboundMessage } from './inboundMessage.mts';
import type { Location } from '../messages/whatsapp/locationSchema.mts';

/**
 * The parameters of the webhook call for an incoming message, as Plivo's messages API and its page on handling incoming messages
 * name them.
 *
 * Where the two disagree, the sandbox sends both or follows the messages API: the text of an MMS is in `Text` and `Body`, and its
 * files are counted from `Media0`.
 * Not known about live Plivo: which parameters are missing and which are empty if they don't apply (as in Plivo's documents, where
 * they say so), and the value of DestinationNetwork (empty here).
 *
 * @param mediaUrls addresses of the files, in order
 */
export function inboundParams(inbound: InboundMessage, message: Message, mediaUrls: string[], variants: Variants): FormParams {
	const own = message.type === 'whatsapp' ? whatsappParams(inbound, message, variants) : textParams(inbound, message);
	return {
		From: message.from,
		To: message.to,
		Type: message.type,
		MessageUUID: message.uuid,
		Units: String(message.units),
		TotalRate: dollars(message.rate),
		TotalAmount: dollars(message.rate * message.units),
		MessageTime: inUtc(message.time),
		...own,
		...Object.fromEntries(mediaUrls.map((url, index) => [`Media${index}`, url])),
		...inbound.params,
	};
}

function textParams({ intent }: InboundMessage, message: Message): FormParams {
	const isMms = message.type === 'mms';
	return {
		Text: message.text,
		...(isMms ? { Body: message.text, MediaCount: String(message.media.length) } : {}),
		MessageIntent: intent ?? '',
		PowerpackUUID: message.powerpackUuid ?? '',
		CarrierFees: dollars(0),
		CarrierFeesRate: dollars(0),
		DestinationCountryISO: message.destinationCountry,
		DestinationNetwork: '',
	};
}

/**
 * Not known about live Plivo: how the parts of Button, Context and a location are written in a form, and whether the ID of a button
 * is there (the switches press-parts, location-parts and press-id decide that), whether a pressed button also has a Body (here only
 * if the message has a text), the value of ContentType for anything but text, media and button, and whether the parameters of a
 * conversation are sent at all (they are sent empty here).
 */
function whatsappParams({ text, contentType, button, context, location }: InboundMessage, { media }: Message, variants: Variants): FormParams {
	const [first] = media;
	const other = location !== undefined ? 'location' : 'text';
	const byContent = button !== undefined ? 'button' : first !== undefined ? 'media' : other;
	const payload = variants['press-id'] === 'missing' ? undefined : button?.payload;
	return {
		ContentType: contentType ?? byContent,
		...(text !== undefined || byContent === 'text' ? { Body: text ?? '' } : {}),
		...(first === undefined ? {} : { MimeType: first.contentType }),
		...(button === undefined ? {} : inParts('Button', { Text: button.text, Payload: payload }, variants['press-parts'])),
		...(context === undefined ? {} : inParts('Context', { MessageUUID: context.messageUuid }, variants['press-parts'])),
		...(location === undefined ? {} : locationParams(location, variants)),
		ConversationID: '',
		ConversationOrigin: '',
		ConversationExpirationTimestamp: '',
	};
}

function locationParams({ latitude, longitude, name, address }: Location, { 'location-parts': form }: Variants): FormParams {
	const parts = { Latitude: latitude, Longitude: longitude, Name: name, Address: address };
	return form === 'flat' ? given(parts) : inParts('Location', parts, form);
}

/** A parameter with parts, in one of the forms in which a web form can have it. */
function inParts(name: string, parts: Record<string, string | undefined>, form: Variants['press-parts']): FormParams {
	const present = given(parts);
	if (form === 'json') return { [name]: JSON.stringify(present) };
	const [before, after] = { brackets: ['[', ']'], dots: ['.', ''], flat: ['', ''] }[form];
	return Object.fromEntries(Object.entries(present).map(([part, value]) => [`${name}${before}${part}${after}`, value]));
}

function given(parts: Record<string, string | undefined>): Record<string, string> {
	return Object.fromEntries(Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [[part, value]])));
}
