import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../scripts/console.mjs';
import { workFolder } from '../scripts/setup.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { endAll, type Ends } from './ends.mts';
import { filesFolderOf } from './environment.mts';
import { installN8n } from './install.mts';
import { owner } from './owner.mts';
import { installPackage } from './package.mts';
import { claimPort } from './ports.mts';
import { provisionCredentials, provisionExamples } from './provision.mts';
import { EditorClient, type Workflow } from './rest.mts';
import { startN8n } from './server.mts';
import type { Settings } from './settings.mts';
import { startStandIns, type StandIns } from './standIns.mts';

export interface Playground extends StandIns {
	client: EditorClient;
	/** The only folder in which workflows may read and write files. */
	filesFolder: string;
	/** The examples as they are in n8n, by file name. */
	examples: Map<string, Workflow>;
	/** n8n's log. */
	log: string;
	/** Settles when n8n ends, for any reason. */
	ended: Promise<number | null>;
	/**
	 * Stops or kills n8n, and starts it again with its stored data. The sandbox keeps running.
	 *
	 * @param env additional environment variables for n8n
	 */
	restart(how: 'stop' | 'kill', env?: Record<string, string>): Promise<void>;
	/** Stops n8n and the sandbox, and waits for both. */
	stop(): Promise<void>;
}

/**
 * Starts n8n with this package, and the sandbox unless a real account is set. Missing parts are installed. If something fails,
 * everything that was started is stopped again.
 *
 * @throws {UserError} a port is in use, no network, no disk space, n8n doesn't start
 */
export async function startPlayground(settings: Settings): Promise<Playground> {
	// Checked before minutes of installing, not after.
	const port = await claimPort(settings.n8nPort, 'N8N_PORT');
	const sandboxPort = settings.account ? undefined : await claimPort(settings.sandboxPort, 'SANDBOX_PORT');
	const userFolder = join(workFolder, settings.userFolder);
	if (settings.fresh) await rm(userFolder, { recursive: true, force: true });
	const filesFolder = filesFolderOf(userFolder);
	await mkdir(filesFolder, { recursive: true });
	const n8n = await installN8n();
	await installPackage(userFolder);

	const log = join(workFolder, settings.fresh ? `n8n-${settings.userFolder}.log` : 'n8n.log');
	await rm(log, { force: true });
	const running: Ends = [];
	const stop = async () => await endAll(running);
	try {
		const { account, fresh: hurried } = settings;
		const { plivo, sandbox, chatModel } = await step(account ? 'Using real Plivo' : 'Starting the Plivo sandbox', () =>
			startStandIns(account, { port: sandboxPort, hurried }, running),
		);
		let server = await step(`Starting n8n ${n8n.version}`, () => startN8n(n8n, { port, userFolder, log }));
		running.push(() => server.stop());
		const restart = async (how: 'stop' | 'kill', env: Record<string, string> = {}) => {
			await server.stop(how === 'kill' ? 'SIGKILL' : undefined);
			server = await startN8n(n8n, { port, userFolder, log, env });
			await client.signIn(owner);
		};
		stopSignal.throwIfAborted();
		const client = await EditorClient.login(server.url, owner);
		const examples = await step('Adding the credential and the examples', async () => {
			const provisioned = { client, plivo, folder: userFolder, given: false };
			await provisionCredentials(provisioned, chatModel);
			return await provisionExamples(provisioned);
		});
		return { client, plivo, sandbox, chatModel, filesFolder, examples, log, ended: server.ended, restart, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
