import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isLast, PAGE_SIZE } from '../transport/paginate';
import { openAccount } from '../transport/request';
import type { Page } from '../transport/types';
import { listError } from './listError';

/** Pages read for one look before the editor gets to show something; it asks for more when the user scrolls. */
const MOST_PAGES = 5;

/**
 * Pages read for what was typed, until there are enough records to scroll: the editor asks for no more while they are too
 * few for that. 1,000 records.
 */
const MOST_PAGES_BY_NAME = 50;

interface Search<T> {
	path: string;
	query: IDataObject;
	toEntry: (record: T) => INodeListSearchItems;
	name: string;
	offers?: (record: T) => boolean;
}

/**
 * Reads one of Plivo's lists for a picker. Plivo has no search by name, so what was typed is looked for in the names.
 *
 * @param name text to look for in the entries; the empty text matches all
 * @param offers whether a record is offered at all; all are, when left out
 * @param paginationToken offset of the next page, as this function gave it
 * @throws NodeApiError in Plivo's words
 */
export async function searchByName<T>(
	context: ILoadOptionsFunctions,
	{ path, query, toEntry, name, offers = () => true }: Search<T>,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = await openAccount(context);
	let offset = Number(paginationToken ?? 0);
	const [enough, mostPages] = name === '' ? [1, MOST_PAGES] : [PAGE_SIZE, MOST_PAGES_BY_NAME];
	const results: INodeListSearchItems[] = [];
	try {
		for (let pages = 1; ; pages++) {
			const page = await client.read<Page<T>>(path, { ...query, limit: PAGE_SIZE, offset });
			const objects = page.objects ?? [];
			offset += objects.length;
			const entries = objects.filter(offers).map(toEntry);
			results.push(...entries.filter((entry) => entry.name.toLowerCase().includes(name.toLowerCase())));
			const atEnd = isLast(page, offset);
			if (results.length >= enough || atEnd || pages === mostPages) {
				return { results, paginationToken: atEnd ? undefined : String(offset) };
			}
		}
	} catch (error) {
		throw listError(context.getNode(), error);
	}
}
