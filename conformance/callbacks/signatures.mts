import plivo from 'plivo';
import type { Call } from './server.mts';

/** The kinds of signature that Plivo's pages know: of the account that owns the number or message, and of its main account (Ma). */
export const FAMILIES = ['v3', 'ma-v3', 'v2', 'ma-v2'] as const;
export type Family = (typeof FAMILIES)[number];

export interface Signatures {
	present: Family[];
	/** Those that Plivo's official SDK accepts with the Auth Token of this account, for the address as it was called. */
	valid: Family[];
}

/** Which signatures a call has, and which of them are right. */
export function signaturesOf(call: Call, authToken: string): Signatures {
	const present = FAMILIES.filter((family) => header(call, family) !== '');
	return { present, valid: present.filter((family) => isValid(call, family, authToken)) };
}

/** The position of the switches about signatures; undefined if these signatures are none of them. */
export function positionOf({ present, valid }: Signatures): string | undefined {
	const has = (list: Family[], version: string) => list.some((family) => family === version || family === `ma-${version}`);
	if (valid.includes('v3')) return valid.includes('v2') ? 'v3-v2' : has(present, 'v2') ? undefined : 'v3';
	if (valid.includes('ma-v3')) return present.includes('v3') ? 'ma-v3' : undefined;
	return has(valid, 'v2') && !has(present, 'v3') ? 'v2' : undefined;
}

function isValid(call: Call, family: Family, authToken: string): boolean {
	const signature = header(call, family);
	try {
		if (family.endsWith('v2')) return Boolean(plivo.validateSignature(call.url, header(call, 'v2-nonce'), signature, authToken));
		// For a GET, all parameters are in the address already.
		const params = call.method === 'GET' ? {} : call.form;
		return Boolean(plivo.validateV3Signature(call.method, call.url, header(call, 'v3-nonce'), authToken, signature, params));
	} catch {
		return false;
	}
}

function header({ headers }: Call, name: string): string {
	return String(headers[`x-plivo-signature-${name}`] ?? '');
}
