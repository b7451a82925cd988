import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from './request';
import { READ_RULE, type RetryRule } from './retry';
import type { Page } from './types';

/** Plivo's largest page. */
export const PAGE_SIZE = 20;

/** How to read a list. */
export interface Reading<T> {
	/** How many records at most. */
	limit: number;
	/** How many records of the list to skip. */
	offset?: number;
	rule?: RetryRule;
	/** What to keep of a record; the rest of it is let go page by page. Default: all. */
	keep?: (record: T) => T;
	/**
	 * What tells records apart, for a list that grows at its head: what comes in while it is read moves records to the next
	 * page, so that they are found twice.
	 */
	identify?: (record: T) => unknown;
}

/**
 * Reads a list of Plivo's from an offset on, page by page, until enough records are there or the list ends.
 *
 * Goes by `offset` and not by the address in `meta.next`, which is Plivo's to write and ours to send a credential to.
 *
 * @returns the records, in Plivo's order
 */
export async function readList<T>(
	client: PlivoClient,
	path: string,
	query: IDataObject,
	{ limit, offset = 0, rule = READ_RULE, keep = (record) => record, identify }: Reading<T>,
): Promise<T[]> {
	const records: T[] = [];
	const seen = new Set<unknown>();
	let read = offset;
	while (records.length < limit) {
		const pageSize = Math.min(PAGE_SIZE, limit - records.length);
		const page = await client.read<Page<T>>(path, { ...query, limit: pageSize, offset: read }, rule);
		const found = page.objects ?? [];
		read += found.length;
		for (const record of found) {
			const id = identify?.(record);
			if (id !== undefined && seen.has(id)) continue;
			seen.add(id);
			records.push(keep(record));
		}
		if (isLast(page, read)) break;
	}
	return records;
}

/**
 * Whether a page is the last one, when `read` records from the beginning of the list on have been read.
 *
 * Plivo's samples of the list of media have no `next`, but a count; those of the list of messages have it the other way.
 */
export function isLast({ meta, objects }: Page<unknown>, read: number): boolean {
	if (!objects?.length) return true;
	if (meta?.next === undefined && meta?.total_count !== undefined) return read >= meta.total_count;
	return !meta?.next;
}
