import type { IDataObject } from 'n8n-workflow';

import { errorCodeOf, lowerCaseOrNull, addressOrNull, textOrEmpty, textOrNull } from '../../records/values';

/** The trigger's output for a call by Plivo that is neither a message nor a status. Unknown values are null. */
export type OtherItem = {
	event: 'other';
	message_uuid: string | null;
	type: string | null;
	from: string | null;
	to: string | null;
	/** '' if there is none. */
	text: string;
	status: string | null;
	error_code: string | null;
	/** When the webhook was called: ISO 8601, UTC. */
	received_at: string;
	/** Everything that Plivo sent, unchanged. */
	raw: IDataObject;
};

/**
 * Reads a call of an unknown kind. Plivo forwards the approval, rejection, and pause of WhatsApp templates to the webhook
 * of the WhatsApp Business Account (its page on the template API), in an undocumented format. So all of it is output unchanged.
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 */
export function otherItem(object: IDataObject, receivedAt: string): OtherItem {
	return {
		event: 'other',
		message_uuid: textOrNull(object.MessageUUID),
		type: lowerCaseOrNull(object.Type),
		from: addressOrNull(object.From),
		to: addressOrNull(object.To),
		text: textOrEmpty(object.Text) || textOrEmpty(object.Body),
		status: lowerCaseOrNull(object.Status),
		error_code: errorCodeOf(object.ErrorCode),
		received_at: receivedAt,
		raw: object,
	};
}
