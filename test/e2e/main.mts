import { relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { runChecks, type Check } from './checks/checks.mts';
import { busyChecks } from './checks/busyChecks.mts';
import { exampleChecks } from './checks/exampleChecks.mts';
import { fileChecks } from './checks/fileChecks.mts';
import { startPlayground, type Playground } from '../../playground/playground.mts';
import { sendChecks } from './checks/sendChecks.mts';
import { readSettings } from '../../playground/settings.mts';
import { triggerChecks } from './checks/triggerChecks.mts';
import { waitChecks } from './checks/waitChecks.mts';
import { openBrowser } from './browser.mts';
import { editorChecks } from './editor/editorChecks.mts';
import { readOptions, type Options } from './options.mts';
import { phoneChecks } from './phone/phoneChecks.mts';
import { Pictures } from './pictures.mts';

// The examples first, while the sandbox has no other messages; the editor last, because the trigger's checks restart n8n.
const overRest = {
	examples: exampleChecks,
	send: sendChecks,
	wait: waitChecks,
	files: fileChecks,
	trigger: triggerChecks,
	busy: busyChecks,
};
type RestPart = keyof typeof overRest;
const parts = ['phone', ...(Object.keys(overRest) as RestPart[]), 'editor'] as const;
type Part = (typeof parts)[number];

/**
 * npm run test:e2e: the packed package in a real n8n, against the sandbox, and the sandbox's own page.
 *
 * @param args see readOptions
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(args: string[]): Promise<number> {
	const options = readOptions(args, parts);
	// Checked before minutes of installing n8n, not after.
	const browser = options.parts.some((part) => part === 'phone' || part === 'editor') ? await openBrowser() : undefined;
	try {
		return await runParts(options, browser);
	} finally {
		await browser?.close();
	}
}

/** @returns the exit code */
async function runParts({ parts, pictures: published }: Options<Part>, browser: Browser | undefined): Promise<number> {
	const withN8n = parts.filter((part) => part !== 'phone');
	const starting = withN8n.length > 0 ? startPlayground(readSettings(process.env, true)) : undefined;
	// Errors are thrown below, where the result is awaited.
	starting?.catch(() => undefined);
	try {
		// The sandbox's page doesn't need n8n, so it's tested while n8n is installed and starts.
		const results = [await runChecks(browser && parts.includes('phone') ? phoneChecks(browser) : [])];
		const playground = await starting;
		const pictures = parts.includes('editor') ? await Pictures.begin() : undefined;
		if (playground) results.push(await runChecks(withN8n.flatMap((part) => checksOf(part, { playground, browser, pictures }))));
		const failed = summarize(results, playground?.log);
		if (failed === 0 && published) await pictures?.publish();
		return failed === 0 ? 0 : 1;
	} finally {
		await starting?.then(async (playground) => await playground.stop(), () => undefined);
	}
}

/** @param started what the parts that are run need */
function checksOf(
	part: Exclude<Part, 'phone'>,
	{ playground, browser, pictures }: { playground: Playground; browser: Browser | undefined; pictures: Pictures | undefined },
): Check[] {
	if (part === 'editor') return browser && pictures ? editorChecks(playground, browser, pictures) : [];
	return overRest[part](playground);
}

/** @param log of n8n, which is printed if something failed @returns how many checks failed */
function summarize(results: Array<{ passed: number; failed: number }>, log: string | undefined): number {
	const passed = results.reduce((sum, one) => sum + one.passed, 0);
	const failed = results.reduce((sum, one) => sum + one.failed, 0);
	if (failed > 0 && log !== undefined) process.stdout.write(`n8n's log: ${relative(process.cwd(), log)}\n`);
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return failed;
}
