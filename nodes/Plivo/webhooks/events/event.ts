import type { IDataObject } from 'n8n-workflow';

import { inboundItem, type InboundItem } from './inbound';
import { otherItem, type OtherItem } from './other';
import { isStatus, statusItem, type StatusItem } from './status';

export type Event = InboundItem | StatusItem | OtherItem;

/** Every incoming message has one of these parameters. (Plivo's messages API, incoming message parameters.) */
const OF_MESSAGES = /^(?:From|Text|Body|ContentType|Media\d+|Button.*)$/;

/**
 * Reads a call by Plivo as an incoming message, the status of a sent one, or anything else.
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 * @param reference from the query of the address that was called
 */
export function readEvent(object: IDataObject, receivedAt: string, reference: string | null = null): Event {
	if (isStatus(object)) return statusItem(object, receivedAt, reference) ?? otherItem(object, receivedAt);
	const isMessage = Object.keys(object).some((name) => OF_MESSAGES.test(name));
	return (isMessage ? inboundItem(object, receivedAt) : undefined) ?? otherItem(object, receivedAt);
}
