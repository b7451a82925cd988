import type { NumberLink } from '../../transport/numberLink';
import type { PlivoClient } from '../../transport/request';
import { applicationName, isOwn, isSameNode, parseApplicationName, type ApplicationName, type Owner } from './applicationName';
import {
	changeApplication,
	createApplication,
	linkNumber,
	readApplication,
	readLink,
	readOwnApplications,
	removeApplication,
	type Application,
	type OwnApplication,
} from './plivoResources';
import { isListening, rememberSource, workflowOf } from './process';
import { changesTo, settingsFor } from './settings';
import { NumberRefused } from './settle';

/** On whose behalf numbers are taken, and where their messages shall go. */
export interface Registrar {
	client: PlivoClient;
	owner: Owner;
	/** Where Plivo is to send messages. */
	url: string;
	/** Whether a number may be taken that another workflow has. */
	takeOver: boolean;
}

/** A number whose messages come to the owner. */
export interface Claim {
	number: string;
	/** The application of ours that the number is on. */
	applicationId: string;
	/** Application of an active workflow that the number was taken from. */
	takenFrom?: string;
	/** Application of a test that lost the number to this. */
	replacedTest?: OwnApplication;
}

/** A step that was taken or at least begun, and how to undo it. */
export interface Step {
	/** What is left when it can't be undone, as a part of a sentence. */
	left: string;
	undo: () => Promise<void>;
}

/** Where a number comes from: what to go back to, and whose voice settings to copy. */
interface Origin {
	/** ID of the last application that was none of ours. */
	former?: string;
	voice?: Application;
	takenFrom?: string;
	replacedTest?: OwnApplication;
}

/**
 * Brings the messages of a number to the owner; heals what has come apart since, when it has them already.
 *
 * @param own the owner's applications as they stand at Plivo
 * @param steps gets every step, before it is taken
 * @throws NumberRefused, PlivoFault
 */
export async function claimNumber(
	registrar: Registrar,
	number: string,
	own: OwnApplication[],
	steps: Step[],
): Promise<Claim> {
	const { client, owner } = registrar;
	const link = await readLink(client, number);
	const current = await readCurrent(client, number, link);
	const name = parseApplicationName(current?.app_name);
	const isMine = name !== undefined && isOwn(name, owner) && name.number === number;
	const origin = await findOrigin(registrar, number, current, name);

	const wantedName = applicationName(owner, number, origin.former);
	const existing = isMine ? current : own.find(({ record }) => record.app_name === wantedName)?.record;
	const settings = settingsFor(origin.voice, registrar.url);
	const applicationId = await prepareApplication(client, { ...settings, app_name: wantedName }, existing, steps);
	if (origin.takenFrom !== undefined) rememberSource(applicationId, origin.takenFrom);
	if (!isMine) await takeLink(client, number, current?.app_id, applicationId, steps);
	return { number, applicationId, takenFrom: origin.takenFrom, replacedTest: origin.replacedTest };
}

/** @throws NumberRefused where the number's link could not be restored later */
async function readCurrent(client: PlivoClient, number: string, link: NumberLink | undefined): Promise<Application | undefined> {
	if (link === undefined) {
		throw new NumberRefused(`+${number} is not a number of this Plivo account. Pick the number from the list again.`);
	}
	if (link.kind === 'none') return undefined;
	const current = link.kind === 'application' ? await readApplication(client, link.id) : undefined;
	if (current !== undefined) return current;
	throw new NumberRefused(
		`+${number} is answered by something that is not an XML application (a PHLO or a SIP trunk, for example), or by one that was deleted, and could not be given back as it was. In the Plivo console, open the number under Phone Numbers and give it an XML application, or leave this number out.`,
	);
}

async function findOrigin(
	{ client, owner, takeOver }: Registrar,
	number: string,
	current: Application | undefined,
	name: ApplicationName | undefined,
): Promise<Origin> {
	if (current === undefined) return {};
	if (name === undefined) return { former: current.app_id, voice: current };

	const isOurs = isSameNode(name, owner);
	// A test is short, and may have been left behind by an n8n that was stopped: an active workflow need not wait for it.
	const isTestOnly = name.kind === 't' && owner.kind === 'p';
	if (!isOurs && !isTestOnly && !takeOver) throw new NumberRefused(heldBy(number, name, current));

	const { former } = name;
	const voice = (former === undefined ? undefined : await readApplication(client, former)) ?? current;
	if (isTestOnly) return { former, voice, replacedTest: { record: current, name } };
	const isLent = name.kind === 'p' && !isOwn(name, owner);
	return { former, voice, takenFrom: isLent ? current.app_id : undefined };
}

function heldBy(number: string, name: ApplicationName, { app_name: application, message_url: url }: Application): string {
	const workflow = workflowOf(name);
	const who = workflow === undefined ? `another workflow or n8n (${url || 'no address'}, application ${application})` : `the workflow "${workflow}"`;
	const isTest = name.kind === 't';
	const wait = isTest && isListening(name) ? 'Wait until that test has ended' : 'Deactivate that workflow first';
	return `The messages of +${number} already go to ${isTest ? 'a test of ' : ''}${who}. ${wait}, or add the option Take Over to this node.`;
}

/** Makes the application, or brings one that exists up to date. @returns its ID */
async function prepareApplication(
	client: PlivoClient,
	settings: ReturnType<typeof settingsFor> & { app_name: string },
	existing: Application | undefined,
	steps: Step[],
): Promise<string> {
	if (existing !== undefined) {
		const changes = changesTo(existing, settings);
		if (Object.keys(changes).length > 0) await changeApplication(client, existing.app_id, changes);
		return existing.app_id;
	}
	const { app_name: name } = settings;
	steps.push({
		left: `the application ${name}`,
		undo: async () => {
			// By its name, because an answer that got lost held its ID.
			for (const { record } of await readOwnApplications(client, name)) {
				if (record.app_name === name) await removeApplication(client, record.app_id);
			}
		},
	});
	return await createApplication(client, { ...settings, default_number_app: false, default_endpoint_app: false });
}

async function takeLink(
	client: PlivoClient,
	number: string,
	before: string | undefined,
	applicationId: string,
	steps: Step[],
): Promise<void> {
	steps.push({
		left: `the link of +${number}, which belongs on ${before === undefined ? 'no application' : `application ${before}`}`,
		undo: async () => {
			const link = await readLink(client, number);
			const isOnOurs = link?.kind === 'application' && link.id === applicationId;
			// From no application to none there is no documented way, but deleting ours, which comes next.
			if (isOnOurs && before !== undefined) await linkNumber(client, number, before);
		},
	});
	await linkNumber(client, number, applicationId);
}
