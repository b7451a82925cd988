import type { IDataObject } from 'n8n-workflow';

import type { Event } from '../../webhooks/events/event';

const SIGNATURE = /(n8n1\.[\w-]{1,40}\.\d{1,6}\.)[\w-]{43}(?=\.\d\.)/g;

/**
 * An event and what Plivo sent for it, without n8n's signature in a button's payload. Whoever can see executions could otherwise
 * answer a question that is still open.
 */
export function withoutSecret(event: Event, raw: IDataObject): { event: Event; raw: IDataObject } {
	const text = JSON.stringify({ event, raw });
	const cleared = text.replace(SIGNATURE, '$1…');
	return cleared === text ? { event, raw } : (JSON.parse(cleared) as { event: Event; raw: IDataObject });
}
