import type { IHookFunctions } from 'n8n-workflow';

import { openAccount } from '../../transport/request';
import { wantsNumbers } from '../numbers';
import type { Owner } from './applicationName';
import { authIdOf, findKind, owned } from './identity';
import { readOwnApplications } from './plivoResources';
import { oneByOne, setActive } from './process';
import { ofOtherAccounts, problem } from './problems';
import { releaseAll } from './releaseAll';
import { settle } from './settle';
import { readOwnWritten, withTaken, writeDown } from './written';

/**
 * Gives everything back as it was. What fails stays written down and is logged; the next activation, deactivation or test of
 * this node goes on from there.
 *
 * @returns whether all was given back
 * @throws NodeOperationError when it was not, and n8n then tries again and shows it
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const { owner } = readOwnWritten(this.getWorkflowStaticData('node'), owned.call(this, 'p'));
	if (owner !== undefined) setActive(owner, undefined);
	const { kind, failures } = await giveBack(this, owner).catch((error: unknown) => {
		const failures: string[] = [];
		failures.push(`Could not give back the Plivo numbers of "${this.getNode().name}": ${error instanceof Error ? error.message : String(error)}`);
		return { kind: owner?.kind, failures };
	});
	for (const failure of failures) this.logger.error(failure);
	if (failures.length > 0 && kind === 'p' && triesAgain(this)) {
		throw problem(this.getNode(), failures.join(' '), 'To try again, activate the workflow and deactivate it.');
	}
	return failures.length === 0;
}

/** @returns what could not be given back, each as a sentence */
async function giveBack(context: IHookFunctions, known: Owner | undefined): Promise<{ kind: Owner['kind']; failures: string[] }> {
	const data = context.getWorkflowStaticData('node');
	const { taken } = readOwnWritten(data, owned.call(context, 'p'));
	const hasNone = !wantsNumbers.call(context) && Object.keys(taken).length === 0;
	if (hasNone && known?.kind === 't') return { kind: 't', failures: [] };

	const client = await openAccount(context);
	const owner = known ?? owned.call(context, await findKind.call(context, client));
	setActive(owner, undefined);
	// After an activation that is still under way.
	return await oneByOne(owner, async () => {
		const listed = await settle(readOwnApplications(client));
		if ('fault' in listed && hasNone) {
			context.logger.warn(`Plivo could not be asked whether "${context.getNode().name}" still has numbers: ${listed.fault.message}`);
			return { kind: owner.kind, failures: [] };
		}
		const authId = authIdOf(client);
		const applications = 'value' in listed ? listed.value : [];
		const { failures, notes, left } = await releaseAll(client, owner, { records: taken[authId] ?? [], applications });
		// No address: the next activation takes its numbers anew.
		writeDown(data, { url: undefined, taken: withTaken(taken, authId, left) });
		for (const note of notes) context.logger.warn(note);
		if ('fault' in listed) failures.push(`Plivo could not be asked which numbers are to be given back: ${listed.fault.message}`);
		return { kind: owner.kind, failures: [...failures, ...ofOtherAccounts(taken, authId)] };
	});
}

/**
 * Whether n8n repeats a deactivation that fails, and shows the error: n8n 2.41 does, when the webhook is gone already. An n8n
 * before that would keep the webhook of a workflow that is off. It is told by a method that the contexts of nodes have since.
 */
function triesAgain(context: IHookFunctions): boolean {
	return 'listAgents' in context;
}
