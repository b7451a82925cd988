import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './console.mjs';
import { root, setup, workFolder } from './setup.mjs';
import { listenForStop, stopSignal } from './stop.mjs';

/**
 * Installs what is missing, runs a tool of this repository in this process and ends the process: with the tool's exit code, with
 * 1 if there is a problem that the user can fix (one line says what), and with 130 if it was stopped before it was up.
 *
 * @param {() => Promise<number>} main loads the tool and runs it
 */
export async function runTool(main) {
	listenForStop();
	try {
		await setup();
		// Not imported at the top, because setup() installs it. It makes the .mts files of this repository importable.
		const { register } = await import('tsx/esm/api');
		register();
		process.exitCode = await main();
	} catch (error) {
		process.exitCode = stopSignal.aborted ? 130 : 1;
		process.stderr.write(stopSignal.aborted ? '\nStopped.\n' : `✖ ${oneLine(error)}\n`);
	}
	// Nothing should be open by now. If something is, it must not keep a finished command running.
	setTimeout(() => process.exit(), 3000).unref();
}

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
