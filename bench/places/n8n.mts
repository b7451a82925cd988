import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialType } from '../../playground/examples.mts';
import type { InstalledN8n } from '../../playground/install.mts';
import { owner } from '../../playground/owner.mts';
import { installPackage } from '../../playground/package.mts';
import { claimPort } from '../../playground/ports.mts';
import { EditorClient } from '../../playground/rest.mts';
import { startN8n } from '../../playground/server.mts';
import { step } from '../../scripts/console.mjs';
import { workFolder } from '../../scripts/setup.mjs';
import type { PlivoEndpoint } from '../processes/protocol.mts';
import { nameOf } from '../scenario.mts';
import { runToEnd } from './n8nExecution.mts';
import { benchWorkflow, contenderName, startName, type CredentialReference } from './n8nWorkflow.mts';
import type { Attempt, Place } from './place.mts';

/** A running n8n, and who is signed in to it. */
export interface BenchN8n {
	client: EditorClient;
	stop(): Promise<void>;
}

/** Starts a real n8n with the packed package in it, with data of its own that every start begins afresh. */
export async function openN8n(n8n: InstalledN8n): Promise<BenchN8n> {
	const userFolder = join(workFolder, 'bench');
	const log = join(workFolder, 'n8n-bench.log');
	await rm(userFolder, { recursive: true, force: true });
	await rm(log, { force: true });
	await mkdir(userFolder, { recursive: true });
	await installPackage(userFolder);
	const port = await claimPort(undefined, 'N8N_PORT');
	const server = await step(`Starting n8n ${n8n.version}`, async () => await startN8n(n8n, { port, userFolder, log }));
	try {
		return { client: await EditorClient.login(server.url, owner), stop: async () => await server.stop() };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

/** A real n8n as a place. */
export async function n8nPlace(n8n: InstalledN8n): Promise<Place> {
	const { client, stop } = await openN8n(n8n);
	const credentialFor = credentialKeeper(client);
	return {
		prepare: async (contender, scenario, plivo) => {
			const credential = await credentialFor(plivo);
			return await attempt(client, benchWorkflow(contender, scenario, plivo, credential), scenario.messages, nameOf(scenario));
		},
		close: stop,
	};
}

/** One credential for each sandbox, made at its first use. */
function credentialKeeper(client: EditorClient): (plivo: PlivoEndpoint) => Promise<CredentialReference> {
	const made = new Map<string, CredentialReference>();
	return async (plivo) => {
		const present = made.get(plivo.baseUrl);
		if (present !== undefined) return present;
		const name = `Sandbox ${plivo.baseUrl}`;
		const { id } = await client.saveCredential({ name, type: credentialType, data: plivo });
		made.set(plivo.baseUrl, { id, name });
		return { id, name };
	};
}

async function attempt(
	client: EditorClient,
	workflow: ReturnType<typeof benchWorkflow>,
	messages: number,
	name: string,
): Promise<Attempt> {
	const created = await client.createWorkflow({ ...workflow, name });
	return {
		async run() {
			const { status, error, runData } = await runToEnd(client, created, startName);
			if (status !== 'success') throw new Error(error ?? `the execution ended with ${status}`);
			const last = runData[contenderName]?.at(-1);
			const items = last?.data?.main?.[0]?.length ?? 0;
			if (last === undefined || items !== messages) throw new Error(`${items} items came out`);
			return { ms: last.executionTime };
		},
		close: async () => await client.deleteWorkflow(created.id),
	};
}
