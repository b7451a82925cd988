import type { IDataObject } from 'n8n-workflow';

import { errorCodeOf, lowerCaseOrNull, addressOrNull, textOrEmpty, textOrNull } from './values';

/** What the trigger says about a call of Plivo that is neither a message nor a status. Null is what is not known. */
export type OtherItem = {
	event: 'other';
	messageUuid: string | null;
	type: string | null;
	from: string | null;
	to: string | null;
	/** '' when there is none. */
	text: string;
	status: string | null;
	errorCode: string | null;
	/** When the webhook came: ISO 8601, UTC. */
	receivedAt: string;
	/** All that Plivo sent, as it came. */
	raw: IDataObject;
};

/**
 * Reads a call of which it isn't known what it is. Plivo forwards the approval, rejection and pause of WhatsApp templates to the
 * webhook of the WABA (its page on the template API), in a form that it documents nowhere. So all of it comes out as it is.
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 */
export function otherItem(object: IDataObject, receivedAt: string): OtherItem {
	return {
		event: 'other',
		messageUuid: textOrNull(object.MessageUUID),
		type: lowerCaseOrNull(object.Type),
		from: addressOrNull(object.From),
		to: addressOrNull(object.To),
		text: textOrEmpty(object.Text) || textOrEmpty(object.Body),
		status: lowerCaseOrNull(object.Status),
		errorCode: errorCodeOf(object.ErrorCode),
		receivedAt,
		raw: object,
	};
}
