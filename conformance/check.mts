import type { Sighting } from './record/sighting.mts';
import type { Scene, Stage } from './stage.mts';

/** What a check needs beyond an account, --from and --to. */
export type Need = '--public-url' | '--whatsapp' | '--waba' | 'a second --to' | 'you at the phone';

/** What a check saw, and which position of the sandbox's switch of the same name that is. */
export interface Finding {
	saw: Sighting[];
	/** Undefined: what was seen is none of the positions, or doesn't decide between them. */
	conclusion: string | undefined;
}

/** One thing that isn't known about live Plivo, and how it's found out. */
export interface Check {
	/** The same as the sandbox's switch and the row in docs/verified.md. */
	id: string;
	/** What it asks, in one sentence. */
	asks: string;
	/** The answers that it can tell apart: the positions of the switch. */
	positions: readonly string[];
	needs: readonly Need[];
	/** What has to happen for it. A scene that several checks need happens once. */
	scenes: ReadonlyArray<Scene<unknown>>;
	/** @throws Skip when it can't be found out this time; any other error fails this check only */
	run(stage: Stage): Promise<Finding>;
}

/** A check can't be made. The message says why, in words of ours, and goes into the record. */
export class Skip extends Error {}
