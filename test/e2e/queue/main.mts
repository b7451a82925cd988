import { relative } from 'node:path';
import { UserError } from '../../../scripts/console.mjs';
import { workFolder } from '../../../scripts/setup.mjs';
import { runChecks, type Check } from '../checks/checks.mts';
import { queueCrashes } from './crashes.mts';
import { queueDuplicates } from './duplicates.mts';
import { queueLimits } from './limits.mts';
import { queueMedia } from './media.mts';
import { queueRetries } from './retries.mts';
import { queueSends } from './sends.mts';
import { startQueueSetup, type QueueSetup } from './setup.mts';
import { queueTriggers } from './triggers.mts';
import { queueWaits } from './waits.mts';

const parts: Record<string, (setup: QueueSetup) => Check[]> = {
	sends: queueSends,
	retries: queueRetries,
	limits: queueLimits,
	triggers: queueTriggers,
	media: queueMedia,
	duplicates: queueDuplicates,
	waits: queueWaits,
	crashes: queueCrashes,
};

/**
 * Checks the package in n8n's queue mode.
 *
 * @param words of the command line: --only= with the names of parts, separated by commas
 * @returns the exit code
 * @throws {UserError} something the user can fix
 */
export async function main(words: string[]): Promise<number> {
	const chosen = choose(words);
	const setup = await startQueueSetup();
	try {
		const { passed, failed } = await runChecks(chosen.flatMap((checksOf) => checksOf(setup)).map((check) => withAllUp(setup, check)));
		if (failed > 0) process.stdout.write(`The logs are in ${relative(process.cwd(), workFolder)}/queue.\n`);
		process.stdout.write(`${passed} passed, ${failed} failed\n`);
		return failed === 0 ? 0 : 1;
	} finally {
		await setup.stop();
	}
}

/** A check may kill processes. If it fails, the next ones must not fail because of that. */
function withAllUp({ allUp }: QueueSetup, [title, run]: Check): Check {
	const runWithAll = async () => {
		await allUp();
		await run();
	};
	return [title, runWithAll];
}

function choose(words: string[]): Array<(setup: QueueSetup) => Check[]> {
	const names = words.flatMap((word) => /^--only=(.+)$/.exec(word)?.[1]?.split(',') ?? [word]);
	const unknown = names.find((name) => !(name in parts));
	if (unknown !== undefined) throw new UserError(`There is no part ${unknown}. Choose from --only=${Object.keys(parts).join(',')}.`);
	return Object.entries(parts).flatMap(([name, checksOf]) => (names.length === 0 || names.includes(name) ? [checksOf] : []));
}
