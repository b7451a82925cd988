import type { IDataObject } from 'n8n-workflow';

import { PAGE_SIZE, type Page } from './wire/page';
import { isObject, textOf, unexpected } from './wire/response';
import { valueKeyOf } from './wire/valueKey';

/** How to follow a list. */
export interface Following {
	/** Identifies a record. Records without an ID are compared by their whole content. */
	identify?: (record: IDataObject) => unknown;
	/** The ID of the last record of the preceding part of the list, if there is one. */
	before?: string;
	/** Whether the list hardly ever changes. Then a page that ends with a known record is enough to detect a repeat. */
	isSteady?: boolean;
}

/**
 * The current position in one of Plivo's lists, by offset.
 *
 * A list may change while it is read. Records added at its start move others to later pages, where they are found twice.
 * Removed records move others to earlier pages, where they would be missed. And if a server ignores the offset, the list
 * doesn't advance at all. Reading must then stop, and the result must not count as the whole list.
 */
export class ListPosition {
	/** Where the next page begins. */
	offset: number;

	atEnd = false;

	/** The ID of the last record of the latest page, if it has one. */
	lastId: string | undefined;

	/** Each record, in the order in which they were found. */
	private readonly order = new Map<string, number>();

	private pagesWithoutProgress = 0;

	private total: number | undefined;

	/** @param start how many records of the list to skip */
	constructor(
		private readonly start: number,
		private readonly following: Following = {},
	) {
		this.offset = start;
		if (following.before !== undefined) this.order.set(keyOfId(following.before), 0);
	}

	/**
	 * Whether the latest page ended with a known record. The next page may then contain more of them, so it should be
	 * larger.
	 */
	get overlaps(): boolean {
		return this.pagesWithoutProgress > 0;
	}

	/**
	 * Adds the page at `offset` and advances.
	 *
	 * @param asked how many records were requested
	 * @returns the records of the page that are new
	 * @throws PlivoRequestError if the list repeats itself, or ends before its own count
	 */
	advance(page: Page, asked: number): unknown[] {
		const here = this.offset;
		const keys = page.records.map((record) => this.keyOf(record));
		const endsKnown = this.order.has(keys.at(-1) ?? '');
		const beginsAnew = keys.some((key) => this.order.get(key) === 0);
		const fresh = this.add(page.records, keys);
		this.lastId = this.idOf(page.records.at(-1));

		if (endsKnown) this.pagesWithoutProgress += 1;
		else if (page.records.length > 0) this.pagesWithoutProgress = 0;
		if (this.pagesWithoutProgress > this.patience()) throw repeated();

		const removed = (this.total ?? 0) - (page.total ?? this.total ?? 0);
		this.total = page.total ?? this.total;
		if (removed > 0 && here > this.start) {
			// Records that were not read yet may have moved to earlier pages.
			this.offset = Math.max(this.start, here - removed);
			return fresh;
		}
		this.offset = here + page.records.length;
		this.atEnd = isLast(page, asked, this.offset);
		if (this.atEnd) this.checkEnd(page, endsKnown && beginsAnew);
		return fresh;
	}

	/**
	 * How many pages in a row may end with a known record. If a list has grown at its start by as many records as are
	 * known, all known ones appear again.
	 */
	private patience(): number {
		return this.following.isSteady ? 0 : this.order.size / PAGE_SIZE + 5;
	}

	private checkEnd({ records, hasNext, total }: Page, beginsAnew: boolean): void {
		const known = this.start + this.order.size - (this.following.before === undefined ? 0 : 1);
		if (total !== undefined && known >= total) return;
		if (beginsAnew) throw repeated();
		if (records.length === 0 && hasNext === undefined && total !== undefined) {
			throw unexpected(`its list has ${total} records, but ends after ${known}`);
		}
	}

	/** @returns the new records of a page. Within one page, only equal IDs make two records the same. */
	private add(records: unknown[], keys: string[]): unknown[] {
		const known = this.order.size;
		return records.filter((record, i) => {
			const key = keys[i] ?? '';
			const at = this.order.get(key);
			if (at === undefined) this.order.set(key, this.order.size);
			return at === undefined || (at >= known && this.idOf(record) === undefined);
		});
	}

	private keyOf(record: unknown): string {
		const id = this.idOf(record);
		return id === undefined ? `record ${valueKeyOf(record)}` : keyOfId(id);
	}

	private idOf(record: unknown): string | undefined {
		return isObject(record) ? textOf(this.following.identify?.(record)) : undefined;
	}
}

function keyOfId(id: string): string {
	return `id ${id}`;
}

function repeated() {
	return unexpected('its list repeats records instead of continuing');
}

/** @param read how many records of the list have been read, from its beginning */
function isLast({ records, hasNext, total }: Page, asked: number, read: number): boolean {
	if (records.length === 0) return true;
	if (hasNext !== undefined) return !hasNext;
	return total === undefined ? records.length < asked : read >= total;
}
