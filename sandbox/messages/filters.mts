import { type Static, Type } from '@sinclair/typebox';
import { PlivoError } from '../http/errors.mts';
import { listQuery } from '../http/pagination.mts';
import { microsPerHour, parseFilterTime } from '../plivoTime.mts';
import { type Message, messageDirection, messageState, messageType } from './message.mts';
import { messageRecord } from './record.mts';
import { conversationOrigin } from './whatsapp/conversations.mts';

/** Plivo's reference of the message list: without a time filter, it returns the last 24 hours. */
const defaultWindowMicros = 24 * microsPerHour;

/**
 * The query of the message list, from Plivo's messages API and its reference of the list; any other key is rejected.
 *
 * Not known about live Plivo: whether it rejects or ignores unknown filters and values.
 */
export const messageListQuery = listQuery({
	subaccount: Type.String(),
	message_direction: messageDirection,
	message_time: Type.String(),
	message_time__gt: Type.String(),
	message_time__gte: Type.String(),
	message_time__lt: Type.String(),
	message_time__lte: Type.String(),
	message_state: messageState,
	message_type: messageType,
	error_code: Type.String(),
	powerpack_id: Type.String(),
	from_number: Type.String(),
	to_number: Type.String(),
	destination_country_iso2: Type.String(),
	tendlc_registration_status: Type.String(),
	tendlc_campaign_id: Type.String(),
	conversation_id: Type.String(),
	conversation_origin: conversationOrigin,
});

export type MessageListQuery = Static<typeof messageListQuery>;

const timeForms = {
	message_time: (time: number, bound: number) => time === bound,
	message_time__gt: (time: number, bound: number) => time > bound,
	message_time__gte: (time: number, bound: number) => time >= bound,
	message_time__lt: (time: number, bound: number) => time < bound,
	message_time__lte: (time: number, bound: number) => time <= bound,
};

/** Filters that are compared with the record's field of the same name. */
const sameName = [
	'message_direction',
	'message_state',
	'message_type',
	'powerpack_id',
	'destination_country_iso2',
	'tendlc_registration_status',
	'tendlc_campaign_id',
	'conversation_id',
	'conversation_origin',
] as const;

/**
 * Makes the test for the messages that match.
 *
 * @param now microseconds since 1970 UTC
 * @throws PlivoError 400 if a time isn't in the form YYYY-MM-DD HH:MM[:ss[.uuuuuu]]
 */
export function messageFilter(filters: MessageListQuery, now: number): (message: Message) => boolean {
	const inTime = timeTest(filters, now);
	return (message) => {
		if (!inTime(message.time)) return false;
		if (filters.subaccount !== undefined && filters.subaccount !== message.owner) return false;
		const record = messageRecord(message, message.owner);
		if (!sameName.every((key) => filters[key] === undefined || filters[key] === record[key])) return false;
		if (!isErrorCode(filters.error_code, message.errorCode)) return false;
		return isAddress(filters.from_number, record.from_number) && isAddress(filters.to_number, record.to_number);
	};
}

function timeTest(filters: MessageListQuery, now: number): (time: number) => boolean {
	const forms = Object.keys(timeForms) as Array<keyof typeof timeForms>;
	const tests = forms.flatMap((key) => {
		const written = filters[key];
		if (written === undefined) return [];
		const bound = parseFilterTime(written);
		if (bound === undefined) {
			throw new PlivoError(400, `'${key}' has to have the format YYYY-MM-DD HH:MM[:ss[.uuuuuu]].`);
		}
		return [(time: number) => timeForms[key](time, bound)];
	});
	if (tests.length === 0) return (time) => time >= now - defaultWindowMicros;
	return (time) => tests.every((test) => test(time));
}

/**
 * Compares codes as numbers: `0` is `000`. Plivo's messages API has this filter as an integer, its reference of the list as a
 * string. A message without a code doesn't match any code.
 *
 * Not known about live Plivo: whether it compares numbers, as here, or texts.
 */
function isErrorCode(wanted: string | undefined, code: string | null): boolean {
	if (wanted === undefined || wanted === code) return true;
	return code !== null && /^\d+$/.test(wanted) && /^\d+$/.test(code) && Number(wanted) === Number(code);
}

/**
 * A number in E.164 format, with a plus sign, or a sender ID. Records show numbers without the plus sign.
 *
 * Not known about live Plivo: whether it finds a number that is written without the plus sign. The sandbox does.
 */
function isAddress(wanted: string | undefined, shown: unknown): boolean {
	return wanted === undefined || wanted.replace(/^\+/, '') === shown;
}
