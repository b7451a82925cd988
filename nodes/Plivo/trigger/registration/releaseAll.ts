import type { PlivoClient } from '../../client/plivoClient';
import { failureOf } from '../../errors/reason';
import { isOwn, isSameNode, type Owner } from './applicationName';
import { isDeadTest } from './claimStack';
import { inParallel } from './inParallel';
import type { OwnApplication } from './plivoResources';
import { Release } from './release';
import { takenBy, type TakenNumber } from './staticData';
import { toResult } from './toResult';

export interface ReleaseResult {
	/** What could not be restored, each as a sentence. */
	failures: string[];
	/** What isn't as before although nothing failed, each as a sentence. */
	notes: string[];
	/** The records that are still needed. */
	left: TakenNumber[];
	/** The IDs of the applications that are gone. */
	removed: Set<string>;
}

/** What is known about an owner's numbers. */
export interface Known {
	/** What was stored. */
	records: TakenNumber[];
	/** All our applications at Plivo, including those of other owners. */
	applications: OwnApplication[];
	/** Other numbers that it has claimed. */
	numbers?: string[];
}

/**
 * Restores all numbers of an owner: those whose applications are found at Plivo by name, those in the static data, whose
 * application somebody may have renamed or deleted, and what tests of this n8n have left behind on them.
 *
 * @param known what the owner has
 * @param keep IDs of applications to leave unchanged
 * @returns what could not be restored; never throws a PlivoRequestError
 */
export async function releaseAll(
	client: PlivoClient,
	owner: Owner,
	{ records, applications: found, numbers: others = [] }: Known,
	keep: ReadonlySet<string> = new Set(),
): Promise<ReleaseResult> {
	const result: ReleaseResult = { failures: [], notes: [], left: [], removed: new Set() };
	const claims = new Map(records.map((record) => [record.applicationId, record]));
	const numbers = new Set([...others, ...records.map(({ number }) => number)]);
	for (const claim of found) {
		if (!isOwn(claim.name, owner)) continue;
		claims.set(claim.record.app_id, takenBy(claim));
		numbers.add(claim.name.number);
	}
	for (const claim of found) {
		const isOurs = isSameNode(claim.name, owner) || (claim.name.instance === owner.instance && numbers.has(claim.name.number));
		if (isOurs && isDeadTest(claim, owner.instance)) claims.set(claim.record.app_id, takenBy(claim));
	}

	const release = new Release(client, owner.instance);
	const isRecord = ({ applicationId }: TakenNumber) => records.some((record) => record.applicationId === applicationId);
	await inParallel(claims.values(), async (claim) => {
		if (keep.has(claim.applicationId)) return;
		const released = await toResult(release.restore(claim));
		if ('value' in released) for (const note of released.value) result.notes.push(note);
		else result.failures.push(`+${claim.number} could not be restored: ${failureOf(released.failure)}`);
		if ('value' in released) result.removed.add(claim.applicationId);
		else if (isRecord(claim)) result.left.push(claim);
	});
	return result;
}
