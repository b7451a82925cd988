import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { installN8n, type InstalledN8n } from '../playground/install.mts';
import { step } from '../scripts/console.mjs';
import { npm } from '../scripts/npm.mjs';
import { root, workFolder } from '../scripts/setup.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { measureList, type ListRun } from './list.mts';
import { parts as allParts, readOptions, type Part } from './options.mts';
import { enginePlace } from './places/engine.mts';
import { n8nPlace, openN8n } from './places/n8n.mts';
import { failuresOf, report } from './report/report.mts';
import type { Results } from './report/figures.mts';
import { measurePlace } from './rounds.mts';
import { openSandbox } from './sandboxes.mts';
import { measureTrigger, type TriggerRun } from './trigger.mts';

/**
 * The benchmark: our node beside n8n's HTTP Request node and a loop around fetch, in a real n8n and in n8n's engine, and our
 * trigger beside n8n's Webhook node. Prints its tables; a whole run also writes them to bench/RESULTS.md.
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
	const results: Results = { rows: [], trigger: undefined, list: undefined, otherFailures: [] };
	if (has('engine')) results.rows.push(...(await measurePlace('engine', enginePlace(n8n.node), n8n.node, quick)));
	if (has('n8n')) results.rows.push(...(await measurePlace('n8n', await n8nPlace(n8n), n8n.node, quick)));
	const attempt = async <Run,>(name: Part, run: () => Promise<Run>): Promise<Run | undefined> =>
		await run().catch((error: unknown) => {
			stopSignal.throwIfAborted();
			results.otherFailures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
			return undefined;
		});
	if (has('trigger')) results.trigger = await attempt('trigger', async () => await trigger(n8n, quick));
	if (has('list')) results.list = await attempt('list', async () => await list(n8n.node));

	const text = report(results, {
		date: new Date().toISOString().slice(0, 10),
		n8n: n8n.version,
		node: versionOf(n8n.node),
		cores: availableParallelism(),
	});
	process.stdout.write(`\n${text}`);
	if (!quick && allParts.every(has)) {
		await writeFile(join(root, 'bench', 'RESULTS.md'), text);
		process.stdout.write('\nWritten to bench/RESULTS.md\n');
	}
	return failuresOf(results).length === 0 ? 0 : 1;
}

async function trigger(n8n: InstalledN8n, quick: boolean): Promise<TriggerRun> {
	const { client, stop } = await openN8n(n8n);
	try {
		return await step('trigger: messages that come in', async () => await measureTrigger(client, quick));
	} finally {
		await stop();
	}
}

async function list(node: string): Promise<ListRun> {
	const sandbox = await openSandbox(true, node);
	try {
		return await step('list: 2,000 records (4 minutes)', async () => await measureList(sandbox, node));
	} finally {
		await sandbox.stop();
	}
}

function versionOf(node: string): string {
	return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
}
