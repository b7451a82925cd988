import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { step } from '../scripts/console.mjs';
import { installOptions, npm } from '../scripts/npm.mjs';
import { root, workFolder } from '../scripts/setup.mjs';

// The published package is made from these. Changes in other files don't need a new package.
const inputs = ['credentials', 'nodes', 'icons', 'gulpfile.js', 'index.js', 'package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE.md'];

const folder = join(workFolder, 'package');
const log = join(workFolder, 'npm.log');

/**
 * Builds and packs this package and installs the tarball into n8n the way a user's n8n does, if something has changed.
 *
 * @param userFolder n8n's user folder
 * @throws {UserError} the build, the packing or the installation failed; the log in its message has the compiler's output
 */
export async function installPackage(userFolder: string): Promise<void> {
	const { tarball, fingerprint } = await packPackage();
	await install(tarball, fingerprint, join(userFolder, '.n8n', 'nodes'));
}

/**
 * Builds and packs this package, if something has changed.
 *
 * @returns the packed file, and a hash of what it's made from
 * @throws {UserError} the build or the packing failed
 */
export async function packPackage(): Promise<{ tarball: string; fingerprint: string }> {
	const fingerprint = await fingerprintOf(inputs);
	return { tarball: await pack(fingerprint), fingerprint };
}

async function pack(fingerprint: string): Promise<string> {
	const stamp = join(folder, 'packed.json');
	const last = await readStamp(stamp);
	if (last?.fingerprint === fingerprint && last.tarball && existsSync(last.tarball)) return last.tarball;
	const tarball = await step('Building and packing n8n-nodes-plivo', async () => {
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await npm(['run', 'build'], { cwd: root, log });
		await npm(['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root, log });
		const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
		if (!name) throw new Error('npm pack wrote no tarball');
		return join(folder, name);
	});
	await writeFile(stamp, JSON.stringify({ fingerprint, tarball }));
	return tarball;
}

async function install(tarball: string, fingerprint: string, nodes: string): Promise<void> {
	const stamp = join(nodes, 'n8n-nodes-plivo.json');
	const installed = join(nodes, 'node_modules', 'n8n-nodes-plivo');
	if ((await readStamp(stamp))?.fingerprint === fingerprint && existsSync(installed)) return;
	await step('Installing the package into n8n', async () => {
		// npm assumes that the same version has the same content, so the installed one is removed first.
		await rm(installed, { recursive: true, force: true });
		await mkdir(nodes, { recursive: true });
		const manifest = join(nodes, 'package.json');
		if (!existsSync(manifest)) await writeFile(manifest, '{ "name": "installed-nodes", "private": true }\n');
		await npm(['install', tarball, '--legacy-peer-deps', '--no-package-lock', ...installOptions], { cwd: nodes, log });
	});
	await writeFile(stamp, JSON.stringify({ fingerprint }));
}

async function readStamp(file: string): Promise<{ fingerprint?: string; tarball?: string } | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/** @returns a hash of the names and contents of the files, and of all files in the folders */
async function fingerprintOf(names: string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const name of names) {
		for (const file of await filesIn(join(root, name))) {
			hash.update(`${relative(root, file)}\0`).update(await readFile(file));
		}
	}
	return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
	if (!existsSync(path)) return [];
	const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
	if (!entries) return [path];
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}
