import type { Check } from './check.mts';
import type { Sighting } from './record/sighting.mts';

/** What came out of one check. */
export type Result = { check: Check } & (
	| { outcome: 'seen'; saw: Sighting[]; conclusion: string | undefined }
	/** It couldn't be made; `why` is in words of ours. */
	| { outcome: 'left out'; why: string }
	/** Something broke; `why` may hold anything. */
	| { outcome: 'failed'; why: string }
);
