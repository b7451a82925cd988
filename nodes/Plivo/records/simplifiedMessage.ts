import type { IDataObject } from 'n8n-workflow';

import { messageStatus } from './messageStatus';
import { addressOrNull, errorCodeOf, isoTime, lowerCaseOrNull, numberOrNull, textOrNull } from './values';

/**
 * A message of Plivo's records (Message → Get and List), with the same fields as a status at the trigger. Each field is
 * always there, with null for what the record doesn't have.
 *
 * @param record Plivo's message detail record, whose numbers have no plus sign and whose amounts are text
 */
export function simplifiedMessage(record: IDataObject): IDataObject {
	const status = lowerCaseOrNull(record.message_state) ?? 'unknown';
	return {
		...messageStatus(status, errorCodeOf(record.error_code), () => textOrNull(record.error_message)),
		message_uuid: textOrNull(record.message_uuid),
		direction: lowerCaseOrNull(record.message_direction),
		type: lowerCaseOrNull(record.message_type),
		from: addressOrNull(record.from_number),
		to: addressOrNull(record.to_number),
		units: numberOrNull(record.units),
		total_rate: numberOrNull(record.total_rate),
		total_amount: numberOrNull(record.total_amount),
		message_time: isoTime(record.message_time),
		sent_time: isoTime(record.message_sent_time),
		updated_time: isoTime(record.message_updated_time),
	};
}
