import { relative } from 'node:path';
import { workFolder } from '../../scripts/setup.mjs';
import { runChecks } from '../checks.mts';
import { queueSends } from './sends.mts';
import { startQueueSetup } from './setup.mts';

/**
 * Checks the package in n8n's queue mode.
 *
 * @returns the exit code
 * @throws {UserError} something the user can put right
 */
export async function main(): Promise<number> {
	const setup = await startQueueSetup();
	try {
		const { passed, failed } = await runChecks([...queueSends(setup)]);
		if (failed > 0) process.stdout.write(`The logs are in ${relative(process.cwd(), workFolder)}/queue.\n`);
		process.stdout.write(`${passed} passed, ${failed} failed\n`);
		return failed === 0 ? 0 : 1;
	} finally {
		await setup.stop();
	}
}
