import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledN8n } from '../../../playground/install.mts';
import { installPackage } from '../../../playground/package.mts';
import { claimPort } from '../../../playground/ports.mts';
import { startN8n, type N8nRole, type RunningN8n } from '../../../playground/server.mts';

/** One n8n process, with a folder of its own as if it ran on a machine of its own, and this package installed there. */
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

	/** @param folder where all machines have their folders @param env what n8n has in its environment, each time it starts */
	static async create(name: string, role: N8nRole, n8n: InstalledN8n, folder: string, env: Record<string, string>): Promise<Machine> {
		const userFolder = join(folder, name);
		await mkdir(userFolder, { recursive: true });
		await installPackage(userFolder);
		return new Machine(name, await claimPort(undefined, 'the port of n8n'), role, n8n, userFolder, env);
	}

	/** Unless it runs already. @param more environment for this time */
	async start(more: Record<string, string> = {}): Promise<void> {
		if (this.running !== undefined) return;
		// A worker answers nobody unless it is asked to say how it is.
		const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(this.port), N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' };
		const env = { ...this.env, ...(this.role === 'worker' && health), ...more };
		this.running = await startN8n(this.n8n, { role: this.role, port: this.port, userFolder: this.userFolder, log: this.logFile, env });
	}

	/** Ends it, or kills it as a machine that fails. */
	async stop(how: 'stop' | 'kill' = 'stop'): Promise<void> {
		await this.running?.stop(how === 'kill' ? 'SIGKILL' : undefined);
		this.running = undefined;
	}

	async log(): Promise<string> {
		return await readFile(this.logFile, 'utf8').catch(() => '');
	}

	private get logFile(): string {
		return `${this.userFolder}.log`;
	}
}
