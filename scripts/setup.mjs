// Plain JavaScript without dependencies, because this installs them.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step, UserError } from './console.mjs';
import { installOptions, npm } from './npm.mjs';
import { isInstalled } from './tree.mjs';

/** The folder of this repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that is installed or written at run time. It isn't in git and is safe to delete. */
export const workFolder = join(root, '.playground');

/**
 * Installs the packages in package-lock.json, if they aren't installed yet.
 *
 * @throws {UserError} Node is too old, or the installation failed
 */
export async function setup() {
	const problem = nodeProblem(process.versions.node);
	if (problem) throw new UserError(problem);
	if (isInstalled(root)) return;
	await step('Installing the development tools (1.1 GB, about a minute)', () =>
		npm(['ci', ...installOptions], { cwd: root, log: join(workFolder, 'npm.log'), needs: 'about 1.5 GB' }),
	);
}

/**
 * @param {string} version a version of Node, '20.19.0'
 * @returns {string | undefined} one line if this version can't be used to develop the package
 */
export function nodeProblem(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return undefined;
	return `Node ${version} is too old. Install Node 20.19 or newer (https://nodejs.org) and run the same command again.`;
}
