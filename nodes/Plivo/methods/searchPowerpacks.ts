import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readPowerpack } from '../client/wire/accountRecords';
import type { Powerpack } from '../client/wire/messageTypes';
import { searchByName } from './searchList';

/** Picker of Powerpack, searchable by name. */
export async function searchPowerpacks(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchByName<Powerpack>(
		this,
		{
			path: 'Powerpack/',
			query: {},
			read: readPowerpack,
			toEntry: ({ name, uuid }) => ({ name, value: uuid }),
			name: filter.trim(),
		},
		paginationToken,
	);
}
