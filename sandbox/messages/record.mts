import { inAccountZone, inUtc } from '../plivoTime.mts';
import { countryFacts } from './countries.mts';
import type { LogSetting, Message, MessageMedia } from './message.mts';
import { errorMeanings } from './outcomes.mts';

export type MessageRecord = Record<string, string | number | boolean | null>;

/**
 * A message detail record as Plivo returns it: `error_code` is a string, or null while pending; amounts are strings; `units` is a
 * number; `powerpack_id` is the text "null" if there is none; and the message's text is never included. (The samples of Plivo's
 * messages API and of its message list.)
 *
 * @param authId of the account that makes the request, for `resource_uri`
 */
export function messageRecord(message: Message, authId: string): MessageRecord {
	const { mcc, mnc } = countryFacts(message.destinationCountry);
	return {
		carrier_fees: '0.00000',
		carrier_fees_rate: '0.00000',
		conversation_expiry_time: message.conversation === undefined ? '' : inUtc(message.conversation.expiryTime),
		conversation_id: message.conversation?.id ?? '',
		conversation_origin: message.conversation?.origin ?? '',
		destination_country_iso2: message.destinationCountry,
		dlt_entity_id: message.dlt.entityId,
		dlt_template_category: message.dlt.templateCategory,
		dlt_template_id: message.dlt.templateId,
		error_code: message.errorCode,
		...(hasFailed(message) ? { error_message: errorMeanings[message.errorCode] ?? 'Unknown error' } : {}),
		from_number: shownFrom(message),
		is_domestic: message.isDomestic,
		log: message.log,
		mcc,
		message_direction: message.direction,
		...(message.sentTime === undefined ? {} : { message_sent_time: inAccountZone(message.sentTime) }),
		message_state: message.state,
		message_time: inAccountZone(message.time),
		message_type: message.type,
		message_updated_time: inAccountZone(message.updatedTime),
		message_uuid: message.uuid,
		mnc,
		powerpack_id: message.powerpackUuid ?? 'null',
		replaced_sender: shownFrom(message),
		requester_ip: message.requesterIp,
		resource_uri: `/v1/Account/${authId}/Message/${message.uuid}/`,
		tendlc_campaign_id: '',
		tendlc_registration_status: '',
		to_number: shownTo(message),
		total_amount: dollars(message.rate * message.units),
		total_rate: dollars(message.rate),
		units: message.units,
	};
}

/** US dollars with five decimals, as all amounts are. */
export function dollars(amount: number): string {
	return amount.toFixed(5);
}

/** Whether the message ended with an error that has a code. */
export function hasFailed(message: Message): message is Message & { errorCode: string } {
	return message.errorCode !== null && message.errorCode !== '000';
}

/** `log` false or number_only: text and media are not logged, so the message has no media to list. */
export function logsContent(log: LogSetting): boolean {
	return log === 'true' || log === 'content_only';
}

/**
 * For incoming messages that the application doesn't log, the last three digits of the sender are redacted. (Plivo's reference of
 * applications.) Not known about live Plivo: what replaces them.
 */
function shownFrom({ direction, log, from }: Message): string {
	return direction === 'inbound' && log === 'false' ? `${from.slice(0, -3)}XXX` : from;
}

/**
 * `log` false or content_only: the recipient's phone number is masked, as in 141XXXXX528.
 *
 * Not known about live Plivo: whether the sender is masked too. Its SDKs only mention the destination.
 */
function shownTo({ direction, log, to }: Message): string {
	if (direction === 'inbound' || log === 'true' || log === 'number_only') return to;
	return to.slice(0, 3) + 'X'.repeat(Math.max(0, to.length - 6)) + to.slice(-3);
}

/** The address at which the sandbox serves a file of a message, without credentials. */
export function mediaUrl({ mediaId }: MessageMedia, { owner, uuid }: Message, sandboxUrl: string): string {
	return `${sandboxUrl}/Account/${owner}/Message/${uuid}/Media/${mediaId}`;
}
