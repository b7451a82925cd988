import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { installN8n } from '../playground/install.mts';
import { step } from '../scripts/console.mjs';
import { npm } from '../scripts/npm.mjs';
import { root, workFolder } from '../scripts/setup.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { measureList, type ListRun } from './list.mts';
import { readOptions, type Part } from './options.mts';
import { enginePlace } from './places/engine.mts';
import { n8nPlace } from './places/n8n.mts';
import { failuresOf, report } from './report/report.mts';
import type { Results } from './report/figures.mts';
import { measurePlace } from './rounds.mts';
import { openSandbox } from './sandboxes.mts';

/**
 * The benchmark: our node beside n8n's HTTP Request node and a loop around fetch, in a real n8n and in n8n's engine. Prints
 * its tables; a whole run also writes them to bench/RESULTS.md.
 *
 * @param argv the words after `npm run bench --`
 * @returns the exit code: 0 unless something failed to run, however long it took
 * @throws {UserError} something the user can put right
 */
export async function main(argv: string[]): Promise<number> {
	const { quick, parts } = readOptions(argv);
	const n8n = await installN8n();
	await step('Building the package', async () => await npm(['run', 'build'], { cwd: root, log: join(workFolder, 'npm.log') }));
	const has = (part: Part) => parts.includes(part);
	const results: Results = { rows: [], list: undefined, listFailure: undefined };
	if (has('engine')) results.rows.push(...(await measurePlace('engine', enginePlace(n8n.node), n8n.node, quick)));
	if (has('n8n')) results.rows.push(...(await measurePlace('n8n', await n8nPlace(n8n), n8n.node, quick)));
	if (has('list')) Object.assign(results, await list(n8n.node));

	const text = report(results, {
		date: new Date().toISOString().slice(0, 10),
		n8n: n8n.version,
		node: versionOf(n8n.node),
		cores: availableParallelism(),
	});
	process.stdout.write(`\n${text}`);
	if (!quick && has('engine') && has('n8n') && has('list')) {
		await writeFile(join(root, 'bench', 'RESULTS.md'), text);
		process.stdout.write('\nWritten to bench/RESULTS.md\n');
	}
	return failuresOf(results).length === 0 ? 0 : 1;
}

async function list(node: string): Promise<{ list?: ListRun; listFailure?: string }> {
	const sandbox = await openSandbox(true, node);
	try {
		return { list: await step('list: 2,000 records (4 minutes)', async () => await measureList(sandbox, node)) };
	} catch (error) {
		stopSignal.throwIfAborted();
		return { listFailure: error instanceof Error ? error.message : String(error) };
	} finally {
		await sandbox.stop();
	}
}

function versionOf(node: string): string {
	return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
}
