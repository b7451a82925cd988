import { copyFile, mkdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { step, UserError } from '../scripts/console.mjs';
import { installOptions, npm } from '../scripts/npm.mjs';
import { root, workFolder } from '../scripts/setup.mjs';
import { isInstalled } from '../scripts/tree.mjs';
import { ensureDatabaseDriver } from './database.mts';
import { findNode } from './node.mts';

export interface InstalledN8n {
	/** The Node that n8n runs on. */
	node: string;
	/** The script that starts n8n. */
	script: string;
	version: string;
}

const source = join(root, 'playground');
const folder = join(workFolder, 'n8n');
const requiredBytes = 3e9;

/**
 * Installs the n8n that playground/package-lock.json pins, with the Node it needs, unless it's already installed.
 *
 * @throws {UserError} no network, no room, no Node for this machine, no database driver
 */
export async function installN8n(): Promise<InstalledN8n> {
	const version = await pinnedVersion();
	if (!(await isUpToDate())) await install(version);
	const node = findNode(folder);
	await ensureDatabaseDriver(node, folder);
	return { node, script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), version };
}

async function isUpToDate(): Promise<boolean> {
	const locks = [source, folder].map((where) => readFile(join(where, 'package-lock.json'), 'utf8').catch(() => ''));
	const [wanted, installed] = await Promise.all(locks);
	return wanted === installed && isInstalled(folder);
}

async function install(version: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await checkRoom();
	process.stdout.write(`The first start installs n8n ${version}. This takes 2.4 GB in .playground/ and a few minutes. Later starts are quick.\n`);
	for (const name of ['package.json', 'package-lock.json']) await copyFile(join(source, name), join(folder, name));
	// n8n's packages have conflicting peer dependencies; its own lock file was made with the same option.
	await step(`Installing n8n ${version}`, () =>
		npm(['ci', '--legacy-peer-deps', ...installOptions], { cwd: folder, log: join(workFolder, 'npm.log') }),
	);
}

/** Tells the user before minutes of installing. A full disk during the installation gets its own message too. */
async function checkRoom(): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free >= requiredBytes) return;
	throw new UserError(
		`Not enough disk space for n8n: it needs 3 GB, and ${folder} has ${(free / 1e9).toFixed(1)} GB left. Free some space and run the same command again.`,
	);
}

async function pinnedVersion(): Promise<string> {
	const { dependencies } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
		dependencies: Record<string, string>;
	};
	return dependencies.n8n ?? '';
}
