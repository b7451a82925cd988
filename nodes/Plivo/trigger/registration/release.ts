import type { PlivoClient } from '../../client/plivoClient';
import { unexpected } from '../../client/wire/response';
import { parseApplicationName } from './applicationName';
import { hasVoice } from './applicationSettings';
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
import { fromTop, isDeadTest, stackOn } from './stack';
import type { TakenNumber } from './staticData';
import { toResult } from './stepResult';

/** How often a number's place is looked at until it stands still, while others claim it and give it back. */
const MAX_LOOKS = 5;

/** How a number stands when it is on an application no more. */
interface Left {
	/** The other claims on the number. */
	others: OwnApplication[];
	/** Where a number goes from the application; undefined when there is nothing left. */
	target: string | undefined;
	/** Whether the number is still on it, or on nothing, for lack of a target. */
	isStuck: boolean;
}

/** Gives numbers back. */
export class Release {
	private numbersOn: ReturnType<typeof readNumbersOnApplications> | undefined;

	/** @param instance this n8n */
	constructor(
		private readonly client: PlivoClient,
		private readonly instance: string,
	) {}

	/**
	 * Removes a claim from a number's stack. A number that is on it goes to the one that is on top then, or at the bottom to the
	 * application that it had before any n8n; one that is on something else by now is left alone.
	 *
	 * A number that had no application: Plivo documents no way to unlink one, so our application is deleted and the number is
	 * left with none. Not verified against live Plivo.
	 *
	 * @param back ID of an application that the number goes to before all others, if it is still there
	 * @returns what is not as before, although all went well, each as a sentence
	 * @throws PlivoRequestError; what was done up to then stays done, and doing it again goes on from there
	 */
	async giveBack(claim: TakenNumber, back?: string): Promise<string[]> {
		const { number, applicationId } = claim;
		// Asked once, and for all applications, as Plivo can't be asked for those of one. A failure keeps only the application.
		this.numbersOn ??= readNumbersOnApplications(this.client);
		const listed = await toResult(this.numbersOn);
		const strays = 'value' in listed ? (listed.value.get(applicationId) ?? []).filter((other) => other !== number) : [];
		const notes: string[] = [];
		for (const stray of strays) {
			const target = await withNumberLock(stray, async () => await this.moveStray(stray, claim));
			notes.push(`+${stray} was put on the application of +${number} at Plivo; it ${target === undefined ? 'is left there' : `goes to application ${target} with it`}.`);
		}
		return await withNumberLock(number, async () => {
			const own = await readApplication(this.client, applicationId);
			const left = await this.moveOff(claim, own, back);
			if ('failure' in listed) throw listed.failure;
			return [...notes, ...(await this.putAway(claim, own, left, strays.length > 0))];
		});
	}

	/** Looks again after each step, as another n8n may have taken the number, or removed the claim that it went to. */
	private async moveOff(claim: TakenNumber, own: Application | undefined, back: string | undefined): Promise<Left> {
		const { number, applicationId } = claim;
		let linked: string | undefined;
		for (let look = 0; look < MAX_LOOKS; look++) {
			const [link, claims] = await Promise.all([readLink(this.client, number), readClaims(this.client, number)]);
			const others = claims.filter(({ record }) => record.app_id !== applicationId);
			const target = await this.targetOf(claim, others, back);
			const on = link?.kind === 'application' ? link.id : undefined;
			// Where somebody has deleted an application, its numbers are left with none.
			const isOnIt = on === applicationId || (link?.kind === 'none' && (own === undefined || linked !== undefined));
			const isMisplaced = linked !== undefined && on === linked && on !== target;
			if (target === undefined || (!isOnIt && !isMisplaced)) {
				rememberLast(number, others.find(({ record }) => record.app_id === on)?.name);
				return { others, target, isStuck: isOnIt && target === undefined };
			}
			await linkNumber(this.client, number, target);
			linked = target;
		}
		throw unexpected(`+${number} is moved by something else all the time`);
	}

	/** To its own topmost claim, if it has one, or else where the number goes that the application is for. */
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
		// Not to a test of another n8n: nobody can tell whether it is over, and then its messages would be lost.
		const onTop = stackOn(former, others, this.instance).find(({ name }) => name.kind === 'p' || name.instance === this.instance);
		if (onTop !== undefined) return onTop.record.app_id;
		const bottom = former === undefined ? undefined : await readApplication(this.client, former);
		if (bottom === undefined) return undefined;
		// One of ours at the bottom has lost its name, or takes no messages any more: what it stood on, if that is still there.
		const below = (nameOf(bottom.app_id) ?? parseApplicationName(bottom.app_name))?.former;
		return (below === undefined ? undefined : (await readApplication(this.client, below))?.app_id) ?? bottom.app_id;
	}

	private async putAway({ number, applicationId, former }: TakenNumber, own: Application | undefined, { others, target, isStuck }: Left, hasStrays: boolean): Promise<string[]> {
		const notes: string[] = [];
		const keepsCalls = own !== undefined && target === undefined && (isStuck || hasStrays) && hasVoice(own);
		// Another n8n has found the number on it when it had no name of ours, and will give the number back to it.
		const isBottom = others.some((other) => other.name.former === applicationId && !isDeadTest(other, this.instance));
		if (own !== undefined) {
			if (keepsCalls || isBottom) await takeNoMessages(this.client, applicationId);
			else await removeApplication(this.client, applicationId);
			if (!isBottom) forgetName(applicationId);
		}
		const belongs = `+${number} belongs on application ${former}`;
		if (isBottom) notes.push(`${belongs}, but another workflow has it from ${own?.app_name ?? applicationId}. When that one ends, give the number its application in the Plivo console.`);
		if (isStuck && former !== undefined) notes.push(keepsCalls ? `${belongs}, which has been deleted at Plivo; calls to the number go on by ${own.app_name}, and messages go nowhere.` : `${belongs}, which has been deleted at Plivo; the number is left without an application.`);
		return notes;
	}
}
