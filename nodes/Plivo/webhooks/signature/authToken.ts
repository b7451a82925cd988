import type { IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../client/httpRequest';


/** How long a token is used without reading the credential again. A rotated token stays valid here for as long. */
export const KEEP_MS = 5_000;
/**
 * How often the credential is read again for requests that the token doesn't prove. A flood of forgeries must cost little.
 */
const REREAD_EVERY_MS = 1_000;

interface Reading {
	token: Promise<string>;
	at: number;
	/** When it was read because the previous token proved nothing. */
	rereadAt?: number;
}

const readings = new Map<string, Reading>();

/**
 * The Auth Token of the node's credential.
 *
 * n8n needs about 50 ms of CPU time to decrypt a credential, far more than the rest of a webhook call. At ten messages a
 * second, responses would come too late. So it is read once for all requests within a few seconds.
 *
 * @param hasFailed whether the token that this returned proved nothing, so that it may have been changed
 * @throws if the credential can't be read
 */
export async function authToken(context: IWebhookFunctions, hasFailed = false): Promise<string> {
	const node = context.getNode();
	const key = [context.getWorkflow().id, node.id, node.credentials?.[CREDENTIAL]?.id].join('/');
	const known = readings.get(key);
	const now = Date.now();
	// Also works after the clock was set back.
	const isWithin = (at: number | undefined, span: number) => at !== undefined && Math.abs(now - at) < span;
	if (known !== undefined && (hasFailed ? isWithin(known.rereadAt, REREAD_EVERY_MS) : isWithin(known.at, KEEP_MS))) return await known.token;

	for (const [other, { at }] of readings) if (now - at >= KEEP_MS) readings.delete(other);
	const token = readToken(context);
	readings.set(key, { token, at: now, rereadAt: hasFailed ? now : known?.rereadAt });
	// A failed read isn't shared with other requests.
	void token.catch(() => readings.delete(key));
	return await token;
}

async function readToken(context: IWebhookFunctions): Promise<string> {
	const credentials = await context.getCredentials(CREDENTIAL);
	return String(credentials.authToken ?? '').trim();
}
