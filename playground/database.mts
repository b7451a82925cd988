import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { step, UserError } from '../scripts/console.mjs';
import { npm } from '../scripts/npm.mjs';
import { workFolder } from '../scripts/setup.mjs';

/**
 * Provides the native part of n8n's SQLite library. The library's install script downloads it from GitHub, or else compiles
 * it. @appthreat/sqlite3, a fork with the same native interface, has it in its npm package for all common machines. So
 * everything comes from the registry and no compiler is needed. n8n still calls its own sqlite3.
 *
 * @param node the Node that n8n runs on
 * @param folder where n8n is installed
 * @throws {UserError} there is no file for this machine, and compiling it failed
 */
export async function ensureDatabaseDriver(node: string, folder: string): Promise<void> {
	const modules = join(folder, 'node_modules');
	const target = join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node');
	if (existsSync(target)) return;
	for (const candidate of await candidates(modules)) {
		await mkdir(dirname(target), { recursive: true });
		await copyFile(candidate, target);
		if (opensDatabase(node, folder)) return;
		await rm(target);
	}
	await compile(node, folder, target);
}

/** The files for this machine, one per C library. */
async function candidates(modules: string): Promise<string[]> {
	const prebuilds = join(modules, '@appthreat', 'sqlite3', 'prebuilds', `${process.platform}-${process.arch}`);
	const names = await readdir(prebuilds).catch(() => []);
	return names.filter((name) => name.endsWith('.node')).map((name) => join(prebuilds, name));
}

function opensDatabase(node: string, folder: string): boolean {
	const script = "new (require('sqlite3').Database)(':memory:', (error) => process.exit(error ? 1 : 0))";
	return spawnSync(node, ['-e', script], { cwd: folder, stdio: 'ignore' }).status === 0;
}

async function compile(node: string, folder: string, target: string): Promise<void> {
	const log = join(workFolder, 'npm.log');
	try {
		await step("Compiling n8n's database driver (no ready-made one fits this machine)", () =>
			npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], { cwd: folder, log }),
		);
		if (opensDatabase(node, folder)) return;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
	}
	await rm(target, { force: true });
	throw new UserError(
		`n8n's database driver couldn't be compiled. Install Python 3, make and a C++ compiler, and run the same command again (details in ${log}).`,
	);
}
