import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../scripts/console.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { n8nEnvironment } from './environment.mts';
import type { InstalledN8n } from './install.mts';
import { claimPort, loopback } from './ports.mts';
import { startProcess, type RunningProcess } from './process.mts';

/** What an n8n is for. `start` is all of it, or in queue mode the main one; the others there are none without queue mode. */
export type N8nRole = 'start' | 'webhook' | 'worker';

export interface N8nOptions {
	/** Default: start. */
	role?: N8nRole;
	port: number;
	userFolder: string;
	/** The file that its log is added to. */
	log: string;
	/** More of its environment. */
	env?: Record<string, string>;
}

export interface RunningN8n extends Omit<RunningProcess, 'hasEnded'> {
	url: string;
}

/** What does not start ends, which is seen at once. This is for what hangs, on whatever machine. */
const startSeconds = 600;
const readiness = '/healthz/readiness';
// The REST API is there a moment after the readiness check says so.
const whenReady: Record<N8nRole, string[]> = { start: [readiness, '/rest/settings'], webhook: [readiness], worker: [readiness] };

/**
 * Starts n8n and waits until it answers.
 *
 * @param n8n what is installed
 * @throws {UserError} n8n ended or stayed silent; the log says why
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
		// What n8n serves to browsers, and writes anew at each start. `npm run lint`, which n8n allows no list of exceptions, would
		// read it for minutes.
		await rm(join(userFolder, '.cache'), { recursive: true, force: true });
	};
	return { url, pid: running.pid, ended: running.ended, stop };
}

async function ready(urls: string[], running: RunningProcess, log: string): Promise<void> {
	const deadline = Date.now() + startSeconds * 1000;
	while (Date.now() < deadline) {
		stopSignal.throwIfAborted();
		if (running.hasEnded()) throw new UserError(`n8n ended while starting${await lastWords(log)}. Its log is ${log}.`);
		if (await allAnswer(urls)) return;
		await delay(250);
	}
	throw new UserError(`n8n did not answer within ${startSeconds} seconds. Its log is ${log}.`);
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
	if (text.includes('ENOSPC')) return ' because the disk is full: free some room and run the same command again';
	const line = text.trim().split('\n').at(-1)?.trim();
	return line ? ` (${line.slice(0, 200)})` : '';
}
