import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { InvalidField } from '../../errors/invalidFieldError';
import { explainFault } from '../../errors/describeRequestError';
import { problem, sentences } from '../../errors/activationError';
import { NumberRefused } from '../../errors/numberUnavailableError';
import { PlivoFault } from '../../errors/plivoRequestError';
import { isSameNode, type Owner } from './applicationName';
import type { OwnApplication } from './plivoResources';
import { workflowOf } from './inMemoryState';
import { isDeadTest } from './stack';
import type { Written } from './staticData';

/**
 * Refuses numbers to a node that shares its webhook address with another, because its workflow was copied or imported: n8n can
 * hand a message to one of them only.
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
	throw problem(
		node,
		`${workflow === undefined ? 'Another active workflow of this n8n' : `The workflow "${workflow}"`} has the same webhook address as this one, which is a copy of it`,
		'Delete the trigger node of the copy and add a new one: it gets an address of its own.',
	);
}

/**
 * What is left with accounts that the credential was changed from, which its new one can't change.
 *
 * @param taken see {@link Written}
 * @returns a sentence for each account
 */
export function ofOtherAccounts(taken: Written['taken'], authId: string): string[] {
	const failures: string[] = [];
	for (const [other, records] of Object.entries(taken)) {
		if (other === authId) continue;
		const numbers = records.map(({ number }) => `+${number}`).join(', ');
		failures.push(
			`${numbers} could not be given back: they belong to the Plivo account ${other}, and the credential is of another account now. Choose one of that account in this node, activate the workflow and deactivate it.`,
		);
	}
	return failures;
}

/**
 * The error that a registration ends with.
 *
 * @param what what was tried, the beginning of a sentence
 * @param left what could not be undone, each as a part of a sentence
 */
export function registrationError(
	node: INode,
	what: string,
	fault: unknown,
	left: string[] = [],
): NodeApiError | NodeOperationError {
	const undone = left.length === 0 ? '' : ` Could not be undone: ${left.join('; ')}.`;
	if (fault instanceof NumberRefused) return sentences(node, fault.message + undone);
	if (fault instanceof InvalidField) return problem(node, fault.message, fault.remedy + undone);
	if (!(fault instanceof PlivoFault)) return problem(node, what, String(fault instanceof Error ? fault.message : fault) + undone);

	const explained = explainFault(fault);
	const message = `${what}: ${explained.message}. ${explained.remedy}${undone}`;
	const error = new NodeApiError(node, { message, error: fault.text } as JsonObject, {
		message,
		httpCode: fault.status?.toString(),
	});
	error.message = message;
	return error;
}
