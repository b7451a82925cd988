import type { IHookFunctions } from 'n8n-workflow';

import { isLocalAddress } from '../../compose/localAddress';
import { PlivoFault } from '../../transport/fault';
import { openAccount } from '../../transport/request';
import { parseFilters } from '../filters/filters';
import { readNumbers, wantsNumbers } from '../numbers';
import { readOptions } from '../options';
import { readReplyText } from '../reply';
import { findKind, owned, webhookUrl } from './identity';
import { isListening, rememberWorkflow, setListening } from './process';
import { problem, registrationError } from './problems';
import { isRegistered, register } from './register';
import { releaseAll } from './release';
import { readWritten, writeDown } from './written';

/**
 * n8n asks this before it activates the workflow and before it listens for a test event; n8n before 2.41 also each time it
 * starts with the workflow active. Goes by what stands at Plivo now, so that a changed address or a number that was moved is healed.
 *
 * When Plivo cannot be asked, an active workflow is taken to be as it was written down: to fail would take its webhook
 * away, and with it messages that do arrive.
 *
 * @throws NodeApiError, NodeOperationError
 */
export async function checkExists(this: IHookFunctions): Promise<boolean> {
	const data = this.getWorkflowStaticData('node');
	const kind = this.getMode() === 'manual' ? 't' : 'p';
	// At once, because n8n may call off the test before it has begun.
	if (readWritten(data).kind !== kind) writeDown(data, { kind });
	const written = readWritten(data);
	checkOptions.call(this);
	const url = webhookUrl.call(this);
	const taken = Object.keys(written.taken);
	if (!wantsNumbers.call(this)) return written.url === url && taken.length === 0;

	const numbers = readNumbers.call(this);
	const owner = owned.call(this, kind);
	if (kind === 't') setListening(owner, true);
	const client = await openAccount(this);
	const isAsWritten =
		written.url === url &&
		written.account === client.account &&
		numbers.length === taken.length &&
		numbers.every((number) => number in written.taken);
	const found = await isRegistered({ client, owner, url, takeOver: false }, numbers).catch((error: unknown) => error);
	if (typeof found === 'boolean') {
		if (found) rememberWorkflow(owner, String(this.getWorkflow().name));
		return found && isAsWritten;
	}
	if (found instanceof PlivoFault && found.faultClass !== 'refused' && kind === 'p' && isAsWritten) {
		this.logger.warn(
			`Plivo could not be asked about the numbers of "${this.getNode().name}" (${found.text}); they are taken to be as before.`,
		);
		return true;
	}
	throw registrationError(this.getNode(), 'Plivo could not be asked about the numbers', found);
}

/**
 * Brings the messages of the chosen numbers to this node.
 *
 * @throws NodeApiError, NodeOperationError whose message names the number, what is wrong, what to do, and what could not be
 *   undone
 */
export async function create(this: IHookFunctions): Promise<boolean> {
	const data = this.getWorkflowStaticData('node');
	const kind = this.getMode() === 'manual' ? 't' : 'p';
	const url = webhookUrl.call(this);
	const { taken } = readWritten(data);
	const numbers = wantsNumbers.call(this) ? readNumbers.call(this) : [];
	if (numbers.length === 0 && Object.keys(taken).length === 0) {
		writeDown(data, { kind, url });
		return true;
	}

	const client = await openAccount(this);
	if (numbers.length > 0 && isLocalAddress(url) && !isLocalAddress(client.baseUrl)) {
		throw problem(
			this.getNode(),
			`Plivo cannot reach this n8n, whose webhook address is ${url}`,
			'Set the environment variable WEBHOOK_URL of this n8n to its public address, and restart it.',
		);
	}
	const owner = owned.call(this, kind);
	const takeOver = this.getNodeParameter('options.takeOver', false) === true;
	const registration = await register({ client, owner, url, takeOver }, numbers, taken);
	if ('fault' in registration) {
		const { number, fault, left } = registration;
		throw registrationError(this.getNode(), `+${number} could not be registered`, fault, left);
	}
	for (const note of registration.notes) this.logger.warn(note);
	if (kind === 't' && !isListening(owner)) {
		await releaseAll(client, owner, registration.taken);
		throw problem(this.getNode(), 'Listening was called off', 'The numbers have been given back.');
	}
	rememberWorkflow(owner, String(this.getWorkflow().name));
	writeDown(data, { kind, url, account: client.account, taken: registration.taken });
	return true;
}

/**
 * Gives everything back as it was. What fails stays written down and is logged; the next activation, deactivation or test of
 * this node goes on from there. Nothing is thrown: n8n before 2.41 would then keep the webhook of a workflow that is off.
 *
 * @returns whether all was given back
 */
export async function remove(this: IHookFunctions): Promise<boolean> {
	const data = this.getWorkflowStaticData('node');
	const { kind: writtenKind, account, taken } = readWritten(data);
	const isUnused = !wantsNumbers.call(this) && Object.keys(taken).length === 0;
	if (isUnused) return true;

	const name = `the Plivo numbers of "${this.getNode().name}"`;
	try {
		const client = await openAccount(this);
		const kind = writtenKind ?? (await findKind.call(this, client));
		if (kind === undefined) {
			// A test that has not begun to take anything: it must not go on.
			setListening(owned.call(this, 't'), false);
			return true;
		}
		const owner = owned.call(this, kind);
		if (kind === 't') setListening(owner, false);
		if (account !== undefined && account !== client.account) {
			this.logger.error(`Could not give back ${name}: they belong to another account than that of the credential now.`);
			return false;
		}
		const { failures, notes, left } = await releaseAll(client, owner, taken);
		writeDown(data, { taken: left });
		if (kind === 'p' && !isListening(owner)) {
			// A test that was left behind by an n8n that was stopped.
			const test = await releaseAll(client, owned.call(this, 't'), {});
			for (const failure of test.failures) failures.push(failure);
		}
		for (const note of notes) this.logger.warn(note);
		for (const failure of failures) this.logger.error(failure);
		return failures.length === 0;
	} catch (error) {
		this.logger.error(`Could not give back ${name}: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
}

/** A message that comes in is no time to find out: nobody would see the error, and the message would be lost. */
function checkOptions(this: IHookFunctions): void {
	try {
		const options = readOptions(this);
		parseFilters(options);
		readReplyText(options.replyText);
	} catch (error) {
		throw registrationError(this.getNode(), 'The options cannot be used', error);
	}
}
