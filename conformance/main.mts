import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../scripts/console.mjs';
import { stopSignal } from '../scripts/stop.mjs';
import { Api } from './api.mts';
import { Budget } from './budget.mts';
import { CallbackServer } from './callbacks/server.mts';
import { checks } from './checks/checks.mts';
import { type Options, readOptions } from './options.mts';
import { type Person, wordsOf } from './person.mts';
import { type Plan, planOf, planText } from './plan.mts';
import { Concealer } from './record/conceal.mts';
import { conclusionOf, recordText } from './record/record.mts';
import { plainText } from './record/sighting.mts';
import type { Result } from './result.mts';
import { runChecks } from './runChecks.mts';
import { type Sleep, Stage, type Timing } from './stage.mts';
import { emptyLedger } from './undo/ledger.mts';
import { type Left, undoAll } from './undo/undo.mts';

/** What a run needs from outside. Tests replace it. */
export interface Surroundings {
	env: Record<string, string | undefined>;
	print(line: string): void;
	/** Whether the person agrees to the plan. */
	agrees(): Promise<boolean>;
	person: Person;
	timing: Partial<Timing>;
	sleep: Sleep;
	stop: AbortSignal;
}

/** What a run came to. */
export interface RunResult extends Left {
	results: Result[];
	messagesSent: number;
	record: string;
}

/**
 * `npm run conformance`: finds out what isn't known about live Plivo.
 *
 * @returns the exit code: 0 unless a check failed, the plan wasn't agreed to, or the run was stopped (130)
 * @throws UserError something the user can fix
 */
export async function main(args: string[]): Promise<number> {
	const print = (line: string) => void process.stdout.write(`${line}\n`);
	const person: Person = { ask: (favor) => print(`→ ${wordsOf(favor)}`) };
	const broken = new AbortController();
	const onBroken = (error: unknown) => {
		if (broken.signal.aborted) return;
		broken.abort();
		print(`✖ ${error instanceof Error ? error.message : String(error)}`);
	};
	// Whatever breaks, and wherever: the run ends as with Ctrl-C, so that it undoes what it has changed.
	process.on('uncaughtException', onBroken);
	try {
		const stop = AbortSignal.any([stopSignal, broken.signal]);
		const result = await runConformance(args, { env: process.env, print, agrees: askInTerminal, person, timing: {}, sleep, stop });
		if (stopSignal.aborted) return 130;
		return broken.signal.aborted || result === undefined || result.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
	} finally {
		process.off('uncaughtException', onBroken);
	}
}

/**
 * A whole run.
 *
 * @returns undefined if the person didn't agree to the plan
 * @throws UserError something the user can fix; nothing was changed then
 */
export async function runConformance(args: string[], around: Surroundings): Promise<RunResult | undefined> {
	const options = readOptions(args, around.env, checks.map(({ id }) => id));
	const plan = planOf(checks, options);
	if (plan.checks.length === 0) throw new UserError(`No check can be made: ${plan.leftOut.map(({ check, why }) => `${check.id} ${why}`).join('; ')}.`);
	const concealer = concealerFor(options);
	const budget = new Budget(plan.messages);
	const api = new Api(options, budget, (body) => concealer.learn(body), around.stop);
	await checkAccount(api);
	const server = options.publicUrl === undefined ? undefined : await CallbackServer.start(options.publicUrl, options.port);
	try {
		if (!(await isAgreed(plan, options, around))) return undefined;
		const ledger = emptyLedger();
		const stage = new Stage(options, api, ledger, around.person, timingFor(options, around), randomBytes(4).toString('hex'), server, around.stop, around.sleep);
		const results: Result[] = plan.leftOut.map(({ check, why }) => ({ check, outcome: 'left out', why }));
		let left: Left;
		try {
			await runChecks(plan.checks, stage, around.stop, {
				begins: (check) => around.print(`\n… ${check.id}: ${check.asks}`),
				ends: (result) => {
					results.push(result);
					around.print(resultText(result));
				},
			});
		} finally {
			around.print('\nUndoing what was changed …');
			left = await undoAll(api.evenWhenStopped(), ledger, async (ms) => await around.sleep(ms, new AbortController().signal));
			printLeft(left, around);
		}
		const against = new URL(options.baseUrl).hostname.endsWith('plivo.com') ? 'Plivo' : 'the sandbox or another host';
		results.sort((one, other) => checks.indexOf(one.check) - checks.indexOf(other.check));
		const record = recordText(results, against, new Date(), concealer);
		if (options.record !== undefined) await writeRecord(options.record, record, around);
		around.print(`\n${budget.used} message(s) sent, of ${plan.messages} planned.`);
		return { ...left, results, messagesSent: budget.used, record };
	} finally {
		await server?.close();
	}
}

