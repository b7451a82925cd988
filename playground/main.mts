import { once } from 'node:events';
import { relative } from 'node:path';
import { stopSignal } from '../scripts/stop.mjs';
import { step, UserError } from '../scripts/console.mjs';
import { runExample, type ExampleRun } from './example.mts';
import { owner } from './owner.mts';
import { startPlayground, type Playground } from './playground.mts';
import { readSettings } from './settings.mts';

/**
 * The playground: a pinned real n8n with this package in it, beside the sandbox or, with PLIVO_AUTH_ID and
 * PLIVO_AUTH_TOKEN set, with real Plivo. Stays up until it is stopped.
 *
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(): Promise<number> {
	const playground = await startPlayground(readSettings(process.env, false));
	try {
		return await stayUp(playground);
	} finally {
		await playground.stop();
	}
}

async function stayUp(playground: Playground): Promise<number> {
	if (playground.plivo.real) {
		print('', 'Connected to real Plivo with your account. Nothing has been sent. Messages are only sent, and cost money, when you run a workflow.');
	} else {
		await runAndPrint(playground);
	}
	printAddresses(playground);
	const ended = await Promise.race([playground.ended, stopped()]);
	if (ended === 'stopped') {
		print('', 'Stopping …');
		return 0;
	}
	throw new UserError(`n8n ended unexpectedly. See its log in ${playground.log}, then run npm start again.`);
}

async function stopped(): Promise<'stopped'> {
	if (!stopSignal.aborted) await once(stopSignal, 'abort');
	return 'stopped';
}

/** Whatever happens to the example (someone may have changed it), the editor stays up. */
async function runAndPrint(playground: Playground): Promise<void> {
	try {
		printRun(await step('Running the example', () => runExample(playground)));
	} catch (error) {
		stopSignal.throwIfAborted();
		print('', `The example couldn't be run: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function printRun(run: ExampleRun | undefined): void {
	if (!run) {
		print('', "The example wasn't run, because it was changed in the editor and no longer uses the sandbox only.");
		return;
	}
	if (run.execution.status !== 'success') {
		print('', `The example "${run.name}" ended with: ${run.execution.error ?? run.execution.status}`);
		return;
	}
	print('', `The example "${run.name}" sent an SMS and read it back. Its delivery status and cost:`, '');
	print(JSON.stringify(run.record, null, 2), '', `Status: ${String(run.record?.status)}`);
}

function printAddresses({ client, plivo, log }: Playground): void {
	print(
		'',
		`Editor    ${client.url}`,
		`Sign in   ${owner.email}  password ${owner.password}`,
		plivo.real ? `Plivo     ${plivo.baseUrl} (account ${plivo.authId})` : `Phones    ${plivo.baseUrl} (the sandbox in place of Plivo: what you send arrives there)`,
		`n8n log   ${relative(process.cwd(), log)}`,
		'',
		'Press Ctrl-C to stop everything.',
	);
}

function print(...lines: string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}
