import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../client/wire/response';
import { isSameNode, type Owner } from './applicationName';
import type { OwnApplication } from './plivoResources';

/** A claimed number, with what is needed to restore it even if the application's name is lost at Plivo. */
export interface TakenNumber {
	/** Digits. */
	number: string;
	/** Our application that the number was put on. */
	applicationId: string;
	/** ID of the number's last application that isn't ours; undefined if it had none. */
	former: string | undefined;
}

/**
 * What the node stores in n8n's static data. It is only an aid: an execution that ends later may overwrite it with older
 * data. The authoritative record is at Plivo, in the names of our applications. What duplicates are recognized by is there too,
 * as `recentEvents`: RecentEvents alone (duplicates/) reads and writes it.
 */
export interface StaticData {
	/**
	 * Whose data this is: the active workflow's or a test's, which n8n separates without saying which one it is. Also of
	 * which node, because a copied workflow may come with the data of the original.
	 */
	owner?: Owner;
	/** The address that Plivo was given, character by character, because signatures are computed from it. */
	url?: string;
	/** The Auth Tokens that Plivo has used for V3 signatures, as hashes: see V3Record. */
	signedByV3?: string;
	/** The numbers that were claimed and not restored yet, by the Auth ID of their Plivo account. */
	taken: { [authId: string]: TakenNumber[] };
}

/** What is needed of a claim to restore the number. */
export function takenBy({ record, name }: OwnApplication): TakenNumber {
	return { number: name.number, applicationId: record.app_id, former: name.former };
}

/** @param data n8n's static data of the node */
export function readStaticData({ owner, url, signedByV3, taken }: IDataObject): StaticData {
	return {
		owner: readOwner(owner),
		url: typeof url === 'string' ? url : undefined,
		signedByV3: typeof signedByV3 === 'string' ? signedByV3 : undefined,
		taken: Object.fromEntries(
			Object.entries(isObject(taken) ? taken : {}).map(([authId, entries]) => [authId, [entries].flat().flatMap(readTaken)]),
		),
	};
}

/** The static data, if it belongs to this node. */
export function readOwnStaticData(data: IDataObject, node: Owner): StaticData {
	const written = readStaticData(data);
	return written.owner !== undefined && isSameNode(written.owner, node) ? written : { taken: {} };
}

/** The owner's static data; data of another owner is dropped. */
export function openStaticData(data: IDataObject, owner: Owner): StaticData {
	const written = readOwnStaticData(data, owner);
	if (written.owner?.kind === owner.kind) return written;
	saveStaticData(data, { owner, url: undefined, taken: {} });
	return { owner, taken: {} };
}

/**
 * The data to store after claims in one account have changed.
 *
 * @param gone IDs of applications that are gone, in any account: a subaccount's are also its main account's
 */
export function withTaken(
	taken: StaticData['taken'],
	authId: string,
	{ left, removed }: { left: TakenNumber[]; removed: ReadonlySet<string> },
): StaticData['taken'] {
	const others = Object.entries(taken).map(([account, entries]): [string, TakenNumber[]] => [
		account,
		entries.filter(({ applicationId }) => !removed.has(applicationId)),
	]);
	return Object.fromEntries(Object.entries({ ...Object.fromEntries(others), [authId]: left }).filter(([, entries]) => entries.length > 0));
}

/** @param data n8n's static data of the node, which detects changes; its other keys are kept */
export function saveStaticData(data: IDataObject, written: Partial<StaticData>): void {
	for (const [key, value] of Object.entries(written)) {
		if (value === undefined) delete data[key];
		else data[key] = structuredClone(value);
	}
}

function readOwner(value: unknown): Owner | undefined {
	if (!isObject(value)) return undefined;
	const { instance, node, kind } = value;
	if (typeof instance !== 'string' || typeof node !== 'string' || (kind !== 'p' && kind !== 't')) return undefined;
	return { instance, node, kind };
}

function readTaken(value: unknown): TakenNumber[] {
	if (!isObject(value)) return [];
	const { number, applicationId, former } = value;
	if (typeof number !== 'string' || typeof applicationId !== 'string') return [];
	return [{ number, applicationId, former: typeof former === 'string' ? former : undefined }];
}
