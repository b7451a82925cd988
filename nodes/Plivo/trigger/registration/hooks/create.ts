import type { IHookFunctions } from 'n8n-workflow';

import { createPlivoClient } from '../../../client/plivoClient';
import { activationError } from '../../../errors/activationError';
import { failureOf } from '../../../errors/reason';
import { isLocalAddress } from '../../../fields/localAddress';
import { readNumbers, wantsNumbers } from '../../parameters/chosenNumbers';
import type { Owner } from '../applicationName';
import { isActive, withNodeLock, rememberWorkflow } from '../inMemoryState';
import { readOwnApplications } from '../plivoResources';
import { register } from '../register';
import { ofOtherAccounts, refuseSharedAddress, registrationError } from '../registrationErrors';
import { openStaticData, withTaken, saveStaticData } from '../staticData';
import { authIdOf, owned, webhookUrl } from '../thisNode';
import { toResult } from '../toResult';

/**
 * Routes the messages of the chosen numbers to this node.
 *
 * @throws NodeApiError, NodeOperationError whose message says which number failed, why, what to do, and what could not be
 * undone
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const owner = owned.call(this, this.getMode() === 'manual' ? 't' : 'p');
	await withNodeLock(owner, async () => await takeNumbers.call(this, owner));
	return true;
}

async function takeNumbers(this: IHookFunctions, owner: Owner): Promise<void> {
	const data = this.getWorkflowStaticData('node');
	const written = openStaticData(data, owner);
	const url = webhookUrl.call(this);
	const numbers = wantsNumbers.call(this) ? readNumbers.call(this) : [];
	const hasNone = numbers.length === 0 && Object.keys(written.taken).length === 0;
	// A test stores nothing that another test could find.
	if (hasNone && owner.kind === 't') return saveStaticData(data, { url });

	const client = await createPlivoClient(this);
	if (numbers.length > 0 && isLocalAddress(url) && !isLocalAddress(client.baseUrl)) {
		throw activationError(
			this.getNode(),
			`Plivo can't reach this n8n, whose webhook address is ${url}`,
			'Set the environment variable WEBHOOK_URL of this n8n to its public address, and restart it.',
		);
	}
	const listed = await toResult(readOwnApplications(client));
	if ('failure' in listed) {
		if (!hasNone) throw registrationError(this.getNode(), 'Could not ask Plivo about the numbers', listed.failure);
		// The list would only show what a node that lost its data has left behind.
		this.logger.warn(`Could not ask Plivo whether "${this.getNode().name}" still has numbers: ${failureOf(listed.failure)}`);
		return saveStaticData(data, { url });
	}
	if (numbers.length > 0) refuseSharedAddress(this.getNode(), owner, url, listed.value);

	const authId = authIdOf(client);
	const takeOver = this.getNodeParameter('options.takeOver', false) === true;
	const registration = await register(
		{ client, owner, url, takeOver, isContinued: written.url !== undefined },
		numbers,
		{ records: written.taken[authId] ?? [], applications: listed.value },
		() => !isActive(owner),
	);
	if ('left' in registration) {
		const { failed, left } = registration;
		if (failed !== undefined) throw registrationError(this.getNode(), `+${failed.number} could not be registered`, failed.failure, left);
		const remains = left.length === 0 ? 'The numbers have been restored.' : `Could not be undone: ${left.join('; ')}.`;
		if (owner.kind === 't') throw activationError(this.getNode(), 'Listening was stopped', remains);
		throw activationError(this.getNode(), 'The workflow was deactivated before it had all its numbers', remains);
	}
	for (const note of registration.notes) this.logger.warn(note);
	const taken = withTaken(written.taken, authId, { left: registration.taken, removed: registration.removed });
	for (const failure of ofOtherAccounts(taken, authId)) this.logger.error(failure);
	rememberWorkflow(owner, String(this.getWorkflow().name));
	saveStaticData(data, { url, taken });
}
