import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialType } from '../playground/examples.mts';
import type { InstalledN8n } from '../playground/install.mts';
import { owner } from '../playground/owner.mts';
import { claimPort } from '../playground/ports.mts';
import { EditorClient, type Workflow, type WorkflowNode } from '../playground/rest.mts';
import { startN8n } from '../playground/server.mts';
import { mainAccount } from '../sandbox/fixtures.mts';
import { step } from '../scripts/console.mjs';
import { workFolder } from '../scripts/setup.mjs';

export const userFolder = join(workFolder, 'bench');

/** A running n8n with the sandbox's account, in which somebody is signed in. */
export interface BenchN8n {
	client: EditorClient;
	credentials: Record<string, { id: string; name: string }>;
	/** Has Linux measure anew how much memory n8n has at most. @returns the megabytes that it has now; undefined elsewhere */
	restartPeak(): Promise<number | undefined>;
	/** @returns megabytes; undefined where the system can't tell */
	peak(): Promise<number | undefined>;
	stop(): Promise<void>;
}

/** @param env more of n8n's environment */
export async function openN8n(n8n: InstalledN8n, env: Record<string, string> = {}): Promise<BenchN8n> {
	const port = await claimPort(undefined, 'N8N_PORT');
	const log = join(userFolder, 'n8n.log');
	const { url, pid, stop } = await step(`Starting n8n ${n8n.version}`, async () => await startN8n(n8n, { port, userFolder, log, env }));
	const peak = async () => {
		const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
		return kilobytes === undefined ? undefined : (Number(kilobytes) * 1_024) / 1e6;
	};
	// See proc_pid_clear_refs(5).
	const restartPeak = async () => await writeFile(`/proc/${pid}/clear_refs`, '5').then(peak, () => undefined);
	try {
		const client = await EditorClient.login(url, owner);
		const credentials: BenchN8n['credentials'] = {};
		const account = { ...mainAccount, baseUrl: 'https://api.plivo.com' };
		for (const [type, data] of Object.entries({ [credentialType]: account, plivoApi: mainAccount })) {
			const { id, name } = await client.saveCredential({ name: type, type, data });
			credentials[type] = { id, name };
		}
		return { client, credentials, restartPeak, peak, stop: async () => await stop() };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Saves a workflow of nodes that follow each other. */
export async function saveWorkflow(client: EditorClient, nodes: WorkflowNode[]): Promise<Workflow> {
	const links = nodes.slice(1).map(({ name: node }, i) => [nodes[i]?.name, { main: [[{ node, type: 'main', index: 0 }]] }]);
	const settings = { saveManualExecutions: true, executionOrder: 'v1' };
	return await client.createWorkflow({ name: `Bench ${randomUUID()}`, nodes, connections: Object.fromEntries(links), settings });
}
