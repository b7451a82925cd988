import type { PlivoClient } from '../../client/plivoClient';
import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { parseApplicationName, type ApplicationName } from './applicationName';
import { fromTop, isDeadTest, stackOn } from './claimStack';
import { lastOn, nameOf } from './inMemoryState';
import { claimOf, readApplication, readClaims, readLink, type Application, type OwnApplication } from './plivoResources';
import type { TakenNumber } from './staticData';

/** The state of a number at Plivo. */
export interface NumberState {
	/** The application that it is on. */
	current?: Application;
	/** The content of that application's name, if it is one of ours. */
	claim?: ApplicationName;
	/** All claims on the number. */
	claims: OwnApplication[];
	/** ID of the application at the bottom. */
	former?: string;
	/** The live claims above that, topmost first. */
	stack: OwnApplication[];
}

/**
 * Reads the state of a number. If somebody has renamed or deleted one of our applications, or cleared its address, the
 * static data and the memory of this process tell what it stood on.
 *
 * @param instance this n8n
 * @param record what the owner stored when it claimed the number
 * @throws NumberUnavailableError if the number's link could not be restored later; PlivoRequestError
 */
export async function readNumberState(client: PlivoClient, instance: string, number: string, record: TakenNumber | undefined): Promise<NumberState> {
	const link = await readLink(client, number);
	if (link === undefined) {
		throw new NumberUnavailableError(`+${number} isn't a number of this Plivo account. Pick the number from the list again.`);
	}
	const claims = await readClaims(client, number);
	const standOn = (bottom: string | undefined) => {
		const former = belowOurs(bottom, record);
		return { claims, former, stack: stackOn(former, claims, instance) };
	};
	if (link.kind === 'none') return standOn(formerOfUnlinked(number, claims, record, instance));

	const known = claims.find(({ record: { app_id } }) => link.kind === 'application' && app_id === link.id);
	if (known !== undefined) {
		// It may have been named while nothing was known about an earlier application of ours that somebody had deleted.
		const isLost = known.name.former === undefined && !claims.some(({ record: { app_id } }) => app_id === record?.applicationId);
		return { current: known.record, claim: known.name, ...standOn(isLost ? record?.former : known.name.former) };
	}
	const current = link.kind === 'application' ? await readApplication(client, link.id) : undefined;
	if (current === undefined) {
		throw new NumberUnavailableError(
			`+${number} is assigned to something that isn't an XML application (a PHLO or a SIP trunk, for example), or to an application that this credential can't read (one that was deleted, or one of the main account if the credential is a subaccount's), so it couldn't be restored. In the Plivo console, open the number under Phone Numbers and give it an XML application, or leave this number out.`,
		);
	}
	// Somebody has renamed it or cleared its address; or it belongs to another number, and this number was put on it.
	const claim = claimOf(current)?.name ?? (current.message_url ? nameOf(current.app_id) : undefined);
	if (claim !== undefined && claim.number !== number) return { current, claim, ...standOn(latest(claims, instance)?.name.former ?? claim.former) };
	if (claim !== undefined) return { current, claim, ...standOn(claim.former) };
	return { current, ...standOn((await followRetired(client, number, current)) ?? current.app_id) };
}

/** Our applications don't stand on each other in longer chains, unless somebody has named them by hand. */
const MAX_LOST = 10;

/**
 * If the bottom is one of our applications that had lost its name, the number doesn't belong on it, but on what it stood on.
 */
function belowOurs(bottom: string | undefined, record: TakenNumber | undefined): string | undefined {
	let former = bottom;
	for (let step = 0; step < MAX_LOST && former !== undefined; step++) {
		const name = nameOf(former);
		if (name === undefined) return former === record?.applicationId ? record.former : former;
		former = name.former;
	}
	return former;
}

/** Where an unlinked number belongs after somebody has deleted our application that it was on. */
function formerOfUnlinked(number: string, claims: OwnApplication[], record: TakenNumber | undefined, instance: string): string | undefined {
	const last = lastOn(number);
	if (last !== undefined) return last.former;
	if (record !== undefined && !claims.some(({ record: { app_id } }) => app_id === record.applicationId)) return record.former;
	return latest(claims, instance)?.name.former;
}

/**
 * For one of our applications that was kept only for its calls, or whose address was cleared: what it stood on, if that
 * still exists.
 */
async function followRetired(client: PlivoClient, number: string, { app_name: appName }: Application): Promise<string | undefined> {
	const name = parseApplicationName(appName);
	if (name?.number !== number || name.former === undefined) return undefined;
	return (await readApplication(client, name.former))?.app_id;
}

function latest(claims: OwnApplication[], instance: string): OwnApplication | undefined {
	return claims.filter((claim) => !isDeadTest(claim, instance)).sort(fromTop)[0];
}
