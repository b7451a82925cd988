// node scripts/run.mjs <program> [arguments]: installs what is missing, then runs the exported main() of a program of this
// repository, such as playground/main.mts. Exits with its exit code, with 1 when something the user can put right is in the way
// (one line says what), and with 130 when it was stopped before it was up.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from './console.mjs';
import { root, setup, workFolder } from './setup.mjs';
import { listenForStop, stopSignal } from './stop.mjs';

listenForStop();
const [, , program = '', ...options] = process.argv;
try {
	await setup();
	// Only now, because setup() has just installed it: it makes the .mts files of this repository importable.
	const { register } = await import('tsx/esm/api');
	register();
	const { main } = await import(pathToFileURL(join(root, program)).href);
	process.exitCode = await main(options);
} catch (error) {
	process.exitCode = stopSignal.aborted ? 130 : 1;
	process.stderr.write(stopSignal.aborted ? '\nStopped.\n' : `✖ ${oneLine(error)}\n`);
}
// Nothing should be open by now; if something is, it must not keep a finished command alive.
setTimeout(() => process.exit(), 3000).unref();

/** @param {unknown} error */
function oneLine(error) {
	if (error instanceof UserError) return error.message;
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'ENOSPC') return `The disk is full. Free some space in ${root} and run the same command again.`;
	const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
	return `${message} (unexpected; details in ${keepDetails(error)})`;
}

/** @param {unknown} error */
function keepDetails(error) {
	const file = join(workFolder, 'error.log');
	mkdirSync(workFolder, { recursive: true });
	appendFileSync(file, `${new Date().toISOString()} ${error instanceof Error ? error.stack : String(error)}\n`);
	return file;
}
