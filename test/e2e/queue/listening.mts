import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../../scripts/console.mjs';
import { stopSignal } from '../../../scripts/stop.mjs';
import { loopback } from '../../../playground/ports.mts';
import type { RunningProcess } from '../../../playground/process.mts';

/** Waits until a server accepts connections. @throws {UserError} it ended */
export async function listening(name: string, port: number, running: RunningProcess, log: string): Promise<void> {
	while (!running.hasEnded()) {
		if (stopSignal.aborted) await running.stop('SIGINT');
		stopSignal.throwIfAborted();
		if (await connects(port)) return;
		await delay(50);
	}
	const words = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
	throw new UserError(`${name} ended while starting (${words.slice(0, 200)}). See its log in ${log}.`);
}

async function connects(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ port, host: loopback });
		const end = (result: boolean) => {
			socket.destroy();
			resolve(result);
		};
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}
