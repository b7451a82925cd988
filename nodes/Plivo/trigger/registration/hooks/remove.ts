import type { IHookFunctions } from 'n8n-workflow';

import { createPlivoClient } from '../../../client/plivoClient';
import { activationError } from '../../../errors/activationError';
import { failureOf } from '../../../errors/reason';
import { wantsNumbers } from '../../parameters/chosenNumbers';
import { isOwn, type Owner } from '../applicationName';
import { activeUrl, withNodeLock, setActive } from '../inMemoryState';
import { readOwnApplications, type OwnApplication } from '../plivoResources';
import { ofOtherAccounts } from '../registrationErrors';
import { releaseAll } from '../releaseAll';
import { readOwnStaticData, withTaken, saveStaticData } from '../staticData';
import { authIdOf, owned, webhookUrl } from '../thisNode';
import { toResult } from '../toResult';

/**
 * Restores everything. What fails stays stored and is logged; the next activation, deactivation, or test of this node
 * continues from there.
 *
 * @returns whether everything was restored
 * @throws NodeOperationError otherwise, if n8n then retries and shows the error
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const known = readOwnStaticData(this.getWorkflowStaticData('node'), owned.call(this, 'p')).owner;
	// n8n calls this the same way for both. A test has its own address; the address of a workflow may have changed since
	// it was activated.
	const isTest = activeUrl(owned.call(this, 't')) === webhookUrl.call(this);
	const owner = known ?? owned.call(this, isTest ? 't' : 'p');
	setActive(owner, undefined);
	// Queued right away, so that a following activation waits for it, and behind one that is still running.
	return await withNodeLock(owner, async () => {
		const { kind, failures } = await restore(this, owner, known !== undefined).catch((error: unknown) => {
			const failures: string[] = [];
			failures.push(`Could not restore the Plivo numbers of "${this.getNode().name}": ${error instanceof Error ? error.message : String(error)}`);
			return { kind: owner.kind, failures };
		});
		for (const failure of failures) this.logger.error(failure);
		if (failures.length > 0 && kind === 'p' && triesAgain(this)) {
			const [first, ...more] = failures.map((failure) => failure.replace(/\.?$/, ''));
			throw activationError(this.getNode(), [first, ...more].join('. '), 'To try again, activate and deactivate the workflow.');
		}
		return failures.length === 0;
	});
}

/** @returns what could not be restored, each as a sentence */
async function restore(context: IHookFunctions, assumed: Owner, isKnown: boolean): Promise<{ kind: Owner['kind']; failures: string[] }> {
	const data = context.getWorkflowStaticData('node');
	const { taken } = readOwnStaticData(data, assumed);
	// Without static data, there may still be some.
	const hasNone = isKnown && !wantsNumbers.call(context) && Object.keys(taken).length === 0;
	const isUnknownTest = !isKnown && assumed.kind === 't' && !wantsNumbers.call(context);
	if ((hasNone && assumed.kind === 't') || isUnknownTest) return { kind: 't', failures: [] };

	const client = await createPlivoClient(context);
	const listed = await toResult(readOwnApplications(client));
	if ('failure' in listed && hasNone) {
		context.logger.warn(`Could not ask Plivo whether "${context.getNode().name}" still has numbers: ${failureOf(listed.failure)}`);
		return { kind: assumed.kind, failures: [] };
	}
	const applications = 'value' in listed ? listed.value : [];
	const owner = isKnown ? assumed : ofAddress(context, assumed, applications);
	const authId = authIdOf(client);
	const { failures, notes, left, removed } = await releaseAll(client, owner, { records: taken[authId] ?? [], applications });
	// Without an address, the next activation claims its numbers again.
	const stillTaken = withTaken(taken, authId, { left, removed });
	saveStaticData(data, { url: undefined, taken: stillTaken });
	for (const note of notes) context.logger.warn(note);
	if ('failure' in listed) failures.push(`Could not ask Plivo which numbers to restore: ${failureOf(listed.failure)}`);
	return { kind: owner.kind, failures: [...failures, ...ofOtherAccounts(stillTaken, authId)] };
}

/** A test that another process of this n8n has started can be recognized only by its address at Plivo. */
function ofAddress(context: IHookFunctions, assumed: Owner, applications: OwnApplication[]): Owner {
	const test: Owner = { ...assumed, kind: 't' };
	const url = webhookUrl.call(context);
	return applications.some(({ record, name }) => isOwn(name, test) && record.message_url === url) ? test : assumed;
}

/**
 * Whether n8n retries a failed deactivation and shows the error. n8n 2.41 does, after the webhook has been removed. An
 * earlier n8n would keep the webhook of an inactive workflow. The version is detected by a method that node contexts have
 * since 2.41.
 */
function triesAgain(context: IHookFunctions): boolean {
	return 'listAgents' in context;
}
