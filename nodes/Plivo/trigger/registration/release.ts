import type { PlivoClient } from '../../transport/request';
import {
	linkNumber,
	readApplication,
	readClaims,
	readLink,
	readNumbersOnApplications,
	removeApplication,
	takeNoMessages,
} from './plivoResources';
import { alone } from './process';
import { hasVoice } from './settings';
import { stackOn } from './stack';
import type { TakenNumber } from './written';

/** Gives numbers back. */
export class Release {
	private numbersOn: Promise<Map<string, string[]>> | undefined;

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
	 * @throws PlivoFault; what was done up to then stays done, and doing it again goes on from there
	 */
	async giveBack(claim: TakenNumber, back?: string): Promise<string[]> {
		return await alone(this.client.account, claim.number, async () => await this.remove(claim, back));
	}

	private async remove({ number, applicationId, former }: TakenNumber, back?: string): Promise<string[]> {
		const [link, own, claims] = await Promise.all([
			readLink(this.client, number),
			readApplication(this.client, applicationId),
			readClaims(this.client, number),
		]);
		const others = claims.filter(({ record }) => record.app_id !== applicationId);
		// Not to a test of another n8n: nobody can tell whether it is over, and then its messages would be lost.
		const onTop = stackOn(former, others, this.instance).find(({ name }) => name.kind === 'p' || name.instance === this.instance);
		const target = (await this.ifThere(back)) ?? onTop?.record.app_id ?? (await this.ifThere(former));

		// Where somebody has deleted the application, its numbers are left with none.
		const isOnIt = own === undefined ? link?.kind === 'none' : link?.kind === 'application' && link.id === applicationId;
		if (isOnIt && target !== undefined) await linkNumber(this.client, number, target);
		const isLost = isOnIt && target === undefined && former !== undefined;
		const lost = `+${number} belongs on application ${former}, which has been deleted at Plivo`;
		if (own === undefined) return isLost ? [`${lost}; the number is left without an application.`] : [];

		const strays = await this.othersOn(applicationId, number);
		if (target !== undefined) for (const stray of strays) await linkNumber(this.client, stray, target);
		const keepsCalls = target === undefined && (isOnIt || strays.length > 0) && hasVoice(own);
		// Another n8n has found the number on it when it had no name of ours, and will give the number back to it.
		const isBottom = others.some(({ name }) => name.former === applicationId);
		if (keepsCalls || isBottom) await takeNoMessages(this.client, applicationId);
		else await removeApplication(this.client, applicationId);

		const notes: string[] = [];
		if (isLost) notes.push(keepsCalls ? `${lost}; calls to the number go on by ${own.app_name}, and messages go nowhere.` : `${lost}; the number is left without an application.`);
		for (const stray of strays) notes.push(`+${stray} was put on the application of +${number} at Plivo; it ${target === undefined ? 'is left there' : `goes to application ${target} with it`}.`);
		return notes;
	}

	/** @returns the ID of an application that Plivo has */
	private async ifThere(id: string | undefined): Promise<string | undefined> {
		return id === undefined ? undefined : (await readApplication(this.client, id))?.app_id;
	}

	/** Other numbers on an application, which somebody has put there by hand. Plivo is asked once, and for all applications. */
	private async othersOn(applicationId: string, number: string): Promise<string[]> {
		this.numbersOn ??= readNumbersOnApplications(this.client);
		return ((await this.numbersOn).get(applicationId) ?? []).filter((other) => other !== number);
	}
}
