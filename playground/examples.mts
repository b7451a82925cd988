import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/setup.mjs';
import type { Workflow } from './rest.mts';

/** The example that npm start runs. */
export const firstExample = 'send-sms-and-read-back.json';

export const credentialType = 'plivoMessagingApi';

/** The name of the credential in the examples; n8n replaces it with the id of the credential of this name. */
export const sandboxCredential = 'Plivo sandbox';

export const accountCredential = 'Plivo account';

export const chatModelCredentialType = 'openAiApi';

/** The name of the credential for the stand-in for a language model; see chatModel.mts. */
export const chatModelCredential = 'Chat model stand-in';

export interface Example {
	file: string;
	workflow: Omit<Workflow, 'id'>;
}

/** @returns all workflows in examples/, by file name */
export async function readExamples(): Promise<Example[]> {
	const folder = join(root, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => ({ file, workflow: JSON.parse(await readFile(join(folder, file), 'utf8')) })),
	);
}

/** Parameters whose values only make sense in one account, and their values before anyone filled them in. */
const ownedByAccount: Record<string, unknown> = {
	from: { __rl: true, mode: 'list', value: '' },
	to: '',
	numbers: [],
	wabaId: '',
	template: { __rl: true, mode: 'list', value: '' },
	templateVariables: { mappingMode: 'defineBelow', value: null },
};

/**
 * The JSON of an Edit Fields node may name people too: a list under `recipients`, which stands for a sheet, or a number under
 * `phone`.
 */
const namesPeople: Record<string, unknown> = { recipients: [], phone: '' };

/**
 * @param workflow an example, made for the sandbox
 * @returns a copy for a real account, with another name and without phone numbers, so that no one messages a stranger by clicking a
 *   button. Numbers from an expression, such as the sender of an incoming message, stay. Instead of the stand-in for a language
 *   model, users must select their own
 */
export function forRealAccount(workflow: Omit<Workflow, 'id'>): Omit<Workflow, 'id'> {
	const copy = structuredClone(workflow);
	copy.name = `${copy.name} (real account)`;
	for (const node of copy.nodes) {
		delete node.credentials?.[chatModelCredentialType];
		const { jsonOutput } = node.parameters;
		if (typeof jsonOutput === 'string' && !isExpression(jsonOutput)) node.parameters.jsonOutput = withoutPeople(jsonOutput);
		const credential = node.credentials?.[credentialType];
		if (!credential) continue;
		credential.name = accountCredential;
		for (const name of Object.keys(node.parameters)) {
			if (name in ownedByAccount && !isExpression(node.parameters[name])) node.parameters[name] = ownedByAccount[name];
		}
	}
	return copy;
}

function withoutPeople(json: string): string {
	return JSON.stringify(JSON.parse(json, (key, value: unknown) => (Object.hasOwn(namesPeople, key) ? namesPeople[key] : value)), null, 2);
}

/** @param value of a parameter, or a resource locator around it */
function isExpression(value: unknown): boolean {
	const inner = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return typeof inner === 'string' && inner.startsWith('=');
}
