import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../scripts/console.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { n8nEnvironment } from './environment.mts';
import type { InstalledN8n } from './install.mts';
import { claimPort, loopback } from './ports.mts';
import { startProcess, type RunningProcess } from './process.mts';

/** What an n8n process does. `start` does everything or, in queue mode, is the main process. The others only exist in queue mode. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	/** Default: start. */
	role?: N8nRole;
	port: number;
	userFolder: string;
	/** The file that its log is appended to. */
	log: string;
	/** Additional environment variables. */
	env?: Record<string, string>;
}

export interface RunningN8n extends Omit<RunningProcess, 'hasEnded'> {
	url: string;
}

/** If n8n can't start, it ends, which is noticed at once. This limit is for an n8n that hangs, on any machine. */
const startSeconds = 600;
const readiness = '/healthz/readiness';
// The REST API answers a moment later than the readiness check.
const whenReady: Record<N8nRole, string[]> = { start: [readiness, '/rest/settings'], webhook: [readiness], worker: [readiness] };

/**
 * Starts n8n and waits until it answers.
 *
 * @param n8n what is installed
 * @throws {UserError} n8n ended or didn't answer; the log says why
 */
export async function startN8n(n8n: InstalledN8n, options: N8nOptions): Promise<RunningN8n> {
	const { role = 'start', port, userFolder, log, env } = options;
	const ports = { n8n: port, broker: await claimPort(undefined, 'N8N_RUNNERS_BROKER_PORT') };
	const running = startProcess(n8n.node, [n8n.script, role], {
		cwd: userFolder,
		env: { ...n8nEnvironment(process.env, ports, userFolder), ...env },
		log,
	});
	const url = `http://${loopback}:${port}`;
	try {
		await ready(whenReady[role].map((path) => `${url}${path}`), running, log);
	} catch (error) {
		await running.stop();
		throw error;
	}
	const stop = async (signal?: NodeJS.Signals) => {
		await running.stop(signal);
		// The files that n8n serves to browsers; it writes them again at each start. `npm run lint` would read them for minutes, and
		// n8n doesn't let us exclude them.
		await rm(join(userFolder, '.cache'), { recursive: true, force: true });
	};
	return { url, pid: running.pid, ended: running.ended, stop };
}

async function ready(urls: string[], running: RunningProcess, log: string): Promise<void> {
	const deadline = Date.now() + startSeconds * 1000;
	while (Date.now() < deadline) {
		stopSignal.throwIfAborted();
		if (running.hasEnded()) throw new UserError(`n8n ended while starting${await lastWords(log)}. See its log in ${log}.`);
		if (await allAnswer(urls)) return;
		await delay(250);
	}
	throw new UserError(`n8n didn't answer within ${startSeconds} seconds. See its log in ${log}.`);
}

async function allAnswer(urls: string[]): Promise<boolean> {
	for (const url of urls) if (!(await answers(url))) return false;
	return true;
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

async function lastWords(log: string): Promise<string> {
	const text = await readFile(log, 'utf8').catch(() => '');
	if (text.includes('ENOSPC')) return ' because the disk is full: free some space and run the same command again';
	const line = text.trim().split('\n').at(-1)?.trim();
	return line ? ` (${line.slice(0, 200)})` : '';
}
