import { isObject, numberOf, unexpected } from './response';

/** Plivo's largest page. */
export const PAGE_SIZE = 20;

/** One page of one of Plivo's lists. */
export interface Page {
	records: unknown[];
	/** Whether Plivo says that there is another page; undefined if it doesn't say. */
	hasNext?: boolean;
	/** How many records the whole list has; undefined if Plivo doesn't say. */
	total?: number;
}

/**
 * Reads a page: `{ meta: { next, total_count }, objects }`. In Plivo's samples, the list of media has a count but no
 * `next`, the list of messages has `next` but no count, and the media of one message have no `meta` at all.
 *
 * @throws PlivoRequestError if there is no list: such a response must not count as an empty list
 */
export function readPage(response: unknown): Page {
	const { objects, meta } = isObject(response) ? response : {};
	// some servers write an empty list as null
	const records: unknown = objects === null ? [] : objects;
	if (!Array.isArray(records)) throw unexpected('it has no list of records');
	const { next, total_count } = isObject(meta) ? meta : {};
	return { records, hasNext: next === undefined ? undefined : Boolean(next), total: numberOf(total_count) };
}
