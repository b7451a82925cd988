import type { PlivoClient } from '../../transport/request';
import { applicationName, isOwn, isSameNode, parseApplicationName, type ApplicationName, type Owner } from './applicationName';
import {
	changeApplication,
	claimOf,
	createApplication,
	linkNumber,
	readApplication,
	readClaims,
	readLink,
	type Application,
	type OwnApplication,
} from './plivoResources';
import { isActive, lastOn, nameOf, rememberLast, rememberName, workflowOf } from './process';
import { changesTo, settingsFor } from './settings';
import { NumberRefused } from './settle';
import { fromTop, isDeadTest, nextOrder, stackOn } from './stack';
import { takenBy, type TakenNumber } from './written';

/** On whose behalf numbers are taken, and where their messages shall go. */
export interface Registrar {
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
export interface Undo {
	number: string;
	/** The application that the number was on. */
	before: string | undefined;
	/** The IDs of the applications of ours that were there. */
	claims: ReadonlySet<string>;
	/** What was made for the number, once that is known: Plivo's list may not have it yet. */
	made?: TakenNumber;
}

/** How a number stands at Plivo. */
interface Standing {
	/** The application that it is on. */
	current?: Application;
	/** What that is, where it is one of ours. */
	claim?: ApplicationName;
	/** All claims on the number. */
	claims: OwnApplication[];
	/** ID of the application at the bottom. */
	former?: string;
	/** The living claims above that, the topmost first. */
	stack: OwnApplication[];
}

/**
 * Brings the messages of a number to the owner; heals what has come apart since, when it has them already.
 *
 * @param record what was written down when the number was taken
 * @param onBegin called before anything is changed
 * @returns what to write down
 * @throws NumberRefused, PlivoFault
 */
export async function claimNumber(
	registrar: Registrar,
	number: string,
	record: TakenNumber | undefined,
	onBegin: (undo: Undo) => void,
): Promise<TakenNumber> {
	const { client, owner, url } = registrar;
	const standing = await readStanding(registrar, number, record);
	const { current, claims, former, stack } = standing;
	const own = findOwn(registrar, standing);
	if (own === undefined) refuseHeld(registrar, number, standing);

	const undo: Undo = { number, before: current?.app_id, claims: new Set(claims.map(({ record: { app_id } }) => app_id)) };
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
	if (!registrar.takeOver) refuseHeld(registrar, number, { claim: name, claims: [], stack: await readOthers(registrar, made) });
	return made;
}

/** The claims of others beside one that was just made. */
async function readOthers({ client, owner }: Registrar, { number, applicationId, former }: TakenNumber): Promise<OwnApplication[]> {
	const claims = await readClaims(client, number);
	return stackOn(former, claims, owner.instance).filter(({ record }) => record.app_id !== applicationId);
}

/** @throws NumberRefused where the number's link could not be restored later */
async function readStanding({ client, owner }: Registrar, number: string, record: TakenNumber | undefined): Promise<Standing> {
	const link = await readLink(client, number);
	if (link === undefined) {
		throw new NumberRefused(`+${number} is not a number of this Plivo account. Pick the number from the list again.`);
	}
	const claims = await readClaims(client, number);
	const standOn = (bottom: string | undefined) => {
		const former = belowOurs(bottom, record);
		return { claims, former, stack: stackOn(former, claims, owner.instance) };
	};
	if (link.kind === 'none') return standOn(formerOfUnlinked(number, claims, record, owner.instance));

	const known = claims.find(({ record: { app_id } }) => link.kind === 'application' && app_id === link.id);
	if (known !== undefined) {
		// Named while nothing was known of an application of ours that somebody had deleted.
		const isLost = known.name.former === undefined && !claims.some(({ record: { app_id } }) => app_id === record?.applicationId);
		return { current: known.record, claim: known.name, ...standOn(isLost ? record?.former : known.name.former) };
	}
	const current = link.kind === 'application' ? await readApplication(client, link.id) : undefined;
	if (current === undefined) {
		throw new NumberRefused(
			`+${number} is answered by something that is not an XML application (a PHLO or a SIP trunk, for example), or by one that was deleted, and could not be given back as it was. In the Plivo console, open the number under Phone Numbers and give it an XML application, or leave this number out.`,
		);
	}
	// One that somebody has renamed, or whose address somebody has emptied; or one for another number, which this was put on.
	const claim = claimOf(current)?.name ?? (current.message_url ? nameOf(current.app_id) : undefined);
	if (claim !== undefined && claim.number !== number) return { current, claim, ...standOn(latest(claims, owner.instance)?.name.former ?? claim.former) };
	if (claim !== undefined) return { current, claim, ...standOn(claim.former) };
	return { current, ...standOn((await followRetired(client, number, current)) ?? current.app_id) };
}

/** An application of ours at the bottom, which had lost its name, is none that a number belongs on: what it stood on is. */
function belowOurs(bottom: string | undefined, record: TakenNumber | undefined): string | undefined {
	const name = bottom === undefined ? undefined : nameOf(bottom);
	if (name !== undefined) return name.former === bottom ? bottom : belowOurs(name.former, record);
	return bottom !== undefined && bottom === record?.applicationId ? record.former : bottom;
}

/** Where a number belongs that is on nothing, because somebody has deleted the application of ours that it was on. */
function formerOfUnlinked(number: string, claims: OwnApplication[], record: TakenNumber | undefined, instance: string): string | undefined {
	const last = lastOn(number);
	if (last !== undefined) return last.former;
	if (record !== undefined && !claims.some(({ record: { app_id } }) => app_id === record.applicationId)) return record.former;
	return latest(claims, instance)?.name.former;
}

/** An application of ours that was left to its calls, or whose address was emptied: what it stood on, if that is still there. */
async function followRetired(client: PlivoClient, number: string, { app_name: appName }: Application): Promise<string | undefined> {
	const name = parseApplicationName(appName);
	if (name?.number !== number || name.former === undefined) return undefined;
	return (await readApplication(client, name.former))?.app_id;
}

function latest(claims: OwnApplication[], instance: string): OwnApplication | undefined {
	return claims.filter((claim) => !isDeadTest(claim, instance)).sort(fromTop)[0];
}

/**
 * The owner's own claim, if it is good as it is: an active workflow keeps its place also below one that has taken over, or
 * below a test. A claim that was left behind by an earlier time keeps none.
 */
function findOwn({ owner, isContinued }: Registrar, { stack }: Standing): OwnApplication | undefined {
	const at = stack.findIndex(({ name }) => isOwn(name, owner));
	return at === 0 || isContinued ? stack[at] : undefined;
}

/** @throws NumberRefused when it is another workflow's, and may not be taken from it */
function refuseHeld({ owner, takeOver }: Registrar, number: string, { current, claim, stack }: Standing): void {
	// On an application without a claim somebody has put it: then nobody has its messages by n8n.
	if (takeOver || (current !== undefined && claim === undefined)) return;
	const isInStack = claim === undefined || stack.some(({ record }) => record.app_id === current?.app_id);
	const others = isInStack || current === undefined ? stack : [{ record: current, name: claim }, ...stack];
	// A test is short, and may have been left behind by an n8n that was stopped: an active workflow need not wait for it.
	const holder = others.find(({ name }) => name.kind === 'p' || owner.kind === 't');
	if (holder !== undefined && !isSameNode(holder.name, owner)) throw new NumberRefused(heldBy(number, holder));
}

function heldBy(number: string, { name, record: { app_name: application, message_url: url } }: OwnApplication): string {
	const workflow = workflowOf(name);
	const who = workflow === undefined ? `another workflow or n8n (${url || 'no address'}, application ${application})` : `the workflow "${workflow}"`;
	const isTest = name.kind === 't';
	const wait = isTest && isActive(name) ? 'Wait until that test has ended' : 'Deactivate that workflow first';
	return `The messages of +${number} already go to ${isTest ? 'a test of ' : ''}${who}. ${wait}, or add the option Take Over to this node.`;
}
