import { once } from 'node:events';
import { relative } from 'node:path';
import { stopSignal } from '../scripts/stop.mjs';
import { step, UserError } from '../scripts/console.mjs';
import { addressLines } from './addresses.mts';
import { runExample, type ExampleRun } from './example.mts';
import { joinGivenN8n, type GivenPlayground } from './given.mts';
import { owner } from './owner.mts';
import { startPlayground } from './playground.mts';
import { readSettings, type GivenN8n, type Settings } from './settings.mts';

/**
 * The playground: a real n8n with this package in it, beside the sandbox or, with PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN set, with real
 * Plivo. It's a pinned n8n that is installed and started here or, with N8N_URL set, one that runs already. Stays up until it's stopped.
 *
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(): Promise<number> {
	const settings = readSettings(process.env, false);
	return await (settings.given ? useGiven(settings.given, settings) : useOwn(settings));
}

async function useOwn(settings: Settings): Promise<number> {
	const playground = await startPlayground(settings);
	try {
		await show(playground, [`Sign in   ${owner.email}  password ${owner.password}`], [`n8n log   ${relative(process.cwd(), playground.log)}`]);
		print('', 'Press Ctrl-C to stop everything.');
		if ((await Promise.race([playground.ended, stopped()])) !== 'stopped') {
			throw new UserError(`n8n ended unexpectedly. See its log in ${playground.log}, then run npm start again.`);
		}
		print('', 'Stopping …');
		return 0;
	} finally {
		await playground.stop();
	}
}

async function useGiven(given: GivenN8n, settings: Settings): Promise<number> {
	const playground = await joinGivenN8n(given, settings);
	try {
		await show(playground, [`Sign in   ${given.email}`]);
		const what = playground.sandbox ? 'stop the sandbox. n8n keeps running, with the examples in it' : 'end. n8n keeps running, with the examples in it';
		print('', `Press Ctrl-C to ${what}.`);
		await stopped();
		print('', 'Stopping …');
		return 0;
	} finally {
		await playground.stop();
	}
}

/** Runs the example, unless it would cost something, and says where everything is. */
async function show(playground: GivenPlayground, signIn: string[], more: string[] = []): Promise<void> {
	const { client, plivo, sandbox } = playground;
	if (plivo.real) {
		print('', 'Connected to real Plivo with your account. Nothing has been sent. Messages are only sent, and cost money, when you run a workflow.');
	} else {
		await runAndPrint(playground);
	}
	print('', ...addressLines({ n8n: client.url, plivo, sandbox: sandbox?.url }, signIn), ...more);
}

async function stopped(): Promise<'stopped'> {
	if (!stopSignal.aborted) await once(stopSignal, 'abort');
	return 'stopped';
}

/** Whatever happens to the example (someone may have changed it), the editor stays up. */
async function runAndPrint(playground: GivenPlayground): Promise<void> {
	try {
		printRun(await step('Running the example', () => runExample(playground)));
	} catch (error) {
		stopSignal.throwIfAborted();
		print('', `The example couldn't be run: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function printRun(run: ExampleRun | undefined): void {
	if (!run) {
		print('', "The example wasn't run: it was changed in the editor and no longer uses the sandbox only, or another workflow has its name.");
		return;
	}
	if (run.execution.status !== 'success') {
		print('', `The example "${run.name}" ended with: ${run.execution.error ?? run.execution.status}`);
		return;
	}
	print('', `The example "${run.name}" sent an SMS and read it back. Its delivery status and cost:`, '');
	print(JSON.stringify(run.record, null, 2), '', `Status: ${String(run.record?.status)}`);
}

function print(...lines: string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}
