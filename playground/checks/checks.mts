import { stopSignal } from '../../scripts/stop.mjs';

/** What has to hold, as a sentence, and how it is found out: it throws when it does not. */
export type Check = [title: string, run: () => Promise<void>];

/**
 * Runs checks one after another, each whatever became of those before it, and prints them.
 *
 * @throws {Error} somebody wants everything to end
 */
export async function runChecks(checks: Check[]): Promise<{ passed: number; failed: number }> {
	const result = { passed: 0, failed: 0 };
	for (const [title, run] of checks) {
		stopSignal.throwIfAborted();
		try {
			await run();
			result.passed += 1;
			process.stdout.write(`✔ ${title}\n`);
		} catch (error) {
			stopSignal.throwIfAborted();
			result.failed += 1;
			process.stdout.write(`✖ ${title}\n${indent(error instanceof Error ? error.message : String(error))}\n`);
		}
	}
	return result;
}

function indent(text: string): string {
	return text.split('\n').map((line) => `    ${line}`).join('\n');
}
