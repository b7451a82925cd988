import { relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { runChecks, type Check } from '../../playground/checks/checks.mts';
import { busyChecks } from '../../playground/checks/busyChecks.mts';
import { exampleChecks } from '../../playground/checks/exampleChecks.mts';
import { fileChecks } from '../../playground/checks/fileChecks.mts';
import { startPlayground, type Playground } from '../../playground/playground.mts';
import { sendChecks } from '../../playground/checks/sendChecks.mts';
import { readSettings } from '../../playground/settings.mts';
import { triggerChecks } from '../../playground/checks/triggerChecks.mts';
import { waitChecks } from '../../playground/checks/waitChecks.mts';
import { openBrowser } from './browser.mts';
import { editorChecks } from './editorChecks.mts';
import { readOptions } from './options.mts';
import { phoneChecks } from './phone.mts';
import { Pictures } from './pictures.mts';

// Examples first, while the sandbox has seen nothing else; the editor last, as the trigger's checks restart n8n.
const overRest = {
	examples: exampleChecks,
	send: sendChecks,
	wait: waitChecks,
	files: fileChecks,
	trigger: triggerChecks,
	busy: busyChecks,
};
type RestPart = keyof typeof overRest;
const parts = [...(Object.keys(overRest) as RestPart[]), 'phone', 'editor'] as const;
type Part = (typeof parts)[number];

/**
 * npm run test:e2e: the packed package in a real n8n, against the sandbox, and the sandbox's own page.
 *
 * @param args see readOptions
 * @returns the exit code
 * @throws {UserError} something the user can put right
 */
export async function main(args: string[]): Promise<number> {
	const options = readOptions(args, parts);
	// Before minutes of installing n8n, not after.
	const browser = options.parts.some((part) => part === 'phone' || part === 'editor') ? await openBrowser() : undefined;
	try {
		const playground = options.parts.some((part) => part !== 'phone')
			? await startPlayground(readSettings(process.env, true))
			: undefined;
		try {
			const pictures = options.parts.includes('editor') ? await Pictures.begin() : undefined;
			const checks = options.parts.flatMap((part) => checksOf(part, { playground, browser, pictures }));
			const failed = await check(checks, playground?.log);
			if (failed === 0 && options.pictures) await pictures?.publish();
			return failed === 0 ? 0 : 1;
		} finally {
			await playground?.stop();
		}
	} finally {
		await browser?.close();
	}
}

/** @param started what the parts that are run need */
function checksOf(
	part: Part,
	{ playground, browser, pictures }: { playground: Playground | undefined; browser: Browser | undefined; pictures: Pictures | undefined },
): Check[] {
	if (part === 'phone') return browser ? phoneChecks(browser) : [];
	if (playground === undefined) return [];
	if (part === 'editor') return browser && pictures ? editorChecks(playground, browser, pictures) : [];
	return overRest[part](playground);
}

async function check(checks: Check[], log: string | undefined): Promise<number> {
	const { passed, failed } = await runChecks(checks);
	if (failed > 0 && log !== undefined) process.stdout.write(`n8n's log: ${relative(process.cwd(), log)}\n`);
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return failed;
}
