import { dollars } from '../messages/record.mts';
import type { Message } from '../messages/message.mts';
import { inUtc } from '../plivoTime.mts';
import type { FormParams } from '../signature.mts';
import type { InboundMessage } from './inboundMessage.mts';

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
export function inboundParams(inbound: InboundMessage, message: Message, mediaUrls: string[]): FormParams {
	const own = message.type === 'whatsapp' ? whatsappParams(inbound, message) : textParams(inbound, message);
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
 * Not known about live Plivo: how the parts of Button and Context are written in a form (in brackets here), whether a pressed
 * button also has a Body (here only if the message has a text), the value of ContentType for anything but text, media and button,
 * and whether the parameters of a conversation are sent at all (they are sent empty here).
 */
function whatsappParams({ text, contentType, button, context }: InboundMessage, { media }: Message): FormParams {
	const [first] = media;
	const byContent = button !== undefined ? 'button' : first !== undefined ? 'media' : 'text';
	return {
		ContentType: contentType ?? byContent,
		...(text !== undefined || byContent === 'text' ? { Body: text ?? '' } : {}),
		...(first === undefined ? {} : { MimeType: first.contentType }),
		...(button === undefined ? {} : { 'Button[Text]': button.text }),
		...(button?.payload === undefined ? {} : { 'Button[Payload]': button.payload }),
		...(context === undefined ? {} : { 'Context[MessageUUID]': context.messageUuid }),
		ConversationID: '',
		ConversationOrigin: '',
		ConversationExpirationTimestamp: '',
	};
}
