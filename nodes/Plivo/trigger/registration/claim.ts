import { NumberUnavailableError } from '../../errors/numberUnavailableError';
import { applicationName, isOwn, type ApplicationName } from './applicationName';
import { changesTo, settingsFor } from './applicationSettings';
import { nextOrder, stackOn } from './claimStack';
import { refuseHeld } from './heldNumber';
import { rememberLast, rememberName } from './inMemoryState';
import { readNumberState, type NumberState } from './numberState';
import {
	changeApplication,
	createApplication,
	linkNumber,
	readApplication,
	readClaims,
	type OwnApplication,
} from './plivoResources';
import type { RegistrationContext } from './registrationContext';
import { REGISTER_BY_HAND } from './registrationErrors';
import { takenBy, type TakenNumber } from './staticData';

/** What has to be undone if another number can't be claimed. */
export interface UndoStep {
	number: string;
	/** The application that the number was on. */
	before: string | undefined;
	/** The IDs of our applications that existed before. */
	claims: ReadonlySet<string>;
	/** What was created for the number, once known: Plivo's list may not include it yet. */
	made?: TakenNumber;
}

/**
 * Routes the messages of a number to the owner. If the owner has them already, repairs what has changed since.
 *
 * @param record what was stored when the number was claimed
 * @param onBegin called before anything is changed
 * @returns what to store
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
	await refuseOtherName(context, made, more.app_name);
	await linkNumber(client, number, made.applicationId);
	rememberLast(number, name);
	// Another n8n may have claimed the number at the same moment. Then neither of the two gets it, rather than both.
	if (!context.takeOver) refuseHeld(context, number, { claim: name, claims: [], stack: await readNewer(context, made, undo.claims) });
	return made;
}

/**
 * It isn't known how long a name may be at Plivo, and whether it cuts one that is too long. Without its whole name, an
 * application says neither what the number had before nor whose it is.
 *
 * @throws NumberUnavailableError if the application has another name than it was given; PlivoRequestError
 */
async function refuseOtherName({ client }: RegistrationContext, { number, applicationId }: TakenNumber, name: string): Promise<void> {
	const found = (await readApplication(client, applicationId))?.app_name ?? name;
	if (found === name) return;
	throw new NumberUnavailableError(
		`Plivo changed the name of the application for +${number} from ${name} to ${found}. This node needs the whole name to give the number back, so it didn't register it. ${REGISTER_BY_HAND}`,
	);
}

/** The claims that others have made since, besides one's own. @param before IDs of the applications that existed before */
async function readNewer({ client, owner }: RegistrationContext, { number, applicationId, former }: TakenNumber, before: ReadonlySet<string>): Promise<OwnApplication[]> {
	const stack = stackOn(former, await readClaims(client, number), owner.instance);
	return stack.filter(({ record: { app_id } }) => app_id !== applicationId && !before.has(app_id));
}

/**
 * The owner's own claim, if it is valid as it is. An active workflow keeps its position even below a claim that has taken
 * over, or below a test. A claim left behind from an earlier time doesn't.
 */
function findOwn({ owner, isContinued }: RegistrationContext, { stack }: NumberState): OwnApplication | undefined {
	const at = stack.findIndex(({ name }) => isOwn(name, owner));
	return at === 0 || isContinued ? stack[at] : undefined;
}
