import type { PlivoClient } from '../../transport/request';
import { applicationName, isOwn, isSameNode, type ApplicationName, type Owner } from './applicationName';
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
import { isActive, workflowOf } from './process';
import { changesTo, settingsFor } from './settings';
import { NumberRefused } from './settle';
import { fromTop, isDeadTest, nextOrder, stackOn } from './stack';
import type { TakenNumber } from './written';

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

/** What stood before a number was taken. */
export interface Before {
	/** The application that the number was on. */
	applicationId: string | undefined;
	/** The IDs of the applications of ours that were there. */
	claims: ReadonlySet<string>;
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
	onBegin: (before: Before) => void,
): Promise<TakenNumber> {
	const { client, owner, url } = registrar;
	const standing = await readStanding(registrar, number, record);
	const { current, claims, former, stack } = standing;
	const own = findOwn(registrar, standing);
	if (own === undefined) refuseHeld(registrar, number, standing);

	onBegin({ applicationId: current?.app_id, claims: new Set(claims.map(({ record: { app_id } }) => app_id)) });
	const voice = (former === undefined ? undefined : await readApplication(client, former)) ?? current ?? own?.record;
	const settings = settingsFor(voice, url);
	if (own !== undefined) {
		const changes = changesTo(own.record, settings);
		if (Object.keys(changes).length > 0) await changeApplication(client, own.record.app_id, changes);
	}
	const applicationId =
		own?.record.app_id ??
		(await createApplication(client, {
			...settings,
			app_name: applicationName({ ...owner, number, former, order: nextOrder(claims) }),
			default_number_app: false,
			default_endpoint_app: false,
		}));
	const onTop = own === undefined ? applicationId : stack[0]?.record.app_id;
	if (onTop !== undefined && onTop !== current?.app_id) await linkNumber(client, number, onTop);
	return { number, applicationId, former };
}

/** @throws NumberRefused where the number's link could not be restored later */
async function readStanding({ client, owner }: Registrar, number: string, record: TakenNumber | undefined): Promise<Standing> {
	const link = await readLink(client, number);
	if (link === undefined) {
		throw new NumberRefused(`+${number} is not a number of this Plivo account. Pick the number from the list again.`);
	}
	const claims = await readClaims(client, number);
	const standOn = (former: string | undefined) => ({ claims, former, stack: stackOn(former, claims, owner.instance) });
	const [latest] = claims.filter((claim) => !isDeadTest(claim, owner.instance)).sort(fromTop);

	// Also where somebody has deleted our application, which leaves its numbers with none.
	if (link.kind === 'none') return standOn(latest === undefined ? record?.former : latest.name.former);

	const known = claims.find(({ record: { app_id } }) => link.kind === 'application' && app_id === link.id);
	if (known !== undefined) return { current: known.record, claim: known.name, ...standOn(known.name.former) };

	const current = link.kind === 'application' ? await readApplication(client, link.id) : undefined;
	if (current === undefined) {
		throw new NumberRefused(
			`+${number} is answered by something that is not an XML application (a PHLO or a SIP trunk, for example), or by one that was deleted, and could not be given back as it was. In the Plivo console, open the number under Phone Numbers and give it an XML application, or leave this number out.`,
		);
	}
	// One that somebody has renamed.
	if (record?.applicationId === current.app_id) return { current, ...standOn(record.former) };
	// One of ours for another number, which somebody has put this number on.
	const claim = claimOf(current)?.name;
	if (claim !== undefined) return { current, claim, ...standOn(latest === undefined ? claim.former : latest.name.former) };
	return { current, ...standOn(current.app_id) };
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
	// Without a claim, somebody has put it on something else: then nobody has its messages by n8n.
	if (takeOver || current === undefined || claim === undefined) return;
	const others = claim.number === number ? stack : [{ record: current, name: claim }, ...stack];
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
