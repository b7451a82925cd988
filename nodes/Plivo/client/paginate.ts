import type { IDataObject } from 'n8n-workflow';

import { ListPosition } from './listPosition';
import type { PlivoClient } from './plivoClient';
import { READ_POLICY, type RetryPolicy } from './retryPolicy';
import { PAGE_SIZE, readPage } from './wire/page';
import { isObject, unexpected } from './wire/response';

/** How to read a list. */
export interface Reading {
	/** How many records at most. */
	limit: number;
	/** How many records of the list to skip. */
	offset?: number;
	policy?: RetryPolicy;
	/** What to keep of a record; the rest of it is let go page by page. Default: all. */
	keep?: (record: IDataObject) => IDataObject;
	/** What tells records apart, so that one that is found twice, in a list that changes meanwhile, comes out once. */
	identify: (record: IDataObject) => unknown;
	/** Whether to leave out what is no record. Default: it is a failure, because the list would not be whole. */
	skipUnreadable?: boolean;
}

/**
 * Reads a list of Plivo's from an offset on, page by page, until enough records are there or the list ends.
 *
 * Goes by `offset` and not by the address in `meta.next`, which is Plivo's to write and ours to send a credential to.
 *
 * @returns the records, in Plivo's order, each once
 * @throws PlivoRequestError also when the list can't be trusted: it repeats itself, or ends before its own count
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
			else if (!skipUnreadable) throw unexpected("its list holds something that isn't a record");
		}
	}
	return records;
}
