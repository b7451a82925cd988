import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../scripts/console.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { n8nEnvironment } from './environment.mts';
import type { InstalledN8n } from './install.mts';
import { claimPort, loopback } from './ports.mts';

export interface RunningN8n {
	url: string;
	/** Settles with the exit code when n8n ends, whoever ended it. */
	ended: Promise<number | null>;
	/** Ends n8n and waits for it. @param signal default: SIGTERM, at which n8n finishes what it is doing */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

const startSeconds = 180;
const stopSeconds = 15;

/**
 * Starts n8n and waits until it answers.
 *
 * @param n8n what is installed
 * @param options port, n8n's user folder, the file that its log is added to, and more of its environment
 * @throws {UserError} n8n ended or stayed silent; the log says why
 */
export async function startN8n(
	n8n: InstalledN8n,
	options: { port: number; userFolder: string; log: string; env?: Record<string, string> },
): Promise<RunningN8n> {
	const ports = { n8n: options.port, broker: await claimPort(undefined, 'N8N_RUNNERS_BROKER_PORT') };
	const log = openSync(options.log, 'a');
	const child = spawn(n8n.node, [n8n.script, 'start'], {
		cwd: options.userFolder,
		env: { ...n8nEnvironment(process.env, ports, options.userFolder), ...options.env },
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	const ended = once(child, 'exit').then(([code]) => code as number | null);
	// The last resort when this process ends without stop(): no n8n may be left behind.
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	void ended.finally(() => process.off('exit', kill));

	const url = `http://${loopback}:${options.port}`;
	const running: RunningN8n = { url, ended, stop: (signal) => stop(child, ended, signal) };
	try {
		await ready(url, child, options.log);
	} catch (error) {
		await running.stop();
		throw error;
	}
	return running;
}

async function ready(url: string, child: ChildProcess, log: string): Promise<void> {
	const deadline = Date.now() + startSeconds * 1000;
	while (Date.now() < deadline) {
		stopSignal.throwIfAborted();
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new UserError(`n8n ended while starting${await lastWords(log)}. Its log is ${log}.`);
		}
		// The REST API is there a moment after the readiness check says so.
		if ((await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`))) return;
		await delay(250);
	}
	throw new UserError(`n8n did not answer within ${startSeconds} seconds. Its log is ${log}.`);
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
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

async function stop(child: ChildProcess, ended: Promise<unknown>, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill(signal);
	const late = new AbortController();
	const force = delay(stopSeconds * 1000, undefined, { signal: late.signal })
		.then(() => child.kill('SIGKILL'))
		.catch(() => undefined);
	await ended;
	late.abort();
	await force;
}
