import type { PlivoFault } from '../../transport/fault';
import { isOwn, ownerPrefix, parseApplicationName } from './applicationName';
import { claimNumber, type Claim, type Registrar, type Step } from './claim';
import { readApplication, readLink, readOwnApplications, type OwnApplication } from './plivoResources';
import { alone, isListening } from './process';
import { releaseAll, releaseApplication, type TakenNumber } from './release';
import { changesTo, settingsFor } from './settings';
import { settle, type NumberRefused } from './settle';

/** What came of taking numbers: all of them, or none and why. */
export type Registration =
	| {
			/** What is to be written down, by number: what was taken, and what could not be given back. */
			taken: { [number: string]: TakenNumber };
			/** What is not as it should be, although the numbers were taken; each a sentence. */
			notes: string[];
	  }
	| {
			number: string;
			fault: PlivoFault | NumberRefused;
			/** What was done and could not be undone, each as a part of a sentence. */
			left: string[];
	  };

/**
 * Brings the messages of these numbers to the owner, or heals what has come apart; numbers that it has besides these are
 * given back. When one fails, all steps taken here are undone, the last one first.
 *
 * @param numbers digits
 * @param records what was written down before
 */
export async function register(
	registrar: Registrar,
	numbers: string[],
	records: { [number: string]: TakenNumber },
): Promise<Registration> {
	const { client, owner } = registrar;
	const claims: Claim[] = [];
	const steps: Array<Step & { number: string }> = [];
	let own: OwnApplication[] | undefined;
	for (const number of numbers) {
		const taken: Step[] = [];
		const outcome = await settle(
			alone(client.account, number, async () => {
				own ??= await readOwnApplications(client, ownerPrefix(owner));
				return await claimNumber(registrar, number, own, taken);
			}),
		);
		for (const step of taken) steps.push({ ...step, number });
		if ('fault' in outcome) return { number, fault: outcome.fault, left: await undo(client.account, steps) };
		claims.push(outcome.value);
	}
	const kept = new Set(claims.map(({ applicationId }) => applicationId));
	const { failures, notes, left } = await releaseAll(client, owner, records, kept);
	return {
		taken: { ...left, ...Object.fromEntries(claims.map((claim) => [claim.number, recordOf(claim, records[claim.number])])) },
		notes: [...failures, ...notes, ...(await removeReplacedTests(registrar, claims))],
	};
}

/** Where a number was taken from stays known for as long as it is on the same application. */
function recordOf({ applicationId, takenFrom }: Claim, before: TakenNumber | undefined): TakenNumber {
	const from = takenFrom ?? (before?.applicationId === applicationId ? before.takenFrom : undefined);
	return { applicationId, ...(from !== undefined && { takenFrom: from }) };
}

/** @returns what could not be undone */
async function undo(account: string, steps: Array<Step & { number: string }>): Promise<string[]> {
	const left: string[] = [];
	for (const step of [...steps].reverse()) {
		const undone = await settle(alone(account, step.number, step.undo));
		if ('fault' in undone) left.push(step.left);
	}
	return left;
}

/** Applications of tests that have lost their number; a test that still runs in this process removes its own. */
async function removeReplacedTests({ client, owner }: Registrar, claims: Claim[]): Promise<string[]> {
	const notes: string[] = [];
	for (const { replacedTest } of claims) {
		if (replacedTest === undefined || replacedTest.name.instance !== owner.instance || isListening(replacedTest.name)) continue;
		const removed = await settle(releaseApplication(client, replacedTest));
		if ('fault' in removed) notes.push(`The application ${replacedTest.record.app_name} of a test is left at Plivo.`);
	}
	return notes;
}

/**
 * Whether the messages of exactly these numbers come to the owner at this moment, in every detail.
 *
 * @throws PlivoFault
 */
export async function isRegistered({ client, owner, url }: Registrar, numbers: string[]): Promise<boolean> {
	const own = await readOwnApplications(client, ownerPrefix(owner));
	if (own.length !== new Set(numbers).size) return false;
	for (const number of numbers) {
		const link = await readLink(client, number);
		const mine = own.find(({ record }) => link?.kind === 'application' && link.id === record.app_id);
		const name = parseApplicationName(mine?.record.app_name);
		if (mine === undefined || name === undefined || !isOwn(name, owner) || name.number !== number) return false;
		const former = name.former === undefined ? undefined : await readApplication(client, name.former);
		if (Object.keys(changesTo(mine.record, settingsFor(former ?? mine.record, url))).length > 0) return false;
	}
	return true;
}
