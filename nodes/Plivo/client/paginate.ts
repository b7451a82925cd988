import type { IDataObject } from 'n8n-workflow';

import { ListPosition } from './listPosition';
import type { PlivoClient } from './plivoClient';
import { READ_POLICY, type RetryPolicy } from './retryPolicy';
import { PAGE_SIZE, readPage } from './wire/page';
import { isObject, unexpected } from './wire/response';

/** How to read a list. */
export interface Reading {
	/** Maximum number of records. */
	limit: number;
	/** How many records of the list to skip. */
	offset?: number;
	policy?: RetryPolicy;
	/** What to keep of a record; the rest is discarded page by page. Default: everything. */
	keep?: (record: IDataObject) => IDataObject;
	/** Identifies a record, so that one that is found twice in a changing list is returned once. */
	identify: (record: IDataObject) => unknown;
	/** Whether to skip entries that aren't records. Default: they are a failure, because the list would be incomplete. */
	skipUnreadable?: boolean;
}

/**
 * Reads one of Plivo's lists from an offset, page by page, until there are enough records or the list ends.
 *
 * Uses `offset` rather than the address in `meta.next`, because the credential must not be sent to an address from a
 * response.
 *
 * @returns the records, in Plivo's order, each once
 * @throws PlivoRequestError also if the list can't be trusted: it repeats itself, or ends before its own count
 */
export async function readList(
	client: PlivoClient,
	path: string,
	query: IDataObject,
	{ limit, offset = 0, policy = READ_POLICY, keep = (record) => record, identify, skipUnreadable = false }: Reading,
): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	const position = new ListPosition(offset, { identify });
	while (!position.atEnd && records.length < limit) {
		const asked = position.overlaps ? PAGE_SIZE : Math.min(PAGE_SIZE, limit - records.length);
		const response = await client.get<unknown>(path, { ...query, limit: asked, offset: position.offset }, policy);
		for (const record of position.advance(readPage(response), asked)) {
			if (records.length >= limit) break;
			if (isObject(record)) records.push(keep(record));
			else if (!skipUnreadable) throw unexpected("its list contains something that isn't a record");
		}
	}
	return records;
}
