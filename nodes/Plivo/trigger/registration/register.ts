import type { NumberUnavailableError } from '../../errors/numberUnavailableError';
import type { PlivoRequestError } from '../../errors/plivoRequestError';
import { isOwn } from './applicationName';
import { changesTo, settingsFor } from './applicationSettings';
import { claimNumber, type UndoStep } from './claim';
import { stackOn } from './claimStack';
import { withNumberLock } from './inMemoryState';
import { inParallel } from './inParallel';
import { readApplication, readClaims, readLink } from './plivoResources';
import type { RegistrationContext } from './registrationContext';
import { Release } from './release';
import { releaseAll, type Known } from './releaseAll';
import { takenBy, type TakenNumber } from './staticData';
import { toResult } from './toResult';

/** The result of claiming numbers: all of them, or none and why. */
export type Registration =
	| {
			/** What has to be stored: what was claimed, and what could not be restored. */
			taken: TakenNumber[];
			/** The IDs of applications that are gone. */
			removed: Set<string>;
			/** What isn't as it should be although the numbers were claimed; each a sentence. */
			notes: string[];
	  }
	| {
			/** The number that could not be claimed; undefined if the registration was cancelled. */
			failed?: { number: string; failure: PlivoRequestError | NumberUnavailableError };
			/** What was done and could not be undone, each as a part of a sentence. */
			left: string[];
	  };

/**
 * Routes the messages of these numbers to the owner, or repairs what has changed. Other numbers that it has are restored.
 * If one fails, everything that was done here is undone.
 *
 * @param numbers digits
 * @param known what the owner had before
 * @param isCalledOff whether the workflow was deactivated, or the test ended, in the meantime
 */
export async function register(
	context: RegistrationContext,
	numbers: string[],
	known: Pick<Known, 'records' | 'applications'>,
	isCalledOff: () => boolean,
): Promise<Registration> {
	const { client, owner } = context;
	const taken: TakenNumber[] = [];
	const begun: UndoStep[] = [];
	const failures: Array<{ number: string; failure: PlivoRequestError | NumberUnavailableError }> = [];
	await inParallel(
		numbers,
		async (number) => {
			const record = known.records.find((one) => one.number === number);
			const onBegin = (undo: UndoStep) => void begun.push(undo);
			const outcome = await toResult(withNumberLock(number, async () => await claimNumber(context, number, record, onBegin)));
			if ('failure' in outcome) failures.push({ number, failure: outcome.failure });
			else taken.push(outcome.value);
		},
		() => failures.length > 0 || isCalledOff(),
	);
	const [failed] = failures;
	if (failed !== undefined || isCalledOff()) return { failed, left: await undo(context, begun) };

	const kept = new Set(taken.map(({ applicationId }) => applicationId));
	const { failures: notRestored, notes, left, removed } = await releaseAll(client, owner, { ...known, numbers }, kept);
	return { taken: [...taken, ...left], removed, notes: [...notRestored, ...notes] };
}

/** @returns what could not be undone */
async function undo({ client, owner }: RegistrationContext, begun: UndoStep[]): Promise<string[]> {
	const left: string[] = [];
	const release = new Release(client, owner.instance);
	await inParallel(begun, async ({ number, before, claims, made }) => {
		const undoOne = async () => {
			const found = (await readClaims(client, number)).filter(({ name, record }) => isOwn(name, owner) && !claims.has(record.app_id));
			const toUndo = new Map(found.map((claim) => [claim.record.app_id, takenBy(claim)]));
			if (made !== undefined) toUndo.set(made.applicationId, made);
			for (const claim of toUndo.values()) await release.restore(claim, before);
		};
		const undone = await toResult(undoOne());
		if ('failure' in undone) left.push(`+${number}, which belongs to ${before === undefined ? 'no application' : `application ${before}`}`);
	});
	return left;
}

/**
 * Whether the owner currently has its claims on exactly these numbers, in every detail, and the numbers are linked to the
 * claims on top: the owner's, or that of a workflow that has taken over since.
 *
 * @throws PlivoRequestError
 */
export async function isRegistered(context: Pick<RegistrationContext, 'client' | 'owner' | 'url'>, numbers: string[]): Promise<boolean> {
	const failures: Array<PlivoRequestError | NumberUnavailableError> = [];
	let isGood = true;
	await inParallel(
		numbers,
		async (number) => {
			const claimed = await toResult(isClaimed(context, number));
			if ('failure' in claimed) failures.push(claimed.failure);
			else if (!claimed.value) isGood = false;
		},
		() => !isGood || failures.length > 0,
	);
	const [failure] = failures;
	if (failure !== undefined) throw failure;
	return isGood;
}

async function isClaimed({ client, owner, url }: Pick<RegistrationContext, 'client' | 'owner' | 'url'>, number: string): Promise<boolean> {
	const [link, claims] = await Promise.all([readLink(client, number), readClaims(client, number)]);
	const current = claims.find(({ record }) => link?.kind === 'application' && link.id === record.app_id);
	if (current === undefined) return false;
	const stack = stackOn(current.name.former, claims, owner.instance);
	const [own, ...more] = claims.filter(({ name }) => isOwn(name, owner));
	const isInPlace = own !== undefined && more.length === 0 && stack.includes(own) && stack[0] === current;
	if (!isInPlace || (owner.kind === 't' && own !== current)) return false;
	const { former } = own.name;
	const voice = (former === undefined ? undefined : await readApplication(client, former)) ?? own.record;
	return Object.keys(changesTo(own.record, settingsFor(voice, url))).length === 0;
}
