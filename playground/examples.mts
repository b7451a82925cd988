import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../scripts/setup.mjs';
import type { Workflow } from './rest.mts';

/** The example that a start runs. */
export const firstExample = 'send-sms-and-read-back.json';

export const credentialType = 'plivoMessagingApi';

/** The name under which examples ask for their credential; n8n puts the id of the one with this name in its place. */
export const sandboxCredential = 'Plivo sandbox';

export const accountCredential = 'Plivo account';

export const chatModelCredentialType = 'openAiApi';

/** The name of the credential that reaches the stand-in for a language model, see chatModel.mts. */
export const chatModelCredential = 'Chat model stand-in';

export interface Example {
	file: string;
	workflow: Omit<Workflow, 'id'>;
}

/** @returns every importable workflow of examples/, by file name */
export async function readExamples(): Promise<Example[]> {
	const folder = join(root, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => ({ file, workflow: JSON.parse(await readFile(join(folder, file), 'utf8')) })),
	);
}

/** Parameters whose values make sense in one account only, and how they look before anybody filled them in. */
const ownedByAccount: Record<string, unknown> = {
	from: { __rl: true, mode: 'list', value: '' },
	to: '',
	numbers: [],
	wabaId: '',
	template: { __rl: true, mode: 'list', value: '' },
	templateVariables: { mappingMode: 'defineBelow', value: null },
};

/**
 * What an Edit Fields node holds as JSON may name people too: a list under `recipients`, which stands for a sheet, or one
 * number under `phone`.
 */
const namesPeople: Record<string, unknown> = { recipients: [], phone: '' };

/**
 * @param workflow an example, made for the sandbox
 * @returns a copy for a real account, under a name of its own and with its phone numbers emptied, so that nobody messages
 *   a stranger by pressing a button; who is named by an expression, such as the sender of a message that came in, stays.
 *   Where a language model was stood in for, one of the user's own has to be picked
 */
export function forRealAccount(workflow: Omit<Workflow, 'id'>): Omit<Workflow, 'id'> {
	const copy = structuredClone(workflow);
	copy.name = `${copy.name} (real account)`;
	for (const node of copy.nodes) {
		delete node.credentials?.[chatModelCredentialType];
		const { jsonOutput } = node.parameters;
		if (typeof jsonOutput === 'string') node.parameters.jsonOutput = withoutPeople(jsonOutput);
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
