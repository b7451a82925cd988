import { createHash } from 'node:crypto';

import type { Event } from '../../webhooks/events/event';
import { sortedJson } from '../../webhooks/sortedJson';

/** Plivo's last retry comes seven minutes after the first call; a later call with the same content is another event. */
const RETRIES_END_MS = 10 * 60_000;

/**
 * The names of an event, which identify a repeated call. A status is a different event than the message, and so is each part
 * and each state of it.
 *
 * A call without a UUID is identified by its content, in any order, and only while Plivo may repeat it, because a template
 * can be paused twice. It has names for the current and the previous time span, so that a retry finds one of them reserved.
 *
 * @param now the time in milliseconds
 */
export function namesOf(event: Event, now: number): string[] {
	if (event.event === 'message') return [`message ${event.message_uuid}`];
	if (event.event === 'status') return [`status ${event.message_uuid} ${event.status} ${event.sequence} ${event.part}`];
	const content = createHash('sha256').update(sortedJson(event.raw)).digest('base64url');
	const span = Math.floor(now / RETRIES_END_MS);
	return [span - 1, span].map((one) => `other ${one} ${content}`);
}
