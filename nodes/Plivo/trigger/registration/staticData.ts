import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../client/wire/response';
import { isSameNode, type Owner } from './applicationName';
import type { OwnApplication } from './plivoResources';

/** A number that was taken: what is needed to give it back also where Plivo has lost the application's name. */
export interface TakenNumber {
	/** Digits. */
	number: string;
	/** The application of ours that the number was put on. */
	applicationId: string;
	/** ID of the last application of the number that was none of ours; undefined when it had none. */
	former: string | undefined;
}

/**
 * What the node writes down in n8n's static data. A help and no more: an execution that ends later may write older data over
 * it. What counts stands at Plivo, in the names of our applications.
 */
export interface StaticData {
	/**
	 * Whose data this is: of the active workflow or of a test, which n8n keeps apart without saying which it is, and of which
	 * node, because the copy of a workflow may come with the data of the first.
	 */
	owner?: Owner;
	/** The address that Plivo was given, character by character: signatures are made over it. */
	url?: string;
	/** The Auth Tokens with which Plivo has proven itself by V3, as hashes: see V3Record. */
	signedByV3?: string;
	/** The numbers that were taken and not given back yet, by the Auth ID of the Plivo account that they belong to. */
	taken: { [authId: string]: TakenNumber[] };
}

/** What there is to know of a claim to give the number back. */
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

/** What is written down, if it is this node's own. */
export function readOwnStaticData(data: IDataObject, node: Owner): StaticData {
	const written = readStaticData(data);
	return written.owner !== undefined && isSameNode(written.owner, node) ? written : { taken: {} };
}

/** What the owner has written down; what was written down by another is dropped. */
export function openStaticData(data: IDataObject, owner: Owner): StaticData {
	const written = readOwnStaticData(data, owner);
	if (written.owner?.kind === owner.kind) return written;
	saveStaticData(data, { owner, url: undefined, taken: {} });
	return { owner, taken: {} };
}

/**
 * What is to be written down when what was taken in one account has changed.
 *
 * @param gone IDs of applications that are gone, in whichever account they were: a subaccount's are its main account's too
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

/** @param data n8n's static data of the node, which notices that it is changed; what it holds besides stays */
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
