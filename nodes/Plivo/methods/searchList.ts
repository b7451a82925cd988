import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { ListPosition } from '../client/listPosition';
import { createPlivoClient } from '../client/plivoClient';
import { PAGE_SIZE, readPage } from '../client/wire/page';
import { listError } from './listError';

/** Maximum number of pages to read before the editor shows something. It requests more when the user scrolls. */
export const MAX_PAGES = 5;

/**
 * Maximum number of pages to read for a search term, until there are enough records to scroll, because the editor only
 * requests more then. 1,000 records.
 */
export const MAX_PAGES_BY_NAME = 50;

interface Search<T> {
	path: string;
	query: IDataObject;
	read: (record: unknown) => T | undefined;
	toEntry: (record: T) => INodeListSearchItems;
	name: string;
	offers?: (record: T) => boolean;
}

/**
 * Reads one of Plivo's lists for a picker. Plivo has no search by name, so the names are searched here.
 *
 * @param read reads a record of the list; undefined for one that nobody could pick, which is skipped
 * @param name text to find in the entries; an empty text matches all
 * @param offers whether a record is offered; by default, all are
 * @param paginationToken where to continue, as returned by this function
 * @throws NodeApiError with Plivo's text; with our own if the list repeats itself, because scrolling would never end
 */
export async function searchByName<T>(
	context: ILoadOptionsFunctions,
	{ path, query, read, toEntry, name, offers = () => true }: Search<T>,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await createPlivoClient(context);
	const position = positionAt(paginationToken, (record) => {
		const known = read(record);
		return known && toEntry(known).value;
	});
	const [enough, mostPages] = name === '' ? [1, MAX_PAGES] : [PAGE_SIZE, MAX_PAGES_BY_NAME];
	const results: INodeListSearchItems[] = [];
	try {
		for (let pages = 1; ; pages++) {
			const response = await client.get<unknown>(path, { ...query, limit: PAGE_SIZE, offset: position.offset });
			const page = readPage(response);
			position.advance(page, PAGE_SIZE);
			for (const record of page.records) {
				const known = read(record);
				if (known === undefined || !offers(known)) continue;
				const entry = toEntry(known);
				if (entry.name.toLowerCase().includes(name.toLowerCase())) results.push(entry);
			}
			if (results.length >= enough || position.atEnd || pages === mostPages) {
				return { results, paginationToken: tokenOf(position) };
			}
		}
	} catch (error) {
		throw listError(context.getNode(), error);
	}
}

/** Where to continue, and the last entry before that, so that a list that restarts is detected there too. */
function tokenOf({ atEnd, offset, lastId = '' }: ListPosition): string | undefined {
	return atEnd ? undefined : `${offset} ${lastId}`.trim();
}

function positionAt(token: string | undefined, identify: (record: IDataObject) => unknown): ListPosition {
	const [, offset = '0', lastId] = /^(\d+)(?: (.*))?$/s.exec(token ?? '') ?? [];
	return new ListPosition(Number(offset), { identify, before: lastId, isSteady: true });
}
