import { say } from '../../../scripts/console.mjs';
import { stopSignal } from '../../../scripts/stop.mjs';

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
		const started = Date.now();
		try {
			await run();
			result.passed += 1;
			say(`✔ ${title}${duration(started)}`);
		} catch (error) {
			stopSignal.throwIfAborted();
			result.failed += 1;
			say(`✖ ${title}${duration(started)}\n${indent(reasonOf(error))}`);
		}
	}
	return result;
}

/** For whoever wonders what takes the time. @returns nothing of what took none to speak of */
function duration(started: number): string {
	const seconds = Math.round((Date.now() - started) / 1_000);
	return seconds < 5 ? '' : ` (${seconds} s)`;
}

/** fetch says no more than "fetch failed"; what happened is in the cause. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function indent(text: string): string {
	return text.split('\n').map((line) => `    ${line}`).join('\n');
}
