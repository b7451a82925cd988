import type { PlivoClient } from '../../client/plivoClient';
import { unexpected } from '../../client/wire/response';
import { parseApplicationName } from './applicationName';
import { hasVoice } from './applicationSettings';
import { fromTop, isDeadTest, stackOn } from './claimStack';
import { withNumberLock, forgetName, nameOf, rememberLast } from './inMemoryState';
import {
	linkNumber,
	readApplication,
	readClaims,
	readLink,
	readNumbersOnApplications,
	removeApplication,
	takeNoMessages,
	type Application,
	type OwnApplication,
} from './plivoResources';
import type { TakenNumber } from './staticData';
import { toResult } from './toResult';

/** How often a number's link is checked until it stays the same, while others claim and release it. */
const MAX_LOOKS = 5;

/** The state of a number once it is no longer on an application. */
interface Left {
	/** The other claims on the number. */
	others: OwnApplication[];
	/** Where a number goes from the application; undefined if there is nothing left. */
	target: string | undefined;
	/** Whether the number is still on it, or on nothing, because there is no target. */
	isStuck: boolean;
}

/** Restores numbers. */
export class Release {
	private numbersOn: ReturnType<typeof readNumbersOnApplications> | undefined;

	/** @param instance this n8n */
	constructor(
		private readonly client: PlivoClient,
		private readonly instance: string,
	) {}

	/**
	 * Removes a claim from a number's stack. If the number is on it, it is linked to the claim that is then on top or, at
	 * the bottom, to the application that it had before any n8n. A number that is on something else by now isn't changed.
	 *
	 * For a number that had no application: Plivo documents no way to unlink one, so our application is deleted and the
	 * number is left with none. Not verified against live Plivo.
	 *
	 * @param back ID of an application that the number should preferably go to, if it still exists
	 * @returns what isn't as before although nothing failed, each as a sentence
	 * @throws PlivoRequestError; what was done before stays done, and calling it again continues from there
	 */
	async restore(claim: TakenNumber, back?: string): Promise<string[]> {
		const { number, applicationId } = claim;
		// Read once for all applications, because Plivo can't list the numbers of a single one. If that fails, the
		// application is kept.
		this.numbersOn ??= readNumbersOnApplications(this.client);
		const listed = await toResult(this.numbersOn);
		const strays = 'value' in listed ? (listed.value.get(applicationId) ?? []).filter((other) => other !== number) : [];
		const notes: string[] = [];
		for (const stray of strays) {
			const target = await withNumberLock(stray, async () => await this.moveStray(stray, claim));
			notes.push(`+${stray} was assigned to the application of +${number} at Plivo; it ${target === undefined ? 'stays there' : `moves to application ${target} with it`}.`);
		}
		return await withNumberLock(number, async () => {
			const own = await readApplication(this.client, applicationId);
			const left = await this.moveOff(claim, own, back);
			if ('failure' in listed) throw listed.failure;
			return [...notes, ...(await this.putAway(claim, own, left, strays.length > 0))];
		});
	}

	/** Checks again after each step, because another n8n may have claimed the number, or removed the claim it went to. */
	private async moveOff(claim: TakenNumber, own: Application | undefined, back: string | undefined): Promise<Left> {
		const { number, applicationId } = claim;
		let linked: string | undefined;
		for (let look = 0; look < MAX_LOOKS; look++) {
			const [link, claims] = await Promise.all([readLink(this.client, number), readClaims(this.client, number)]);
			const others = claims.filter(({ record }) => record.app_id !== applicationId);
			const target = await this.targetOf(claim, others, back);
			const on = link?.kind === 'application' ? link.id : undefined;
			// If somebody has deleted an application, its numbers are left with none.
			const isOnIt = on === applicationId || (link?.kind === 'none' && (own === undefined || linked !== undefined));
			const isMisplaced = linked !== undefined && on === linked && on !== target;
			if (target === undefined || (!isOnIt && !isMisplaced)) {
				rememberLast(number, others.find(({ record }) => record.app_id === on)?.name);
				return { others, target, isStuck: isOnIt && target === undefined };
			}
			await linkNumber(this.client, number, target);
			linked = target;
		}
		throw unexpected(`+${number} keeps being moved by something else`);
	}

	/**
	 * Moves it to its own topmost claim, if it has one; otherwise to the target of the number that the application is for.
	 */
	private async moveStray(stray: string, claim: TakenNumber): Promise<string | undefined> {
		const [link, claims, own] = await Promise.all([readLink(this.client, stray), readClaims(this.client, claim.number), readClaims(this.client, stray)]);
		const [onTop] = own.filter((one) => !isDeadTest(one, this.instance)).sort(fromTop);
		const others = claims.filter(({ record }) => record.app_id !== claim.applicationId);
		const target = onTop?.record.app_id ?? (await this.targetOf(claim, others));
		const isOnIt = link?.kind === 'application' && link.id === claim.applicationId;
		if (isOnIt && target !== undefined) await linkNumber(this.client, stray, target);
		return target;
	}

	/** @param others the other claims on the number */
	private async targetOf({ former }: TakenNumber, others: OwnApplication[], back?: string): Promise<string | undefined> {
		if (back !== undefined && (await readApplication(this.client, back)) !== undefined) return back;
		// Not to a test of another n8n: nobody can tell whether it has ended, and then its messages would be lost.
		const onTop = stackOn(former, others, this.instance).find(({ name }) => name.kind === 'p' || name.instance === this.instance);
		if (onTop !== undefined) return onTop.record.app_id;
		const bottom = former === undefined ? undefined : await readApplication(this.client, former);
		if (bottom === undefined) return undefined;
		// The application at the bottom is one of ours that was renamed or no longer receives messages. Use what it stood
		// on, if that still exists.
		const below = (nameOf(bottom.app_id) ?? parseApplicationName(bottom.app_name))?.former;
		return (below === undefined ? undefined : (await readApplication(this.client, below))?.app_id) ?? bottom.app_id;
	}

	private async putAway({ number, applicationId, former }: TakenNumber, own: Application | undefined, { others, target, isStuck }: Left, hasStrays: boolean): Promise<string[]> {
		const notes: string[] = [];
		const keepsCalls = own !== undefined && target === undefined && (isStuck || hasStrays) && hasVoice(own);
		// Another n8n found the number on this application when it had lost its name, and will restore the number to it.
		const isBottom = others.some((other) => other.name.former === applicationId && !isDeadTest(other, this.instance));
		if (own !== undefined) {
			if (keepsCalls || isBottom) await takeNoMessages(this.client, applicationId);
			else await removeApplication(this.client, applicationId);
			if (!isBottom) forgetName(applicationId);
		}
		const belongs = `+${number} belongs to application ${former}`;
		if (isBottom) notes.push(`${belongs}, but another workflow has it from ${own?.app_name ?? applicationId}. When that one is deactivated, give the number its application in the Plivo console.`);
		if (isStuck && former !== undefined) notes.push(keepsCalls ? `${belongs}, which has been deleted at Plivo; calls to the number still go to ${own.app_name}, and messages go nowhere.` : `${belongs}, which has been deleted at Plivo; the number is left without an application.`);
		return notes;
	}
}
