import type { Event } from './events/event';

/** As Trigger On has them. */
const LABELS: Record<Event['event'], string> = { message: 'Message Received', status: 'Delivery Status', other: 'Other' };

const AGAIN_AFTER_MS = 60 * 60_000;
const MOST_REMEMBERED = 1_000;

/** When it was last said of a node and a kind of event, the oldest first. */
const saidAt = new Map<string, number>();

/**
 * What to write to n8n's log about a call that starts nothing because of what is chosen in Trigger On: once an hour for each
 * node and kind of event, since Plivo may call many times a second.
 *
 * @param nodeKey names the node in this process
 * @param now the time in milliseconds
 * @returns undefined when it has been said
 */
export function notWanted(kind: Event['event'], nodeName: string, nodeKey: string, now: number): string | undefined {
	const key = `${nodeKey} ${kind}`;
	const before = saidAt.get(key);
	if (before !== undefined && now >= before && now - before < AGAIN_AFTER_MS) return undefined;
	saidAt.delete(key);
	saidAt.set(key, now);
	const [oldest] = saidAt.keys();
	if (saidAt.size > MOST_REMEMBERED && oldest !== undefined) saidAt.delete(oldest);
	return `A call from Plivo to the webhook of "${nodeName}" started nothing: to start the workflow with calls like it, add ${LABELS[kind]} to Trigger On. This line appears once an hour at most.`;
}
