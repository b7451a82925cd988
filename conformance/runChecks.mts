import { type Check, Skip } from './check.mts';
import type { Result } from './result.mts';
import type { Stage } from './stage.mts';

interface Listener {
	begins(check: Check): void;
	ends(result: Result): void;
}

/**
 * Runs checks one after the other. One that fails doesn't keep the others from running.
 *
 * @param stop ends it: the check under way is dropped, and no other begins
 * @param listener is told of each
 */
export async function runChecks(checks: readonly Check[], stage: Stage, stop: AbortSignal, listener: Listener): Promise<void> {
	for (const check of checks) {
		if (stop.aborted) return;
		listener.begins(check);
		const result = await runOne(check, stage);
		if (stop.aborted) return;
		listener.ends(result);
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
