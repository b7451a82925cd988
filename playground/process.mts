import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface RunningProcess {
	/** Undefined if it couldn't be started. */
	pid: number | undefined;
	/** Settles with the exit code when the process ends, for any reason. */
	ended: Promise<number | null>;
	hasEnded(): boolean;
	/** Stops it and waits for it. @param signal default: SIGTERM; if it doesn't end, it's killed after a minute */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ProcessOptions {
	cwd: string;
	env: Record<string, string | undefined>;
	/** The file that its output is appended to. */
	log: string;
	/** The user it runs as. Default: the current user. */
	user?: { uid: number; gid: number };
	/** The signal it gets if this process ends without stop(). Default: SIGKILL. */
	lastSignal?: NodeJS.Signals;
}

/** n8n gives its executions 30 seconds to end (N8N_GRACEFUL_SHUTDOWN_TIMEOUT), and then needs a moment. */
const stopSeconds = 60;

/** Starts an existing program, and makes sure that it doesn't outlive this process. */
export function startProcess(command: string, args: string[], options: ProcessOptions): RunningProcess {
	const { cwd, env, user, lastSignal = 'SIGKILL' } = options;
	const log = openSync(options.log, 'a');
	const child = spawn(command, args, { cwd, env, ...user, stdio: ['ignore', log, log] });
	closeSync(log);
	const ended = once(child, 'exit').then(([code]) => code as number | null);
	const kill = () => child.kill(lastSignal);
	process.once('exit', kill);
	void ended.finally(() => process.off('exit', kill));
	return { pid: child.pid, ended, hasEnded: () => hasEnded(child), stop: (signal) => stop(child, ended, signal) };
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

async function stop(child: ChildProcess, ended: Promise<unknown>, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (hasEnded(child)) return;
	child.kill(signal);
	const late = new AbortController();
	const force = delay(stopSeconds * 1000, undefined, { signal: late.signal })
		.then(() => child.kill('SIGKILL'))
		.catch(() => undefined);
	await ended;
	late.abort();
	await force;
}
