import { isObject, numberOf, unexpected } from './response';

/** Plivo's largest page. */
export const PAGE_SIZE = 20;

/** One page of one of Plivo's lists. */
export interface Page {
	records: unknown[];
	/** Whether Plivo says that there is another page; undefined when it says nothing about it. */
	hasNext?: boolean;
	/** How many records the whole list has; undefined when Plivo doesn't say. */
	total?: number;
}

/**
 * Reads a page: `{ meta: { next, total_count }, objects }`. Plivo's samples of the list of media have no `next`, but a
 * count; those of the list of messages have it the other way, and the media of one message have no `meta` at all.
 *
 * @throws PlivoRequestError when there is no list: such an answer must not pass for an empty one
 */
export function readPage(response: unknown): Page {
	const { objects, meta } = isObject(response) ? response : {};
	// null is how some servers write an empty list
	const records: unknown = objects === null ? [] : objects;
	if (!Array.isArray(records)) throw unexpected('it has no list of records');
	const { next, total_count } = isObject(meta) ? meta : {};
	return { records, hasNext: next === undefined ? undefined : Boolean(next), total: numberOf(total_count) };
}
