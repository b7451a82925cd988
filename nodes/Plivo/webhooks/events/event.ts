import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { sortedJson } from '../sortedJson';
import { inboundItem, type InboundItem } from './inbound';
import { otherItem, type OtherItem } from './other';
import { isStatus, statusItem, type StatusItem } from './status';

export type Event = InboundItem | StatusItem | OtherItem;

/** Parameters of which every message that comes in has one. (Plivo's messages API, incoming message parameters.) */
const OF_MESSAGES = /^(?:From|Text|Body|ContentType|Media\d+|Button.*)$/;

/**
 * What a call of Plivo tells: a message that came in, the status of one that was sent, or anything else.
 *
 * @param object its parameters by name
 * @param receivedAt ISO 8601
 */
export function readEvent(object: IDataObject, receivedAt: string): Event {
	if (isStatus(object)) return statusItem(object, receivedAt) ?? otherItem(object, receivedAt);
	const isMessage = Object.keys(object).some((name) => OF_MESSAGES.test(name));
	return (isMessage ? inboundItem(object, receivedAt) : undefined) ?? otherItem(object, receivedAt);
}

/** Plivo's last try comes seven minutes after the first; what comes later with the same content is another event. */
const RETRIES_END_MS = 10 * 60_000;

/**
 * The names of an event, by which a repeated call is known. A status is another event than the message, and so is each part
 * and each state of it.
 *
 * A call without a UUID is known by its content, in whichever order, and only for as long as Plivo may repeat it: a template can be paused twice. It
 * has the names of this span of time and of the one before, so that a repetition finds one of the two taken.
 *
 * @param now the time in milliseconds
 */
export function namesOf(event: Event, now: number): string[] {
	if (event.event === 'message') return [`message ${event.messageUuid}`];
	if (event.event === 'status') return [`status ${event.messageUuid} ${event.status} ${event.sequence} ${event.part}`];
	const content = createHash('sha256').update(sortedJson(event.raw)).digest('base64url');
	const span = Math.floor(now / RETRIES_END_MS);
	return [span - 1, span].map((one) => `other ${one} ${content}`);
}
