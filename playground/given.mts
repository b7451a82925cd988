import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../scripts/console.mjs';
import { workFolder } from '../scripts/setup.mjs';
import { endAll, type Ends } from './ends.mts';
import { checkNodes, checkReach, signInTo } from './givenChecks.mts';
import type { Playground } from './playground.mts';
import { provisionCredentials, provisionExamples } from './provision.mts';
import type { GivenN8n, Settings } from './settings.mts';
import { startStandIns } from './standIns.mts';

/** What is up: the given n8n with the examples in it, and the sandbox. */
export type GivenPlayground = Pick<Playground, 'client' | 'plivo' | 'sandbox' | 'chatModel' | 'examples' | 'stop'>;

/**
 * Uses an n8n that runs already, instead of installing and starting one: adds the credentials and the examples to it, and starts the
 * sandbox unless a real account is set. `stop()` stops what was started here; that n8n keeps running, with the examples.
 *
 * @param folder where we remember what was added to that n8n
 * @throws {UserError} that n8n doesn't answer or accept the account, doesn't have the nodes, or doesn't reach the sandbox
 */
export async function joinGivenN8n(
	given: GivenN8n,
	{ account, sandboxPort }: Pick<Settings, 'account' | 'sandboxPort'>,
	folder = join(workFolder, 'given', folderName(given.url)),
): Promise<GivenPlayground> {
	const client = await step(`Signing in to n8n at ${given.url}`, () => signInTo(given));
	await checkNodes(client);
	await mkdir(folder, { recursive: true });
	const running: Ends = [];
	const stop = async () => await endAll(running);
	try {
		const options = { port: sandboxPort, host: given.sandboxHost, publicUrl: given.sandboxUrl };
		const standIns = await step(account ? 'Using real Plivo' : 'Starting the Plivo sandbox', () => startStandIns(account, options, running));
		const provisioned = { client, plivo: standIns.plivo, folder, given: true };
		const credential = await step('Adding the credential', () => provisionCredentials(provisioned, standIns.chatModel));
		if (!account) await step('Checking that n8n reaches the sandbox', () => checkReach(client, credential, standIns.plivo));
		const examples = await step('Adding the examples', () => provisionExamples(provisioned));
		return { client, ...standIns, examples, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Each n8n has its own, because what was added to one isn't in another. */
function folderName(url: string): string {
	return url.replace(/^https?:\/\//, '').replace(/[^\w.-]/g, '_');
}
