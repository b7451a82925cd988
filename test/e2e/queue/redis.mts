import { join } from 'node:path';
import { claimPort, loopback } from '../../../playground/ports.mts';
import { startProcess, type RunningProcess } from '../../../playground/process.mts';
import { listening } from './listening.mts';
import type { Programs } from './packages.mts';

export interface Redis extends RunningProcess {
	port: number;
}

/**
 * Starts an empty Redis on loopback that stores nothing on the disk.
 *
 * @param folder for its log
 * @throws {UserError} it ended while starting
 */
export async function startRedis({ redis }: Programs, folder: string): Promise<Redis> {
	const port = await claimPort(undefined, 'the port of Redis');
	const log = join(folder, 'redis.log');
	const words = ['--port', String(port), '--bind', loopback, '--save', '', '--appendonly', 'no', '--dir', folder];
	const running = startProcess(redis, words, { cwd: folder, env: {}, log });
	await listening('Redis', port, running, log);
	return { ...running, port };
}