const sleep: Sleep = async (ms, signal) => await delay(ms, undefined, { signal });

/** @throws UserError Plivo doesn't know the account, or can't be reached */
async function checkAccount(api: Api): Promise<void> {
	const { status } = await api.get('Number/?limit=1').catch(() => ({ status: 0 }));
	if (status === 200) return;
	if (status === 401 || status === 403) throw new UserError(`Plivo doesn't accept PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN (HTTP ${status}).`);
	throw new UserError(status === 0 ? "Plivo can't be reached." : `Plivo doesn't list the numbers of the account (HTTP ${status}). Try again later.`);
}

async function isAgreed(plan: Plan, options: Options, { print, agrees }: Surroundings): Promise<boolean> {
	print(planText(plan, options));
	if (options.yes || (await agrees())) return true;
	print('Nothing was sent or changed.');
	return false;
}

async function askInTerminal(): Promise<boolean> {
	if (!process.stdin.isTTY) throw new UserError('Nobody can be asked here. Add --yes if you agree to the plan above.');
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	try {
		return (await terminal.question('\nType yes to begin: ', { signal: stopSignal })).trim().toLowerCase() === 'yes';
	} finally {
		terminal.close();
	}
}

function concealerFor(options: Options): Concealer {
	const concealer = new Concealer();
	for (const number of [options.from, ...options.to, options.whatsapp ?? '']) if (number !== '') concealer.addNumber(number);
	concealer.addSecret('token', options.authToken);
	concealer.addSecret('account', options.authId);
	concealer.addSecret('waba', options.waba ?? '');
	concealer.addSecret('template', options.template ?? '');
	for (const url of [options.publicUrl, options.baseUrl]) if (url !== undefined) concealer.addSecret('host', new URL(url).host);
	return concealer;
}

function timingFor({ waitSeconds }: Options, { timing }: Surroundings): Timing {
	return { arrivalMs: 90_000, personMs: waitSeconds * 1_000, graceMs: 20_000, pollMs: 500, listPollMs: 15_000, listPolls: 5, ...timing };
}

function resultText(result: Result): string {
	const { check } = result;
	const seen = result.outcome === 'seen' ? result.saw.map(plainText) : [result.why];
	const changes = result.outcome === 'seen' && result.conclusion !== undefined ? [`  changes  the row ${check.id} of docs/verified.md`] : [];
	return [...seen.map((line) => `  saw      ${line}`), `  so       ${conclusionOf(result)}`, ...changes].join('\n');
}

function printLeft({ undone, left }: Left, { print }: Surroundings): void {
	for (const line of undone) print(`✔ ${line}`);
	for (const line of left) print(`✖ ${line}`);
	if (undone.length + left.length === 0) print('✔ Nothing had been changed.');
}

async function writeRecord(file: string, record: string, { print }: Surroundings): Promise<void> {
	try {
		await writeFile(file, record);
		print(`\nThe record is in ${file}. Read it before you send it: docs/conformance.md says how.`);
	} catch (error) {
		print(`\n✖ The record can't be written to ${file} (${error instanceof Error ? error.message : String(error)}). Here it is:\n\n${record}`);
	}
}
