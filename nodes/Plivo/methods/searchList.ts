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

/** Pages read for one look before the editor gets to show something; it asks for more when the user scrolls. */
const MAX_PAGES = 5;

/**
 * Pages read for what was typed, until there are enough records to scroll: the editor asks for no more while they are too
 * few for that. 1,000 records.
 */
const MAX_PAGES_BY_NAME = 50;

interface Search<T> {
	path: string;
	query: IDataObject;
	read: (record: unknown) => T | undefined;
	toEntry: (record: T) => INodeListSearchItems;
	name: string;
	offers?: (record: T) => boolean;
}

/**
 * Reads one of Plivo's lists for a picker. Plivo has no search by name, so what was typed is looked for in the names.
 *
 * @param read reads a record of the list; nothing for one that nobody could pick, which is left out
 * @param name text to look for in the entries; the empty text matches all
 * @param offers whether a record is offered at all; all are, when left out
 * @param paginationToken where to read on, as this function gave it
 * @throws NodeApiError in Plivo's words; in our own where the list repeats itself, so that scrolling would never end
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

/** Where to read on, and the last entry before that, so that a list which begins anew is noticed there too. */
function tokenOf({ atEnd, offset, lastId = '' }: ListPosition): string | undefined {
	return atEnd ? undefined : `${offset} ${lastId}`.trim();
}

function positionAt(token: string | undefined, identify: (record: IDataObject) => unknown): ListPosition {
	const [, offset = '0', lastId] = /^(\d+)(?: (.*))?$/s.exec(token ?? '') ?? [];
	return new ListPosition(Number(offset), { identify, before: lastId, isSteady: true });
}
