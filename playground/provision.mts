import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../scripts/console.mjs';
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
type Imported = Record<string, { id?: string; versionId: string | undefined; source: string }>;

interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** An n8n that gets credentials and examples. */
export interface ProvisionedN8n {
	client: EditorClient;
	plivo: PlivoEndpoint;
	/** Where we remember what was added to it. */
	folder: string;
	/** Whether it's someone's own n8n, in which only what we added may be changed. */
	given: boolean;
}

/**
 * Adds the credentials to n8n, or updates them. The sandbox and a real account have separate ones, so that a workflow made for one
 * never reaches the other by accident.
 *
 * @param chatModel the address of the stand-in for a language model; undefined if there is none
 * @returns the credential for Plivo
 * @throws {UserError} a given n8n has a credential of that name that we didn't add
 */
export async function provisionCredentials(n8n: ProvisionedN8n, chatModel?: { baseUrl: string }): Promise<SavedCredential> {
	const { real, ...account } = n8n.plivo;
	const credential = await provisionCredential(n8n, credentialType, real ? accountCredential : sandboxCredential, account);
	if (chatModel) {
		const data = { apiKey: 'none-needed', url: chatModel.baseUrl };
		await provisionCredential(n8n, chatModelCredentialType, chatModelCredential, data);
	}
	return credential;
}

/**
 * Adds the examples to n8n. At each start, missing examples are added, unchanged examples are updated from their files, and examples
 * that someone changed stay as they are.
 *
 * @returns the examples as they are in n8n, by file name; in a given n8n, without workflows that only have the name of one
 */
export async function provisionExamples({ client, plivo, folder, given }: ProvisionedN8n): Promise<Map<string, Workflow>> {
	const record = join(folder, 'examples.json');
	const ids = new Map((await client.workflows()).map(({ id, name }) => [name, id]));
	const imported = await readRecord<Imported>(record);
	const provisioned = new Map<string, Workflow>();
	for (const example of await readExamples()) {
		const wanted = plivo.real ? forRealAccount(example.workflow) : example.workflow;
		const source = JSON.stringify(wanted);
		const id = ids.get(wanted.name);
		const present = id === undefined ? undefined : await client.workflow(id);
		const last = imported[wanted.name];
		if (given && present && last?.id !== present.id) continue;
		const keep = present && (present.versionId !== last?.versionId || source === last?.source);
		const workflow = keep ? present : await importExample(client, example.file, wanted, id);
		if (!keep) imported[wanted.name] = { id: workflow.id, versionId: workflow.versionId, source };
		provisioned.set(example.file, workflow);
		// Each time, so that what was added before Ctrl-C isn't taken for someone else's.
		await writeFile(record, JSON.stringify(imported));
	}
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

async function provisionCredential(n8n: ProvisionedN8n, type: string, name: string, data: object): Promise<SavedCredential> {
	const { client, folder, given } = n8n;
	const record = join(folder, 'credentials.json');
	const added = await readRecord<Record<string, string>>(record);
	const present = (await client.credentials()).find((one) => one.name === name && one.type === type);
	if (given && present && added[name] !== present.id) {
		throw new UserError(`The n8n at ${client.url} has a credential "${name}" that npm start didn't add. Rename it there, or delete it, and run npm start again.`);
	}
	const { id } = await client.saveCredential({ name, type, data }, present?.id);
	await writeFile(record, JSON.stringify({ ...added, [name]: id }));
	return { id, name, type };
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

async function readRecord<T extends object>(file: string): Promise<Partial<T>> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return {};
	}
}
