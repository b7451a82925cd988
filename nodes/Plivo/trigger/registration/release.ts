import type { PlivoClient } from '../../transport/request';
import { isOwn, ownerPrefix, parseApplicationName, type Owner } from './applicationName';
import {
	linkNumber,
	readApplication,
	readLink,
	readOwnApplications,
	removeApplication,
	type OwnApplication,
} from './plivoResources';
import { alone, forgetSource, sourceOf } from './process';
import { settle } from './settle';

/**
 * Gives the number of one of our applications back to what it had, and deletes the application. Where the number is on
 * something else by now, that is left alone.
 *
 * What the number had is, in this order: the application of the active workflow that it was taken from, if that is still
 * there; for a test, one that the node's active workflow has by now; the application that the name tells.
 *
 * A number that had no application: Plivo documents no way to unlink one, so our application is deleted and the number is
 * left with none. Not verified against live Plivo.
 *
 * @param takenFrom ID of the application of an active workflow
 * @returns a sentence on what is not as before, although all went well; undefined when there is nothing to say
 * @throws PlivoFault; what was done up to then stays done, and doing it again goes on from there
 */
export async function releaseApplication(
	client: PlivoClient,
	{ record, name }: OwnApplication,
	takenFrom?: string,
): Promise<string | undefined> {
	return await alone(client.account, name.number, async () => {
		const link = await readLink(client, name.number);
		let note: string | undefined;
		if (link?.kind === 'application' && link.id === record.app_id) {
			const target = await findTarget(client, { record, name }, takenFrom ?? sourceOf(record.app_id));
			if (target.id !== undefined) await linkNumber(client, name.number, target.id);
			note = target.note;
		}
		await removeApplication(client, record.app_id);
		forgetSource(record.app_id);
		return note;
	});
}

async function findTarget(
	client: PlivoClient,
	{ name }: OwnApplication,
	takenFrom: string | undefined,
): Promise<{ id?: string; note?: string }> {
	if (takenFrom !== undefined && (await readApplication(client, takenFrom)) !== undefined) return { id: takenFrom };
	if (name.kind === 't') {
		const active = (await readOwnApplications(client, ownerPrefix({ ...name, kind: 'p' }))).find(
			(other) => other.name.number === name.number,
		);
		if (active !== undefined) return { id: active.record.app_id };
	}
	if (name.former === undefined || (await readApplication(client, name.former)) !== undefined) return { id: name.former };
	return {
		note: `+${name.number} belongs on application ${name.former}, which has been deleted at Plivo; the number is left without an application.`,
	};
}

/** What was written down when a number was taken. */
export interface TakenNumber {
	applicationId: string;
	/** Application of an active workflow that the number was taken from. */
	takenFrom?: string;
}

export interface ReleaseResult {
	/** What could not be given back, each as a sentence. */
	failures: string[];
	/** What is not as before although nothing failed, each as a sentence. */
	notes: string[];
	/** The records that are still needed, by number. */
	left: { [number: string]: TakenNumber };
}

/**
 * Gives back all numbers of an owner: those whose applications are found at Plivo by their names, and those written down.
 *
 * @param records what was written down, by number; what is another owner's by now is left alone and forgotten
 * @param keep IDs of applications to leave as they are
 * @returns what could not be given back; never throws a PlivoFault
 */
export async function releaseAll(
	client: PlivoClient,
	owner: Owner,
	records: { [number: string]: TakenNumber },
	keep: ReadonlySet<string> = new Set(),
): Promise<ReleaseResult> {
	const result: ReleaseResult = { failures: [], notes: [], left: { ...records } };
	const listed = await settle(readOwnApplications(client, ownerPrefix(owner)));
	if ('fault' in listed) result.failures.push(`Plivo could not be asked which numbers are to be given back: ${listed.fault.message}`);

	const applications = new Map(('value' in listed ? listed.value : []).map((own) => [own.record.app_id, own]));
	for (const [number, { applicationId }] of Object.entries(records)) {
		if (applications.has(applicationId)) continue;
		const read = await settle(readApplication(client, applicationId));
		if ('fault' in read) {
			result.failures.push(`+${number} could not be given back: ${read.fault.message}`);
			continue;
		}
		const name = parseApplicationName(read.value?.app_name);
		// Not one of another owner: a workflow that was copied, or moved to another n8n, may have come with the records of the first.
		if (read.value !== undefined && name !== undefined && isOwn(name, owner)) applications.set(applicationId, { record: read.value, name });
		else delete result.left[number];
	}

	for (const [id, application] of applications) {
		if (keep.has(id)) continue;
		const { number } = application.name;
		const released = await settle(releaseApplication(client, application, records[number]?.takenFrom));
		if ('fault' in released) {
			result.failures.push(`+${number} could not be given back: ${released.fault.message}`);
			continue;
		}
		if (released.value !== undefined) result.notes.push(released.value);
		if (records[number]?.applicationId === id) delete result.left[number];
	}
	return result;
}
