import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installN8n } from '../playground/install.mts';
import { installPackage } from '../playground/package.mts';
import { UserError } from '../scripts/console.mjs';
import { root } from '../scripts/setup.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { userFolder } from './n8n.mts';
import { measureReceiving } from './receive.mts';
import { Report } from './report.mts';
import { measureSending } from './send.mts';

const measures = { send: measureSending, receive: measureReceiving };

/**
 * The benchmark: our nodes beside n8n's own, in a real n8n. Prints its tables; a whole run also writes them to bench/RESULTS.md.
 *
 * @param argv the words after `npm run bench --`
 * @returns the exit code: 0 unless something failed to run, however long it took
 * @throws {UserError} something the user can put right
 */
export async function main(argv: string[]): Promise<number> {
	const { quick, only } = readOptions(argv);
	const n8n = await installN8n();
	const report = new Report();
	for (const [name, measure] of Object.entries(measures)) {
		if (only !== undefined && only !== name) continue;
		await rm(userFolder, { recursive: true, force: true });
		await mkdir(userFolder, { recursive: true });
		await installPackage(userFolder);
		await measure(n8n, report, quick).catch((error: unknown) => {
			stopSignal.throwIfAborted();
			report.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		});
	}
	const node = spawnSync(n8n.node, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
	const command = ['`npm run bench', ...(argv.length > 0 ? ['--', ...argv] : [])].join(' ');
	const date = new Date().toISOString().slice(0, 10);
	const text = report.markdown(`${command}\` on ${date}: n8n ${n8n.version}, Node ${node}, ${availableParallelism()} cores`);
	process.stdout.write(`\n${text}`);
	if (!quick && only === undefined) {
		await writeFile(join(root, 'bench', 'RESULTS.md'), text);
		process.stdout.write('\nWritten to bench/RESULTS.md\n');
	}
	return report.failures.length === 0 ? 0 : 1;
}

function readOptions(argv: string[]): { quick: boolean; only: string | undefined } {
	try {
		const { values } = parseArgs({ args: argv, options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
		if (values.only !== undefined && !(values.only in measures)) throw new Error(`There is no part "${values.only}".`);
		return { quick: values.quick, only: values.only };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new UserError(`${why.replace(/\.?$/, '.')} Usage: npm run bench -- [--quick] [--only=${Object.keys(measures).join('|')}]`);
	}
}
