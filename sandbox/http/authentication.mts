import type { FastifyRequest } from 'fastify';
import { mainAccount, subaccount, type SandboxAccount } from '../fixtures.mts';
import { PlivoError } from './errors.mts';

/**
 * The account whose credentials the request carries: HTTP Basic with auth id and auth token. The auth id in the path must
 * be the same. (Plivo's API overview.)
 *
 * Not known about live Plivo: the text of this error, and whether a main account may use its own credentials on the path
 * of a subaccount. Here, it may not.
 *
 * @throws PlivoError 401
 */
export function authenticate(request: FastifyRequest): SandboxAccount {
	const account = accountOf(request);
	const [, , , pathAuthId] = request.url.split(/[/?]/);
	if (account === undefined) throw new PlivoError(401, 'invalid auth token');
	if (account.authId === pathAuthId) return account;
	const isItsSubaccount = account === mainAccount && pathAuthId === subaccount.authId;
	throw new PlivoError(401, 'invalid auth token', isItsSubaccount ? 'sandbox' : 'plivo');
}

/** Whether the request carries the credentials of this account. */
export function hasCredentialsOf(request: FastifyRequest, authId: string): boolean {
	return accountOf(request)?.authId === authId;
}

function accountOf(request: FastifyRequest): SandboxAccount | undefined {
	const claimed = basicCredentials(request.headers.authorization);
	return [mainAccount, subaccount].find(({ authId, authToken }) => authId === claimed?.authId && authToken === claimed.authToken);
}

/** The auth id in a request's credentials, right or wrong; null if it has no Basic credentials. */
export function claimedAuthId(request: FastifyRequest): string | null {
	return basicCredentials(request.headers.authorization)?.authId ?? null;
}

function basicCredentials(header: string | undefined): { authId: string; authToken: string } | undefined {
	const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = decoded.indexOf(':');
	if (colon === -1) return undefined;
	return { authId: decoded.slice(0, colon), authToken: decoded.slice(colon + 1) };
}
