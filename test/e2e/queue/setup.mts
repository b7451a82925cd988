import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../../../scripts/console.mjs';
import { workFolder } from '../../../scripts/setup.mjs';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { endAll, type Ends } from '../../../playground/ends.mts';
import { credentialType, sandboxCredential } from '../../../playground/examples.mts';
import { hurriedClock } from '../../../playground/hurriedClock.mts';
import { installN8n } from '../../../playground/install.mts';
import { owner } from '../../../playground/owner.mts';
import { claimPort, loopback } from '../../../playground/ports.mts';
import { EditorClient } from '../../../playground/rest.mts';
import { Machine } from './machine.mts';
import { findPrograms } from './packages.mts';
import { database, databaseUser, startPostgres, type Postgres } from './postgres.mts';
import { startProxy, type Proxy } from './proxy.mts';
import { startRedis, type Redis } from './redis.mts';

/** n8n in queue mode, as it runs on several machines, and the sandbox. */
export interface QueueSetup {
	/** Calls the main process through the proxy, as a browser does. */
	client: EditorClient;
	sandbox: Sandbox;
	proxy: Proxy;
	main: Machine;
	/** The first one is running; the second one isn't started. */
	webhooks: [Machine, Machine];
	workers: [Machine, Machine];
	/** The name of the worker that ran an execution. */
	ranOn(executionId: string): Promise<string>;
	/** Stops everything. */
	stop(): Promise<void>;
}

/** How long a dead worker may keep its executions. With n8n's default settings, this is 60 to 90 seconds. */
const shortLocks = { QUEUE_WORKER_LOCK_DURATION: '15000', QUEUE_WORKER_LOCK_RENEW_TIME: '3000', QUEUE_WORKER_STALLED_INTERVAL: '5000' };

/**
 * Starts PostgreSQL, Redis, the sandbox, the proxy, and n8n: a main process, a webhook process and two workers.
 *
 * @throws {UserError} something is missing, or didn't start
 */
export async function startQueueSetup(): Promise<QueueSetup> {
	const folder = join(workFolder, 'queue');
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const programs = await findPrograms(join(folder, 'apt-get.log'));
	const n8n = await installN8n();

	const running: Ends = [];
	const stop = async () => await endAll(running);
	try {
		const [postgres, redis] = await step('Starting PostgreSQL and Redis', async () => {
			const one = await startPostgres(programs, folder);
			running.push(() => one.stop());
			const other = await startRedis(programs, folder);
			running.push(() => other.stop());
			return [one, other];
		});
		const sandbox = await startSandbox({ clock: hurriedClock() });
		running.push(() => sandbox.close());
		const proxyPort = await claimPort(undefined, 'the port of the proxy');
		const env = environment(postgres, redis, `http://${loopback}:${proxyPort}/`);
		const machine = async (name: string, role: 'start' | 'webhook' | 'worker') => await Machine.create(name, role, n8n, folder, env);
		const main = await machine('main', 'start');
		const webhooks: QueueSetup['webhooks'] = [await machine('webhook-1', 'webhook'), await machine('webhook-2', 'webhook')];
		const workers: QueueSetup['workers'] = [await machine('worker-1', 'worker'), await machine('worker-2', 'worker')];
		const proxy = await startProxy(proxyPort, main.port);
		running.push(() => proxy.close());
		// All n8n processes at once: none of them needs the others in order to stop.
		running.push(async () => void (await Promise.all([main, ...webhooks, ...workers].map((one) => one.stop()))));

		// The main process creates the tables. Without them, the other processes end.
		await step(`Starting n8n ${n8n.version}: the main process`, () => main.start());
		await step('Starting the webhook process and two workers', async () => {
			await Promise.all([webhooks[0], ...workers].map((one) => one.start()));
			proxy.webhooks.push(webhooks[0].port);
		});
		const client = await EditorClient.login(proxy.url, owner);
		const { authId, authToken } = sandbox.account;
		await client.saveCredential({ name: sandboxCredential, type: credentialType, data: { authId, authToken, baseUrl: sandbox.url } });
		return { client, sandbox, proxy, main, webhooks, workers, ranOn: async (id) => await whoRan(id, workers), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** A worker logs the executions that it starts. */
async function whoRan(executionId: string, workers: Machine[]): Promise<string> {
	const logs = await Promise.all(workers.map(async (worker) => ({ name: worker.name, log: await worker.log() })));
	const ran = logs.filter(({ log }) => log.includes(`Worker started execution ${executionId} (`));
	return ran.map(({ name }) => name).join(' and ') || 'no worker';
}

/** The settings that all processes share, as described in docs/queue-mode.md. */
function environment(postgres: Postgres, redis: Redis, publicUrl: string): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: loopback,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: database,
		DB_POSTGRESDB_USER: databaseUser,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		QUEUE_BULL_REDIS_HOST: loopback,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64'),
		WEBHOOK_URL: publicUrl,
		N8N_PROXY_HOPS: '1',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		...shortLocks,
	};
}
