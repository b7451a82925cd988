import { type Static, type TProperties, Type } from '@sinclair/typebox';
import { PlivoError } from './errors.mts';
import { strictObject } from './schemas.mts';

const paging = { limit: Type.String(), offset: Type.String() };

/** The query of a list: its filters, and the two keys that every list accepts. All may be left out. */
export function listQuery<Filters extends TProperties>(filters: Filters) {
	return Type.Partial(strictObject({ ...filters, ...paging }));
}

/** The query of a list without filters. */
export const pagingQuery = listQuery({});
export type PagingQuery = Static<typeof pagingQuery>;

export interface PageMeta {
	limit: number;
	next: string | null;
	offset: number;
	previous: string | null;
}

const maxLimit = 20;

/**
 * Returns one page of a list.
 *
 * @param path of the list, for `next` and `previous`: both are relative, include the filters, and are null if there is no such
 *   page. (Plivo's reference of the message list.)
 * @throws PlivoError 400 if `limit` isn't 1 to 20, or `offset` isn't a whole number
 */
export function cutPage<Item>(
	items: Item[],
	path: string,
	query: PagingQuery,
): { meta: PageMeta; page: Item[] } {
	const limit = wholeNumber('limit', query.limit ?? String(maxLimit), 1, maxLimit);
	const offset = wholeNumber('offset', query.offset ?? '0', 0, Number.MAX_SAFE_INTEGER);
	const linkTo = (target: number) => {
		const link = new URLSearchParams({ ...query });
		link.set('limit', String(limit));
		link.set('offset', String(target));
		return `${path}?${link}`;
	};
	return {
		meta: {
			limit,
			next: offset + limit < items.length ? linkTo(offset + limit) : null,
			offset,
			previous: offset > 0 ? linkTo(Math.max(0, offset - limit)) : null,
		},
		page: items.slice(offset, offset + limit),
	};
}

function wholeNumber(name: string, value: string, min: number, max: number): number {
	const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
	if (number >= min && number <= max) return number;
	const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
	throw new PlivoError(400, `'${name}' must be a whole number ${range}.`);
}
