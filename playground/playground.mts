import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../scripts/console.mjs';
import { workFolder } from '../scripts/setup.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import { startChatModel, type ChatModel } from './chatModel.mts';
import { endAll, type Ends } from './ends.mts';
import { filesFolderOf } from './environment.mts';
import { hurriedClock } from './hurriedClock.mts';
import { installN8n } from './install.mts';
import { PHONE } from './numbers.mts';
import { owner } from './owner.mts';
import { installPackage } from './package.mts';
import { claimPort, portProblem } from './ports.mts';
import { provision, type PlivoEndpoint } from './provision.mts';
import { EditorClient, type Workflow } from './rest.mts';
import { startN8n } from './server.mts';
import type { PlivoAccount, Settings } from './settings.mts';

export interface Playground {
	client: EditorClient;
	plivo: PlivoEndpoint;
	/** Undefined with real Plivo. */
	sandbox: Sandbox | undefined;
	/** The stand-in for a language model. Undefined with real Plivo. */
	chatModel: ChatModel | undefined;
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
		let sandbox: Sandbox | undefined;
		const plivo = await step(settings.account ? 'Using real Plivo' : 'Starting the Plivo sandbox', async () => {
			if (settings.account) return realPlivo(settings.account);
			sandbox = await openSandbox(sandboxPort, settings.fresh);
			running.push(() => sandbox?.close() ?? Promise.resolve());
			return { ...sandbox.account, baseUrl: sandbox.url, real: false };
		});
		const chatModel = settings.account ? undefined : await startChatModel();
		running.push(() => chatModel?.close() ?? Promise.resolve());
		let server = await step(`Starting n8n ${n8n.version}`, () => startN8n(n8n, { port, userFolder, log }));
		running.push(() => server.stop());
		const restart = async (how: 'stop' | 'kill', env: Record<string, string> = {}) => {
			await server.stop(how === 'kill' ? 'SIGKILL' : undefined);
			server = await startN8n(n8n, { port, userFolder, log, env });
			await client.signIn(owner);
		};
		stopSignal.throwIfAborted();
		const client = await EditorClient.login(server.url, owner);
		const record = join(userFolder, 'examples.json');
		const examples = await step('Adding the credential and the examples', () => provision(client, plivo, record, chatModel));
		return { client, plivo, sandbox, chatModel, filesFolder, examples, log, ended: server.ended, restart, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function realPlivo({ authId, authToken }: PlivoAccount): PlivoEndpoint {
	return { authId, authToken, baseUrl: 'https://api.plivo.com', real: true };
}

/** @param hurried whether Plivo's retries of a webhook come sooner than in reality, because no one is watching */
async function openSandbox(port: number | undefined, hurried: boolean): Promise<Sandbox> {
	try {
		const sandbox = await startSandbox({ port, ...(hurried && { clock: hurriedClock() }) });
		// As if its owner had just written on WhatsApp. Otherwise, only templates would reach it.
		sandbox.openConversation(PHONE);
		return sandbox;
	} catch (error) {
		throw portProblem(error, port, 'SANDBOX_PORT');
	}
}
