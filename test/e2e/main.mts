import { join } from 'node:path';
import { findBrowser } from './browser.mts';
import { clearPictures, publishPictures } from './pictures.mts';
import { runPlaywright } from './run.mts';

/**
 * npm run test:e2e: the packed package in a real n8n, against the sandbox, and the sandbox's own page.
 *
 * @param args of `playwright test`; and `--pictures`, if the pictures of this run shall replace those in docs/pictures
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(args: string[]): Promise<number> {
	// Checked before minutes of installing n8n, not after.
	const browser = await findBrowser();
	await clearPictures();
	const config = join(import.meta.dirname, 'playwright.config.mts');
	const code = await runPlaywright(config, args.filter((arg) => arg !== '--pictures'), { CHROMIUM_PATH: browser });
	if (code === 0 && args.includes('--pictures')) await publishPictures();
	return code;
}
