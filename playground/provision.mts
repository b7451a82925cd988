import { readFile, writeFile } from 'node:fs/promises';
import {
	accountCredential,
	chatModelCredential,
	chatModelCredentialType,
	credentialType,
	forRealAccount,
	readExamples,
	sandboxCredential,
} from './examples.mts';
import type { EditorClient, Workflow } from './rest.mts';

export interface PlivoEndpoint {
	authId: string;
	authToken: string;
	baseUrl: string;
	/** Plivo itself, not the sandbox. */
	real: boolean;
}

/** What was added to n8n last time, by workflow name. It tells examples that someone changed from those that may be updated. */
type Imported = Record<string, { versionId: string | undefined; source: string }>;

/**
 * Adds the credential and the examples to n8n. At each start, the credential is updated, missing examples are added, unchanged
 * examples are updated from their files, and examples that someone changed stay as they are. The sandbox and a real account have
 * separate credentials, so that a workflow made for one never reaches the other by accident.
 *
 * @param record the file that remembers what was imported
 * @param chatModel the address of the stand-in for a language model; undefined if there is none
 * @returns the examples as they are in n8n, by file name
 */
export async function provision(
	client: EditorClient,
	plivo: PlivoEndpoint,
	record: string,
	chatModel?: { baseUrl: string },
): Promise<Map<string, Workflow>> {
	const { real, ...account } = plivo;
	await provisionCredential(client, credentialType, real ? accountCredential : sandboxCredential, account);
	if (chatModel) {
		const data = { apiKey: 'none-needed', url: chatModel.baseUrl };
		await provisionCredential(client, chatModelCredentialType, chatModelCredential, data);
	}
	const ids = new Map((await client.workflows()).map(({ id, name }) => [name, id]));
	const imported = await readRecord(record);
	const provisioned = new Map<string, Workflow>();
	for (const example of await readExamples()) {
		const wanted = plivo.real ? forRealAccount(example.workflow) : example.workflow;
		const source = JSON.stringify(wanted);
		const id = ids.get(wanted.name);
		const present = id === undefined ? undefined : await client.workflow(id);
		const last = imported[wanted.name];
		const keep = present && (present.versionId !== last?.versionId || source === last?.source);
		const workflow = keep ? present : await importExample(client, example.file, wanted, id);
		if (!keep) imported[wanted.name] = { versionId: workflow.versionId, source };
		provisioned.set(example.file, workflow);
	}
	await writeFile(record, JSON.stringify(imported));
	return provisioned;
}

/** @returns the credential for the sandbox; undefined if n8n has none */
export async function findSandboxCredential(client: EditorClient): Promise<{ id: string; name: string } | undefined> {
	const found = (await client.credentials()).find(({ name, type }) => name === sandboxCredential && type === credentialType);
	return found && { id: found.id, name: found.name };
}

/** @returns whether every Plivo node of a workflow uses the sandbox's credential, so that running it doesn't cost anything */
export async function usesSandboxOnly(client: EditorClient, workflow: Workflow): Promise<boolean> {
	const sandbox = await findSandboxCredential(client);
	const used = workflow.nodes.flatMap((node) => node.credentials?.[credentialType] ?? []);
	return used.every(({ id }) => id === sandbox?.id);
}

async function provisionCredential(client: EditorClient, type: string, name: string, data: object): Promise<void> {
	const present = (await client.credentials()).find((one) => one.name === name && one.type === type);
	await client.saveCredential({ name, type, data }, present?.id);
}

async function importExample(
	client: EditorClient,
	file: string,
	workflow: Omit<Workflow, 'id'>,
	id: string | undefined,
): Promise<Workflow> {
	try {
		return await (id === undefined ? client.createWorkflow(workflow) : client.updateWorkflow(id, workflow));
	} catch (error) {
		throw new Error(`examples/${file} couldn't be imported: ${error instanceof Error ? error.message : error}`);
	}
}

async function readRecord(file: string): Promise<Imported> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return {};
	}
}
