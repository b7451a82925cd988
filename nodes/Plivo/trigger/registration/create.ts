import type { IHookFunctions } from 'n8n-workflow';

import { isLocalAddress } from '../../fields/localAddress';
import { createPlivoClient } from '../../client/plivoClient';
import { problem } from '../../errors/activationError';
import { readNumbers, wantsNumbers } from '../parameters/chosenNumbers';
import type { Owner } from './applicationName';
import { authIdOf, owned, webhookUrl } from './thisNode';
import { readOwnApplications } from './plivoResources';
import { isActive, oneByOne, rememberWorkflow } from './inMemoryState';
import { ofOtherAccounts, refuseSharedAddress, registrationError } from './registrationErrors';
import { register } from './register';
import { settle } from './stepResult';
import { openWritten, withTaken, writeDown } from './staticData';

/**
 * Brings the messages of the chosen numbers to this node.
 *
 * @throws NodeApiError, NodeOperationError whose message names the number, what is wrong, what to do, and what could not be
 *   undone
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const owner = owned.call(this, this.getMode() === 'manual' ? 't' : 'p');
	await oneByOne(owner, async () => await takeNumbers.call(this, owner));
	return true;
}

async function takeNumbers(this: IHookFunctions, owner: Owner): Promise<void> {
	const data = this.getWorkflowStaticData('node');
	const written = openWritten(data, owner);
	const url = webhookUrl.call(this);
	const numbers = wantsNumbers.call(this) ? readNumbers.call(this) : [];
	const hasNone = numbers.length === 0 && Object.keys(written.taken).length === 0;
	// A test leaves nothing behind that another test could find.
	if (hasNone && owner.kind === 't') return writeDown(data, { url });

	const client = await createPlivoClient(this);
	if (numbers.length > 0 && isLocalAddress(url) && !isLocalAddress(client.baseUrl)) {
		throw problem(
			this.getNode(),
			`Plivo cannot reach this n8n, whose webhook address is ${url}`,
			'Set the environment variable WEBHOOK_URL of this n8n to its public address, and restart it.',
		);
	}
	const listed = await settle(readOwnApplications(client));
	if ('fault' in listed) {
		if (!hasNone) throw registrationError(this.getNode(), 'Plivo could not be asked about the numbers', listed.fault);
		// It would only show what was left behind by a node that has lost its data.
		this.logger.warn(`Plivo could not be asked whether "${this.getNode().name}" still has numbers: ${listed.fault.message}`);
		return writeDown(data, { url });
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
		if (failed !== undefined) throw registrationError(this.getNode(), `+${failed.number} could not be registered`, failed.fault, left);
		const remains = left.length === 0 ? 'The numbers have been given back.' : `Could not be undone: ${left.join('; ')}.`;
		if (owner.kind === 't') throw problem(this.getNode(), 'Listening was called off', remains);
		throw problem(this.getNode(), 'The workflow was deactivated before it had all its numbers', remains);
	}
	for (const note of registration.notes) this.logger.warn(note);
	const taken = withTaken(written.taken, authId, { left: registration.taken, gone: registration.gone });
	for (const failure of ofOtherAccounts(taken, authId)) this.logger.error(failure);
	rememberWorkflow(owner, String(this.getWorkflow().name));
	writeDown(data, { url, taken });
}
