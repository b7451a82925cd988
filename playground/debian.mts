import { spawn } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';

/** Whether this process may install packages of Debian or Ubuntu. */
export function mayInstallDebian(): boolean {
	return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs packages of Debian or Ubuntu, with the packages they need.
 *
 * @param log the file that gets apt-get's output
 * @returns whether that succeeded
 */
export async function installDebian(packages: string[], log: string): Promise<boolean> {
	const install = async () => await aptGet(['install', '-y', '--no-install-recommends', ...packages], log);
	// A new machine has no package lists, or old ones.
	return (await install()) || ((await aptGet(['update'], log)) && (await install()));
}

async function aptGet(words: string[], log: string): Promise<boolean> {
	const child = spawn('apt-get', words, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'pipe', 'pipe'] });
	for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => appendFileSync(log, chunk));
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code === 0));
	});
}
