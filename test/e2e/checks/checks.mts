import { say } from '../../../scripts/console.mjs';
import { stopSignal } from '../../../scripts/stop.mjs';

/** What must be true, as a sentence, and a function that throws if it isn't. */
export type Check = [title: string, run: () => Promise<void>];

/**
 * Runs checks one at a time and prints their results. If one fails, the next ones still run.
 *
 * @throws {Error} if the run is being stopped
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

/** Shows which checks take long. @returns an empty text for short ones */
function duration(started: number): string {
	const seconds = Math.round((Date.now() - started) / 1_000);
	return seconds < 5 ? '' : ` (${seconds} s)`;
}

/** fetch only says "fetch failed"; the reason is in the cause. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

function indent(text: string): string {
	return text.split('\n').map((line) => `    ${line}`).join('\n');
}
