import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readList, type Reading } from '../../../nodes/Plivo/client/paginate';
import { PlivoRequestError } from '../../../nodes/Plivo/errors/plivoRequestError';
import { cut, KINDS, listClient, records, type Asked, type Kind } from './listClient.mts';

const REPEATS = 'its list repeats records instead of continuing';

function readAll(response: (asked: Asked) => unknown, changes: Partial<Reading> = {}) {
	const { client, asked } = listClient(response);
	const read = readList(client, 'List/', {}, { limit: Infinity, identify: ({ id }) => id, ...changes });
	return { read, asked };
}

async function faultOf(response: (asked: Asked) => unknown, changes?: Partial<Reading>): Promise<{ text: string; requests: number }> {
	const { read, asked } = readAll(response, changes);
	const error = await read.then(() => undefined, (reason: unknown) => reason);
	if (!(error instanceof PlivoRequestError)) throw new Error(`Not a fault: ${String(error)}`);
	expect(error.kind).toBe('unexpected');
	return { text: error.text, requests: asked.length };
}

const ids = (list: IDataObject[]) => list.map(({ id }) => id);

describe('readList', () => {
	it.each(KINDS.flatMap((kind) => [0, 1, 19, 20, 21, 40, 45].map((count): [Kind, number] => [kind, count])))(
		'reads all of a list that says %s and has %d records',
		async (kind, count) => {
			const { read, asked } = readAll((page) => cut(records(count), page, kind));
			expect(await read).toEqual(records(count));
			expect(asked.map(({ offset }) => offset)).toEqual(asked.map((_, i) => Math.min(i * 20, count)));
			const inVain = kind === 'alwaysNext' ? 2 : 1;
			expect(asked.length).toBeLessThanOrEqual(Math.floor(count / 20) + inVain);
		},
	);

	it.each([
		[1, [1]],
		[20, [20]],
		[25, [20, 5]],
		[100, [20, 20, 20]],
	])('asks for no more than a limit of %d', async (limit, limits) => {
		const { read, asked } = readAll((page) => cut(records(45), page, 'next'), { limit });
		expect(await read).toEqual(records(Math.min(limit, 45)));
		expect(asked.map((page) => page.limit)).toEqual(limits);
	});

	it.each([[{}], [{ identify: () => undefined }]])('reads 130,000 records, be they on one page or on many: %j', async (changes) => {
		const all = records(130_000);
		expect(await readAll(() => ({ objects: all, meta: { next: null } }), changes).read).toHaveLength(130_000);
		const paged = readAll((page) => cut(all, page, 'next'), changes);
		expect(await paged.read).toHaveLength(130_000);
		expect(paged.asked).toHaveLength(6_500);
	});

	it('puts out no more than the limit where more comes than was asked for', async () => {
		const { read } = readAll(() => ({ objects: records(130_000), meta: { next: null } }), { limit: 50 });
		expect(await read).toEqual(records(50));
	});

	it('keeps records of one page that say the same, unless they have an ID', async () => {
		const same = [{ n: 1 }, { n: 1 }, { id: 'a' }, { id: 'a' }, { n: 1 }];
		expect(await readAll((page) => cut(same, page, 'next')).read).toEqual([{ n: 1 }, { n: 1 }, { id: 'a' }, { n: 1 }]);
	});

	it.each<[string, unknown]>([
		['no list', { api_id: 'x' }],
		['an object as its list', { objects: {} }],
		['a text as its list', { objects: 'none' }],
		['a list in place of the answer', [{ id: 1 }]],
	])('does not take %s for an empty list', async (_, response) => {
		expect((await faultOf(() => response)).text).toBe('it has no list of records');
	});

	it('takes null for an empty list, which some servers write so', async () => {
		expect(await readAll(() => ({ objects: null, meta: null })).read).toEqual([]);
	});

	it.each([null, 7, 'r1', [[]]])('does not leave out what is no record (%j), unless it may', async (odd) => {
		const response = { objects: [{ id: 'a' }, odd, { id: 'b' }] };
		expect((await faultOf(() => response)).text).toBe("its list contains something that isn't a record");
		expect(ids(await readAll(() => response, { skipUnreadable: true }).read)).toEqual(['a', 'b']);
	});
});

describe('a list that takes no notice of the offset', () => {
	const first = (kind: Kind) => ({ limit }: Asked) => ({ ...cut(records(20), { offset: 0, limit }, kind) });

	it.each<[string, (asked: Asked) => unknown]>([
		['has always a next page', first('alwaysNext')],
		['says nothing about its end', first('neither')],
		['has a count', ({ limit, offset }) => ({ objects: records(limit), meta: { offset, total_count: 100 } })],
		['counts on, as if all were well', ({ limit, offset }) => ({ objects: records(limit), meta: { next: offset < 60 ? 'x' : null } })],
		['has one record', () => ({ objects: records(1), meta: { next: 'x' } })],
		['grows', ({ before }) => ({ objects: [...records(before).reverse(), ...records(20, 1_000)].slice(0, 20), meta: { next: 'x' } })],
		['goes round', ({ before }) => ({ objects: records(20, (before % 3) * 20), meta: { next: 'x' } })],
		['goes round with a count', ({ before }) => ({ objects: records(20, (before % 3) * 20), meta: { total_count: 1_000 } })],
	])('ends with an error and after a few requests, when it %s', async (_, response) => {
		for (const changes of [{}, { identify: () => undefined }, { limit: 70 }]) {
			const { text, requests } = await faultOf(response, changes);
			expect(text).toBe(REPEATS);
			expect(requests).toBeLessThan(30);
		}
	});

	it('is whole when it says so', async () => {
		expect(await readAll(first('next')).read).toEqual(records(20));
		expect(await readAll(() => ({ objects: records(20), meta: { total_count: 20 } })).read).toEqual(records(20));
	});

	it('ends whatever its count says, from page to page', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(200), { minLength: 1, maxLength: 8 }), fc.boolean(), async (totals, empties) => {
				const { read, asked } = readAll(({ before }) => ({
					objects: empties && before % 2 === 1 ? [] : records(20),
					meta: { total_count: totals[before % totals.length] },
				}));
				await read.catch(() => undefined);
				expect(asked.length).toBeLessThan(300);
			}),
		);
	});
});

