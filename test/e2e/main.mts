import { relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { runChecks, type Check } from '../../playground/checks.mts';
import { exampleChecks } from '../../playground/exampleChecks.mts';
import { startPlayground, type Playground } from '../../playground/playground.mts';
import { sendChecks } from '../../playground/sendChecks.mts';
import { readSettings } from '../../playground/settings.mts';
import { triggerChecks } from '../../playground/triggerChecks.mts';
import { waitChecks } from '../../playground/waitChecks.mts';
import { openBrowser } from './browser.mts';
import { editorChecks } from './editorChecks.mts';
import { readOptions } from './options.mts';
import { Pictures } from './pictures.mts';

// Examples first, while the sandbox has seen nothing else; the editor last, as the trigger's checks restart n8n.
const overRest = { examples: exampleChecks, send: sendChecks, wait: waitChecks, trigger: triggerChecks };
const parts = [...(Object.keys(overRest) as Array<keyof typeof overRest>), 'editor'] as const;

/**
 * npm run test:e2e: the packed package in a real n8n, against the sandbox.
 *
 * @param args see readOptions
 * @returns the exit code
 * @throws {UserError} something the user can put right
 */
export async function main(args: string[]): Promise<number> {
	const options = readOptions(args, parts);
	// Before minutes of installing n8n, not after.
	const browser = options.parts.includes('editor') ? await openBrowser() : undefined;
	try {
		const pictures = await Pictures.begin();
		const playground = await startPlayground(readSettings(process.env, true));
		try {
			const failed = await check(playground, options.parts.flatMap((part) => checksOf(part, playground, browser, pictures)));
			if (failed === 0 && options.pictures) await pictures.publish();
			return failed === 0 ? 0 : 1;
		} finally {
			await playground.stop();
		}
	} finally {
		await browser?.close();
	}
}

function checksOf(part: (typeof parts)[number], playground: Playground, browser: Browser | undefined, pictures: Pictures): Check[] {
	if (part !== 'editor') return overRest[part](playground);
	return browser === undefined ? [] : editorChecks(playground, browser, pictures);
}

async function check(playground: Playground, checks: Check[]): Promise<number> {
	const { passed, failed } = await runChecks(checks);
	if (failed > 0) process.stdout.write(`n8n's log: ${relative(process.cwd(), playground.log)}\n`);
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return failed;
}
