import type { FormParams } from '../signature.mts';
import { countryFacts } from '../messages/countries.mts';
import type { Message } from '../messages/message.mts';
import { dollars, hasFailed } from '../messages/record.mts';
import { inUtc, microsPerSecond } from '../plivoTime.mts';

/**
 * The parameters of a status callback, as Plivo's messages API and its page on message callbacks name them.
 *
 * Not known about live Plivo: the zone of the times (UTC here), which parameters are missing and which are empty if
 * they don't apply (missing here), the value of ParentMessageUUID if a message has no parts (its own UUID here), and whether
 * `log` also masks `To` here (it doesn't).
 *
 * @param sequence 1 for the first callback of the message, 2 for the second, and so on
 */
export function statusParams(message: Message, sequence: number): FormParams {
	const { mcc, mnc } = countryFacts(message.destinationCountry);
	return {
		MessageUUID: message.uuid,
		ParentMessageUUID: message.uuid,
		From: message.from,
		To: message.to,
		Type: message.type,
		Status: message.state,
		Sequence: String(sequence),
		Units: String(message.units),
		TotalRate: dollars(message.rate),
		TotalAmount: dollars(message.rate * message.units),
		MCC: mcc,
		MNC: mnc,
		MessageTime: inUtc(message.time),
		QueuedTime: inUtc(message.time),
		...(message.sentTime === undefined ? {} : { SentTime: inUtc(message.sentTime) }),
		...(message.deliveryReportTime === undefined ? {} : { DeliveryReportTime: inUtc(message.deliveryReportTime) }),
		...(hasFailed(message) ? { ErrorCode: message.errorCode } : {}),
		...conversationParams(message),
		...(message.powerpackUuid === null ? {} : { PowerpackUUID: message.powerpackUuid }),
	};
}

function conversationParams({ conversation }: Message): FormParams {
	if (conversation === undefined) return {};
	return {
		ConversationID: conversation.id,
		ConversationOrigin: conversation.origin,
		ConversationExpirationTimestamp: String(Math.floor(conversation.expiryTime / microsPerSecond)),
	};
}
