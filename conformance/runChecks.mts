import { type Check, Skip } from './check.mts';
import type { Result } from './result.mts';
import type { Stage } from './stage.mts';

/**
 * Runs checks one after the other. One that fails doesn't keep the others from running.
 *
 * @param done called after each
 * @param stop ends it: the check under way is dropped, and no other begins
 */
export async function runChecks(checks: readonly Check[], stage: Stage, done: (result: Result) => void, stop: AbortSignal): Promise<void> {
	for (const check of checks) {
		if (stop.aborted) return;
		const result = await runOne(check, stage);
		if (stop.aborted) return;
		done(result);
	}
}

async function runOne(check: Check, stage: Stage): Promise<Result> {
	try {
		return { check, outcome: 'seen', ...(await check.run(stage)) };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { check, outcome: error instanceof Skip ? 'left out' : 'failed', why };
	}
}
