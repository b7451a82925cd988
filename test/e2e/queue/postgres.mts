import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../scripts/console.mjs';
import { claimPort } from '../../../playground/ports.mts';
import { startProcess, type RunningProcess } from '../../../playground/process.mts';
import { listening } from './listening.mts';
import type { Programs } from './packages.mts';

export interface Postgres extends RunningProcess {
	port: number;
	password: string;
}

/** The name of the only database, and of its owner. */
export const databaseUser = 'n8n';
export const database = 'postgres';

/**
 * Starts an empty PostgreSQL on loopback.
 *
 * @param folder for its data and its log
 * @throws {UserError} it ended while starting
 */
export async function startPostgres({ initdb, postgres }: Programs, folder: string): Promise<Postgres> {
	const data = join(folder, 'postgres');
	const passwordFile = join(folder, 'postgres-password');
	const log = join(folder, 'postgres.log');
	const password = randomUUID();
	const user = process.getuid?.() === 0 ? unprivileged() : undefined;
	await mkdir(data, { recursive: true, mode: 0o700 });
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user) for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid);
	const options = ['-D', data, '-U', databaseUser, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-sync'];
	const made = spawnSync(initdb, options, { cwd: data, ...user, encoding: 'utf8' });
	await rm(passwordFile);
	if (made.status !== 0) {
		const who = user ? ` It runs as the user ${user.name}, who must be allowed to enter that folder.` : '';
		throw new UserError(`PostgreSQL couldn't be set up in ${data} (${(made.stderr ?? String(made.error)).trim().split('\n')[0]}).${who}`);
	}
	const port = await claimPort(undefined, 'the port of PostgreSQL');
	// Its data is deleted after the run, so it doesn't have to be written to the disk in time.
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];
	const running = startProcess(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
		...{ cwd: data, env: {}, log, user },
		// After SIGKILL, its own processes would only notice later.
		lastSignal: 'SIGQUIT',
	});
	await listening('PostgreSQL', port, running, log);
	// SIGINT: doesn't wait for connected clients.
	return { ...running, stop: async (signal = 'SIGINT') => await running.stop(signal), port, password };
}

/** PostgreSQL refuses to run as root. Debian's package creates a user for it; the user `nobody` always exists. */
function unprivileged(): { uid: number; gid: number; name: string } {
	for (const name of ['postgres', 'nobody']) {
		const [uid, gid] = ['-u', '-g'].map((what) => Number(spawnSync('id', [what, name], { encoding: 'utf8' }).stdout));
		if (uid && gid) return { uid, gid, name };
	}
	throw new UserError("PostgreSQL doesn't run as root, and this machine has neither a user postgres nor a user nobody. Run the same command as another user.");
}
