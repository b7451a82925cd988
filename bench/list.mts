import { plivoType } from './contenderNode.mts';
import { startEngine } from './places/engine.mts';
import type { BenchSandbox } from './sandboxes.mts';

/** How Message → List got on. */
export interface ListRun {
	records: number;
	ms: number;
	/** What 20 requests in any minute make of it at least. */
	imposedMs: number;
	requests: number;
	rateLimited: number;
}

export const listRecords = 2_000;
const recordsPerPage = 20;
const requestsPerMinute = 20;

/**
 * Reads a list to its end with our node in n8n's engine, on the real clock.
 *
 * @param sandbox with Plivo's limits
 * @throws Error when the node failed, or did not put out every record
 */
export async function measureList(sandbox: BenchSandbox, node: string): Promise<ListRun> {
	const engine = startEngine(node);
	try {
		await sandbox.reset(0);
		await sandbox.fill(listRecords);
		const parameters = { resource: 'message', operation: 'list', returnAll: true };
		const { ms, items } = await engine.run({ node: { type: plivoType, typeVersion: 1, parameters }, plivo: sandbox.plivo });
		const { requests, rateLimited } = await sandbox.tally();
		if (items !== listRecords) throw new Error(`${items} records came out instead of ${listRecords}`);
		const minutes = Math.floor((listRecords / recordsPerPage - 1) / requestsPerMinute);
		return { records: items, ms, imposedMs: minutes * 60_000, requests, rateLimited };
	} finally {
		await engine.close();
	}
}
