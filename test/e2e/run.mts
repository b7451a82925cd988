import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { stopSignal } from '../../scripts/stop.mjs';

/**
 * Runs Playwright's tests, and shows their output. If this process is to stop, Playwright stops everything that its tests started.
 *
 * @param config the file with Playwright's configuration
 * @param args more arguments of `playwright test`
 * @returns the exit code
 */
export async function runPlaywright(config: string, args: string[], env: Record<string, string> = {}): Promise<number> {
	stopSignal.throwIfAborted();
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
	const child = spawn(process.execPath, [cli, 'test', '--config', config, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
	stopSignal.addEventListener('abort', () => child.kill('SIGINT'));
	const [code] = await once(child, 'exit');
	return code ?? 1;
}
