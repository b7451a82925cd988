import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledN8n } from '../../../playground/install.mts';
import { installPackage } from '../../../playground/package.mts';
import { claimPort } from '../../../playground/ports.mts';
import { startN8n, type N8nRole, type RunningN8n } from '../../../playground/server.mts';

/** One n8n process, with its own folder as if it ran on its own machine, and this package installed there. */
export class Machine {
	private running: RunningN8n | undefined;

	private constructor(
		readonly name: string,
		readonly port: number,
		private readonly role: N8nRole,
		private readonly n8n: InstalledN8n,
		private readonly userFolder: string,
		private readonly env: Record<string, string>,
	) {}

	/** @param folder the parent of all machines' folders @param env n8n's environment variables, at each start */
	static async create(name: string, role: N8nRole, n8n: InstalledN8n, folder: string, env: Record<string, string>): Promise<Machine> {
		const userFolder = join(folder, name);
		await mkdir(userFolder, { recursive: true });
		await installPackage(userFolder);
		return new Machine(name, await claimPort(undefined, 'the port of n8n'), role, n8n, userFolder, env);
	}

	/** Starts it, unless it's running already. @param more additional environment variables for this start */
	async start(more: Record<string, string> = {}): Promise<void> {
		if (this.running !== undefined) return;
		// A worker only answers requests if its health check is on.
		const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(this.port), N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' };
		const env = { ...this.env, ...(this.role === 'worker' && health), ...more };
		this.running = await startN8n(this.n8n, { role: this.role, port: this.port, userFolder: this.userFolder, log: this.logFile, env });
	}

	/** Stops it, or kills it like a machine that fails. */
	async stop(how: 'stop' | 'kill' = 'stop'): Promise<void> {
		await this.running?.stop(how === 'kill' ? 'SIGKILL' : undefined);
		this.running = undefined;
	}

	async log(): Promise<string> {
		return await readFile(this.logFile, 'utf8').catch(() => '');
	}

	get logFile(): string {
		return `${this.userFolder}.log`;
	}
}
