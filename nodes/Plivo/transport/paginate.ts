import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from './request';
import { READ_RULE, type RetryRule } from './retry';
import type { Page } from './types';

/** Plivo's largest page. */
export const PAGE_SIZE = 20;

/**
 * Reads a list of Plivo's from an offset on, page by page, until enough records are there or the list ends.
 *
 * Goes by `offset` and not by the address in `meta.next`, which is Plivo's to write and ours to send a credential to.
 *
 * @param limit how many records at most
 * @returns the records, in Plivo's order
 */
export async function readList<T>(
	client: PlivoClient,
	path: string,
	query: IDataObject,
	{ limit, offset = 0, rule = READ_RULE }: { limit: number; offset?: number; rule?: RetryRule },
): Promise<T[]> {
	const records: T[] = [];
	while (records.length < limit) {
		const page = await client.read<Page<T>>(
			path,
			{ ...query, limit: Math.min(PAGE_SIZE, limit - records.length), offset: offset + records.length },
			rule,
		);
		const found = page.objects ?? [];
		records.push(...found);
		if (isLast(page, offset + records.length)) break;
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
