import { UserError } from '../scripts/console.mjs';
import { n8nFetch } from './n8nFetch.mts';
import { packPackage } from './package.mts';
import type { PlivoEndpoint } from './provision.mts';
import { EditorClient, RejectedRequest } from './rest.mts';
import type { GivenN8n } from './settings.mts';

/**
 * @returns a client that is signed in
 * @throws {UserError} nothing answers there, it isn't n8n, nobody has set it up yet, or it doesn't accept the account
 */
export async function signInTo({ url, email, password }: GivenN8n): Promise<EditorClient> {
	const settings = await readN8nSettings(url);
	if (settings.userManagement?.showSetupOnFirstLoad === true) {
		throw new UserError(`The n8n at ${url} has no owner yet. Open it in a browser, set up the owner, and set N8N_EMAIL and N8N_PASSWORD to what you entered.`);
	}
	try {
		return await EditorClient.login(url, { email, password });
	} catch (error) {
		if (!(error instanceof RejectedRequest)) throw error;
		throw new UserError(`The n8n at ${url} doesn't accept N8N_EMAIL (${email}) and N8N_PASSWORD: ${error.reason} (${error.status}). An account with two-factor authentication can't be used here.`);
	}
}

interface N8nSettings {
	userManagement?: { showSetupOnFirstLoad?: boolean };
}

async function readN8nSettings(url: string): Promise<N8nSettings> {
	let text: string;
	try {
		text = await (await n8nFetch(`${url}/rest/settings`)).text();
	} catch (error) {
		throw new UserError(`No n8n answers at N8N_URL, ${url} (${causeOf(error)}). Start it, or correct the address.`);
	}
	try {
		const { data } = JSON.parse(text) as { data: N8nSettings };
		if (typeof data === 'object' && data !== null) return data;
	} catch {
		// Falls through: some other server's page.
	}
	throw new UserError(`What answers at N8N_URL, ${url}, isn't n8n. Set N8N_URL to the address that you open the editor with.`);
}

/** What fetch itself says is only "fetch failed". */
function causeOf(error: unknown): string {
	const { cause = error } = error as { cause?: unknown };
	const { code, message } = cause as { code?: unknown; message?: unknown };
	return typeof code === 'string' ? code : String(message);
}

/** @throws {UserError} that n8n hasn't loaded our nodes under the names that the examples use */
export async function checkNodes(client: EditorClient): Promise<void> {
	const names = (await client.nodeTypes()).map(({ name }) => name);
	if (names.includes('n8n-nodes-plivo.plivo') && names.includes('n8n-nodes-plivo.plivoTrigger')) return;
	if (names.includes('CUSTOM.plivo')) {
		throw new UserError(`The n8n at ${client.url} has the nodes from N8N_CUSTOM_EXTENSIONS, which gives them names that no workflow of others has. Install the package in its folder ~/.n8n/nodes instead: see "An n8n that runs already" in CONTRIBUTING.md.`);
	}
	const { tarball } = await packPackage();
	throw new UserError(`The n8n at ${client.url} hasn't loaded n8n-nodes-plivo. Unpack ${tarball} in its folder ~/.n8n/nodes (see "An n8n that runs already" in CONTRIBUTING.md), set N8N_UNVERIFIED_PACKAGES_ENABLED=true if it's n8n 3, restart it, and run npm start again.`);
}

/** @throws {UserError} that n8n's test of the credential fails: it doesn't reach the sandbox, or something else answers there */
export async function checkReach(client: EditorClient, credential: { id: string; name: string; type: string }, plivo: PlivoEndpoint): Promise<void> {
	const { authId, authToken, baseUrl } = plivo;
	const { status, message } = await client.testCredential(credential, { authId, authToken, baseUrl });
	if (status === 'OK') return;
	throw new UserError(
		`The n8n at ${client.url} doesn't reach the sandbox at ${baseUrl} (${message}). If it runs in a container or on another machine, set SANDBOX_HOST to the address that the sandbox shall listen on (0.0.0.0 for all), and SANDBOX_URL to where that n8n finds it (for example http://host.docker.internal:4010).`,
	);
}
