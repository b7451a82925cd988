import type { IDataObject } from 'n8n-workflow';

import type { Owner } from './applicationName';
import type { TakenNumber } from './release';

/**
 * What the node writes down in n8n's static data. A help and no more: an execution that ends later may write older data over
 * it. What counts stands at Plivo, in the names of our applications.
 */
export interface Written {
	/** Whether this is the data of an active workflow or of a test; n8n keeps the two apart, but doesn't say which it is. */
	kind?: Owner['kind'];
	/** The address that Plivo was given, character by character: signatures are made over it. */
	url?: string;
	/** The Plivo account that the numbers belong to, as an address. */
	account?: string;
	/** The Auth Tokens with which Plivo has proven itself by V3, as hashes: see V3Record. */
	signedByV3?: string;
	/** Numbers that were taken and not given back yet. */
	taken: { [number: string]: TakenNumber };
}

/** @param data n8n's static data of the node */
export function readWritten({ kind, url, account, signedByV3, taken }: IDataObject): Written {
	return {
		kind: kind === 'p' || kind === 't' ? kind : undefined,
		url: typeof url === 'string' ? url : undefined,
		account: typeof account === 'string' ? account : undefined,
		signedByV3: typeof signedByV3 === 'string' ? signedByV3 : undefined,
		taken: Object.fromEntries(
			Object.entries(isObject(taken) ? taken : {}).flatMap(([number, entry]) => {
				if (!isObject(entry) || typeof entry.applicationId !== 'string') return [];
				const { applicationId, takenFrom } = entry;
				return [[number, { applicationId, ...(typeof takenFrom === 'string' && { takenFrom }) }]];
			}),
		),
	};
}

/** @param data n8n's static data of the node, which notices that it is changed; what it holds besides stays */
export function writeDown(data: IDataObject, written: Partial<Written>): void {
	for (const [key, value] of Object.entries(written)) {
		if (value === undefined) delete data[key];
		else data[key] = structuredClone(value);
	}
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
