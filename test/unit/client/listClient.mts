import type { IDataObject } from 'n8n-workflow';

import type { PlivoClient } from '../../../nodes/Plivo/client/plivoClient';

/** What a list is asked for. */
export interface Asked {
	offset: number;
	limit: number;
	/** How many requests came before. */
	before: number;
}

/** A client whose reads are answered so, with JSON or what becomes JSON, and what it was asked. */
export function listClient(response: (asked: Asked) => unknown): { client: PlivoClient; asked: Asked[] } {
	const asked: Asked[] = [];
	const read = async (_path: string, query: IDataObject = {}): Promise<unknown> => {
		const { offset, limit } = query;
		asked.push({ offset: Number(offset), limit: Number(limit), before: asked.length });
		// as from the network: nothing of it is shared with who asked
		const answered = response(asked.at(-1) as Asked);
		return JSON.parse(typeof answered === 'string' ? answered : JSON.stringify(answered));
	};
	return { client: { get: read } as unknown as PlivoClient, asked };
}

/** The ways in which Plivo's lists say how they go on. */
export type Kind = 'next' | 'total' | 'both' | 'neither' | 'alwaysNext';
export const KINDS: Kind[] = ['next', 'total', 'both', 'neither', 'alwaysNext'];

/** The page of a list as Plivo cuts it. */
export function cut(list: unknown[], { offset, limit }: Pick<Asked, 'offset' | 'limit'>, kind: Kind): IDataObject {
	const next = offset + limit < list.length ? `/v1/Account/MA/List/?offset=${offset + limit}` : null;
	const meta: Record<Kind, IDataObject> = {
		next: { limit, offset, next },
		total: { limit, offset, total_count: list.length },
		both: { limit, offset, next, total_count: list.length },
		neither: {},
		alwaysNext: { limit, offset, next: '/v1/Account/MA/List/?offset=1' },
	};
	return { api_id: 'x', meta: meta[kind], objects: list.slice(offset, offset + limit) as IDataObject[] };
}

/** Records with IDs, each with its place in the list. */
export function records(count: number, from = 0): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ id: `r${from + i}` }));
}
