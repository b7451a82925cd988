import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { isSameNode } from './applicationName';
import { isActive, workflowOf } from './inMemoryState';
import type { NumberState } from './numberState';
import type { OwnApplication } from './plivoResources';
import type { RegistrationContext } from './registrationContext';

/** @throws NumberUnavailableError if the number belongs to another workflow and may not be taken over */
export function refuseHeld({ owner, takeOver }: RegistrationContext, number: string, { current, claim, claims, stack }: NumberState): void {
	// The number is on an application without a claim, so somebody put it there, and no n8n gets its messages.
	if (takeOver || (current !== undefined && claim === undefined)) return;
	// A claim whose application was renamed, or is for another number, isn't in the list of claims.
	const isListed = current === undefined || claim === undefined || claims.some(({ record }) => record.app_id === current.app_id);
	const others = isListed ? stack : [{ record: current, name: claim }, ...stack];
	// A test is short, and may have been left behind by a stopped n8n, so an active workflow needn't wait for it.
	const holder = others.find(({ name }) => name.kind === 'p' || owner.kind === 't');
	if (holder !== undefined && !isSameNode(holder.name, owner)) throw new NumberUnavailableError(heldBy(number, holder));
}

function heldBy(number: string, { name, record: { app_name: application, message_url: url } }: OwnApplication): string {
	const workflow = workflowOf(name);
	const who = workflow === undefined ? `another workflow or n8n (${url || 'no address'}, application ${application})` : `the workflow "${workflow}"`;
	const isTest = name.kind === 't';
	const wait = isTest && isActive(name) ? 'Wait until that test has ended' : 'Deactivate that workflow first';
	return `The messages of +${number} already go to ${isTest ? 'a test of ' : ''}${who}. ${wait}, or add the option Take Over to this node.`;
}
