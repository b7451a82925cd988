import type { PlivoClient } from '../../client/plivoClient';
import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { applicationName, isOwn, isSameNode, type ApplicationName, type Owner } from './applicationName';
import { changesTo, settingsFor } from './applicationSettings';
import { isActive, rememberLast, rememberName, workflowOf } from './inMemoryState';
import {
	changeApplication,
	createApplication,
	linkNumber,
	readApplication,
	readClaims,
	type OwnApplication,
} from './plivoResources';
import { nextOrder, stackOn } from './stack';
import { readNumberState, type NumberState } from './standing';
import { takenBy, type TakenNumber } from './staticData';

/** On whose behalf numbers are taken, and where their messages shall go. */
export interface RegistrationContext {
	client: PlivoClient;
	owner: Owner;
	/** Where Plivo is to send messages. */
	url: string;
	/** Whether a number may be taken that another workflow has. */
	takeOver: boolean;
	/** Whether the node has been active all along, so that its claims count as they are, and nothing is taken anew. */
	isContinued: boolean;
}

/** What is to be undone when another number can't be taken. */
export interface UndoStep {
	number: string;
	/** The application that the number was on. */
	before: string | undefined;
	/** The IDs of the applications of ours that were there. */
	claims: ReadonlySet<string>;
	/** What was made for the number, once that is known: Plivo's list may not have it yet. */
	made?: TakenNumber;
}

/**
 * Brings the messages of a number to the owner; heals what has come apart since, when it has them already.
 *
 * @param record what was written down when the number was taken
 * @param onBegin called before anything is changed
 * @returns what to write down
 * @throws NumberUnavailableError, PlivoRequestError
 */
export async function claimNumber(
	context: RegistrationContext,
	number: string,
	record: TakenNumber | undefined,
	onBegin: (undo: UndoStep) => void,
): Promise<TakenNumber> {
	const { client, owner, url } = context;
	const standing = await readNumberState(client, owner.instance, number, record);
	const { current, claims, former, stack } = standing;
	const own = findOwn(context, standing);
	if (own === undefined) refuseHeld(context, number, standing);

	const undo: UndoStep = { number, before: current?.app_id, claims: new Set(claims.map(({ record: { app_id } }) => app_id)) };
	onBegin(undo);
	const voice = (former === undefined ? undefined : await readApplication(client, former)) ?? current ?? own?.record;
	const settings = settingsFor(voice, url);
	if (own !== undefined) {
		const changes = changesTo(own.record, settings);
		if (Object.keys(changes).length > 0) await changeApplication(client, own.record.app_id, changes);
		const [onTop = own] = stack;
		if (onTop.record.app_id !== current?.app_id) await linkNumber(client, number, onTop.record.app_id);
		rememberLast(number, onTop.name);
		return takenBy(own);
	}
	const name: ApplicationName = { ...owner, number, former, order: nextOrder(claims) };
	const more = { app_name: applicationName(name), default_number_app: false, default_endpoint_app: false };
	const made = { number, applicationId: await createApplication(client, { ...settings, ...more }), former };
	undo.made = made;
	rememberName(made.applicationId, name);
	await linkNumber(client, number, made.applicationId);
	rememberLast(number, name);
	// Another n8n may have claimed it at the same moment. Of the two, none has it then, rather than both.
	if (!context.takeOver) refuseHeld(context, number, { claim: name, claims: [], stack: await readNewer(context, made, undo.claims) });
	return made;
}

/** The claims that others have made since, beside one's own. @param before IDs of the applications that were there before */
async function readNewer({ client, owner }: RegistrationContext, { number, applicationId, former }: TakenNumber, before: ReadonlySet<string>): Promise<OwnApplication[]> {
	const stack = stackOn(former, await readClaims(client, number), owner.instance);
	return stack.filter(({ record: { app_id } }) => app_id !== applicationId && !before.has(app_id));
}

/**
 * The owner's own claim, if it is good as it is: an active workflow keeps its place also below one that has taken over, or
 * below a test. A claim that was left behind by an earlier time keeps none.
 */
function findOwn({ owner, isContinued }: RegistrationContext, { stack }: NumberState): OwnApplication | undefined {
	const at = stack.findIndex(({ name }) => isOwn(name, owner));
	return at === 0 || isContinued ? stack[at] : undefined;
}

/** @throws NumberUnavailableError when it is another workflow's, and may not be taken from it */
function refuseHeld({ owner, takeOver }: RegistrationContext, number: string, { current, claim, claims, stack }: NumberState): void {
	// On an application without a claim somebody has put it: then nobody has its messages by n8n.
	if (takeOver || (current !== undefined && claim === undefined)) return;
	// One that has lost its name, or is for another number, is not among the claims.
	const isListed = current === undefined || claim === undefined || claims.some(({ record }) => record.app_id === current.app_id);
	const others = isListed ? stack : [{ record: current, name: claim }, ...stack];
	// A test is short, and may have been left behind by an n8n that was stopped: an active workflow need not wait for it.
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
