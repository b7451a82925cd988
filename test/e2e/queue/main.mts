import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { workFolder } from '../../../scripts/setup.mjs';
import { runPlaywright } from '../run.mts';
import { findPrograms } from './packages.mts';

/**
 * npm run test:queue: the packed package in n8n's queue mode.
 *
 * @param args of `playwright test`
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(args: string[]): Promise<number> {
	// Checked before minutes of installing n8n, not after.
	await mkdir(workFolder, { recursive: true });
	await findPrograms(join(workFolder, 'apt-get.log'));
	return await runPlaywright(join(import.meta.dirname, 'playwright.config.mts'), args);
}