describe('a list that ends before its own count', () => {
	it('is not taken for whole', async () => {
		const response = ({ offset, limit }: Asked) => ({ ...cut(records(25), { offset, limit }, 'total'), meta: { total_count: 60 } });
		expect((await faultOf(response)).text).toBe('its list has 60 records, but ends after 25');
	});

	it('is, where it has no next page', async () => {
		expect(await readAll(() => ({ objects: records(5), meta: { next: null, total_count: 60 } })).read).toEqual(records(5));
	});
});

describe('a list that changes while it is read', () => {
	/** What is added at the head or taken out between two requests, by how often the list was asked for. */
	type Changes = Array<{ add: number; remove: number[] }>;

	/** @returns what was read, and which records were there from beginning to end */
	async function readChanging(length: number, changes: Changes, kind: Kind) {
		let list = records(length, 1_000_000);
		let added = 1_000_000;
		const { read, asked } = readAll((page) => {
			const { add, remove } = changes[page.before - 1] ?? { add: 0, remove: [] };
			list = list.filter((_, i) => !remove.includes(i));
			added -= add;
			list = [...records(add, added), ...list];
			return cut(list, page, kind);
		});
		const found = await read;
		const stayed = new Set(ids(list));
		return { found: ids(found), stayed: ids(records(length, 1_000_000)).filter((id) => stayed.has(id)), asked };
	}

	it('at its head: each record that was there comes out, and none twice', async () => {
		const growth = fc.array(fc.integer({ min: 0, max: 60 }).map((add) => ({ add, remove: [] })), { maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(fc.nat(150), growth, fc.constantFrom<Kind>('next', 'both', 'total', 'neither', 'alwaysNext'), async (length, changes, kind) => {
				const { found, stayed } = await readChanging(length, changes, kind).catch(orRepeats);
				if (found === undefined) return;
				expect(new Set(found).size).toBe(found.length);
				expect(found.filter((id) => stayed.includes(id))).toEqual(stayed);
			}),
			{ numRuns: 500 },
		);
	});

	/** What is read once more is told from what repeats itself only as long as the list does not more than double at once. */
	function orRepeats(error: unknown): { found: undefined; stayed: [] } {
		expect(error).toMatchObject({ kind: 'unexpected', text: REPEATS });
		return { found: undefined, stayed: [] };
	}

	it.each([1, 19, 20, 21, 500])('by %d records between two requests', async (add) => {
		const changes = [{ add: 0, remove: [] }, { add: 0, remove: [] }, { add, remove: [] }];
		const { found, stayed, asked } = await readChanging(100, changes, 'next');
		expect(found.filter((id) => stayed.includes(id))).toEqual(stayed);
		expect(asked.length).toBeLessThanOrEqual(7 + add / 20);
	});

	it('by a record before each page of a small rest', async () => {
		let list = records(100, 1_000);
		const { read, asked } = readAll((page) => {
			if (page.before > 0) list = [...records(1, 500 - page.before), ...list];
			return cut(list, page, 'next');
		}, { limit: 21 });
		expect(await read).toEqual(records(21, 1_000));
		expect(asked).toHaveLength(3);
	});

	it('where records are taken out: none of the others is missed, if the list has a count', async () => {
		const removal = fc.array(fc.array(fc.nat(80), { maxLength: 12 }).map((remove) => ({ add: 0, remove })), { maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(fc.nat(150), removal, fc.constantFrom<Kind>('both', 'total'), async (length, changes, kind) => {
				const { found, stayed } = await readChanging(length, changes, kind);
				expect(new Set(found).size).toBe(found.length);
				expect(stayed.filter((id) => !found.includes(id))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('records without an ID', () => {
	it('are told apart by all that they say, however deep that is', async () => {
		const deep = ['1', '2', '"1"', '[]', '{}'].map((inside) => `${'{"a":['.repeat(9_000)}${inside}${']}'.repeat(9_000)}`);
		const all = [...deep, ...Array.from({ length: 16 }, (_, i) => `{"i":${i}}`), ...deep.map((record) => record.replace('"a"', '"b"'))];
		const { read } = readAll(
			({ offset, limit }) => `{"meta":{"total_count":${all.length}},"objects":[${all.slice(offset, offset + limit).join()}]}`,
			{ identify: undefined },
		);
		expect(await read).toHaveLength(all.length);
	});

	it.each([
		[{ a: 1, b: 2 }, { a: 1, b: 3 }],
		[{ a: { b: 1 } }, { a: 'b', c: 1 }],
		[{ a: [1, [2]] }, { a: [[1], 2] }],
		[{ a: [1, 2] }, { a: { 0: 1, 1: 2 } }],
		[{ a: null }, { a: 'null' }],
	])('%j and %j are two', async (one, other) => {
		const page = [one, ...Array.from({ length: 19 }, (_, i) => ({ i }))];
		const all = [...page, other];
		const { read } = readAll(({ offset, limit }) => ({ objects: all.slice(offset, offset + limit) }), { identify: undefined });
		expect(await read).toEqual(all);
	});
});
