import type { IHookFunctions } from 'n8n-workflow';

import { createPlivoClient } from '../../../client/plivoClient';
import { PlivoRequestError } from '../../../errors/plivoRequestError';
import { parseFilters } from '../../filters/eventFilters';
import { readNumbers, refuseUnknownEvents, wantsNumbers } from '../../parameters/chosenNumbers';
import { readOptions, refuseUnknownSwitches } from '../../parameters/triggerOptions';
import { readClosedReply } from '../../answers/closedReply';
import { readReplyText } from '../../reply/reply';
import type { Owner } from '../applicationName';
import { withNodeLock, rememberWorkflow, setActive } from '../inMemoryState';
import { isRegistered } from '../register';
import { registrationError } from '../registrationErrors';
import { openStaticData } from '../staticData';
import { authIdOf, owned, webhookUrl } from '../thisNode';

/**
 * n8n calls this before it activates the workflow and before it listens for a test event; n8n before 2.41 also calls it
 * at each start with the workflow active. It checks the current state at Plivo, so that a changed address or a moved
 * number is repaired.
 *
 * If Plivo can't be asked, an active workflow is assumed to match its static data. A failure would remove its webhook,
 * and lose messages that do arrive.
 *
 * @throws NodeApiError, NodeOperationError
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	const owner = owned.call(this, this.getMode() === 'manual' ? 't' : 'p');
	// Both happen right away, because n8n may cancel the activation before it has begun.
	setActive(owner, webhookUrl.call(this));
	openStaticData(this.getWorkflowStaticData('node'), owner);
	checkOptions.call(this);
	return await withNodeLock(owner, async () => await isAsWanted.call(this, owner));
}

async function isAsWanted(this: IHookFunctions, owner: Owner): Promise<boolean> {
	const written = openStaticData(this.getWorkflowStaticData('node'), owner);
	const url = webhookUrl.call(this);
	if (!wantsNumbers.call(this)) return written.url === url && Object.keys(written.taken).length === 0;

	const numbers = readNumbers.call(this);
	const client = await createPlivoClient(this);
	const taken = written.taken[authIdOf(client)] ?? [];
	const isAsWritten =
		written.url === url &&
		numbers.length === taken.length &&
		numbers.every((number) => taken.some((record) => record.number === number));
	const found = await isRegistered({ client, owner, url }, numbers).catch((error: unknown) => error);
	if (typeof found === 'boolean') {
		if (found) rememberWorkflow(owner, String(this.getWorkflow().name));
		return found && isAsWritten;
	}
	if (found instanceof PlivoRequestError && found.outcome !== 'refused' && owner.kind === 'p' && isAsWritten) {
		this.logger.warn(
			`Could not ask Plivo about the numbers of "${this.getNode().name}" (${found.text}). They are assumed to be unchanged.`,
		);
		return true;
	}
	throw registrationError(this.getNode(), 'Could not ask Plivo about the numbers', found);
}

/**
 * Options are checked at activation. With an incoming message it would be too late: nobody would see the error, and the
 * message would be lost.
 */
function checkOptions(this: IHookFunctions): void {
	try {
		refuseUnknownEvents.call(this);
		refuseUnknownSwitches(this);
		const options = readOptions(this);
		parseFilters(options);
		readReplyText(options.replyText);
		readClosedReply(options.closedReply);
	} catch (error) {
		throw registrationError(this.getNode(), "The options can't be used", error);
	}
}
