import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { activationError } from '../../errors/activationError';
import { describeRequestError } from '../../errors/describeRequestError';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { PlivoRequestError } from '../../errors/plivoRequestError';
import { operationError } from '../../errors/toNodeError';
import { isSameNode, type Owner } from './applicationName';
import { isDeadTest } from './claimStack';
import { workflowOf } from './inMemoryState';
import type { OwnApplication } from './plivoResources';
import type { StaticData } from './staticData';

/** What to do if Plivo doesn't keep the name of an application as this node needs it. */
export const REGISTER_BY_HAND =
	"Set Registration to Manual, and enter this node's webhook address in the number's application in the Plivo console.";

/**
 * Refuses numbers to a node that shares its webhook address with another, because its workflow was copied or imported.
 * n8n can pass a message to only one of them.
 *
 * @param applications all of ours
 * @throws NodeOperationError
 */
export function refuseSharedAddress(node: INode, owner: Owner, url: string, applications: OwnApplication[]): void {
	const other = applications.find(
		(claim) =>
			claim.record.message_url === url &&
			claim.name.instance === owner.instance &&
			!isSameNode(claim.name, owner) &&
			!isDeadTest(claim, owner.instance),
	);
	if (other === undefined) return;
	const workflow = workflowOf(other.name);
	throw activationError(
		node,
		`${workflow === undefined ? 'Another active workflow of this n8n' : `The workflow "${workflow}"`} has the same webhook address as this one, which is a copy of it`,
		'Delete the trigger node of the copy and add a new one: it gets its own address.',
	);
}

/**
 * What is left in accounts that the credential was changed from, which the new credential can't change.
 *
 * @param taken see {@link StaticData}
 * @returns a sentence for each account
 */
export function ofOtherAccounts(taken: StaticData['taken'], authId: string): string[] {
	const failures: string[] = [];
	for (const [other, records] of Object.entries(taken)) {
		if (other === authId) continue;
		const numbers = records.map(({ number }) => `+${number}`).join(', ');
		failures.push(
			`${numbers} could not be restored: they belong to the Plivo account ${other}, but the credential is now for another account. Choose a credential of that account in this node, then activate the workflow and deactivate it.`,
		);
	}
	return failures;
}

/**
 * The error that ends a registration.
 *
 * @param what what was tried, the beginning of a sentence
 * @param left what could not be undone, each as a part of a sentence
 */
export function registrationError(
	node: INode,
	what: string,
	failure: unknown,
	left: string[] = [],
): NodeApiError | NodeOperationError {
	const undone = left.length === 0 ? '' : ` Could not be undone: ${left.join('; ')}.`;
	if (failure instanceof NumberUnavailableError) return operationError(node, failure.message + undone, undefined);
	if (failure instanceof InvalidFieldError) return activationError(node, failure.message, failure.remedy + undone);
	if (!(failure instanceof PlivoRequestError)) return activationError(node, what, String(failure instanceof Error ? failure.message : failure) + undone);

	const explained = describeRequestError(failure);
	// The node makes up this name itself, so nobody can correct it.
	const remedy = failure.kind === 'refused' && failure.text.includes('app_name') ? REGISTER_BY_HAND : explained.remedy;
	const message = `${what}: ${explained.message.replace(/\.$/, '')}. ${remedy}${undone}`;
	const error = new NodeApiError(node, { message, error: failure.text } as JsonObject, {
		message,
		httpCode: failure.status?.toString(),
	});
	error.message = message;
	return error;
}
