import { UserError } from '../scripts/console.mjs';
import { loopback } from './ports.mts';

export interface PlivoAccount {
	authId: string;
	authToken: string;
}

/** An n8n that runs already. It belongs to someone: it's neither started nor stopped, and only what was added to it is changed. */
export interface GivenN8n {
	/** Without a slash at the end. */
	url: string;
	email: string;
	password: string;
	/** The address that the sandbox listens on. */
	sandboxHost: string;
	/** Where that n8n reaches the sandbox, without a slash at the end. Undefined: at the address that it listens on. */
	sandboxUrl: string | undefined;
}

export interface Settings {
	/** The n8n to use instead of installing one. */
	given: GivenN8n | undefined;
	/** Undefined: any free port. */
	n8nPort: number | undefined;
	sandboxPort: number | undefined;
	/** The real account to use instead of the sandbox. */
	account: PlivoAccount | undefined;
	/** n8n's data, by folder name under the work folder. */
	userFolder: 'user' | 'e2e';
	/** Whether to delete what an earlier run left. */
	fresh: boolean;
}

/**
 * @param env the process's environment: N8N_PORT, SANDBOX_PORT, PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN, and for an n8n that runs already,
 *   N8N_URL, N8N_EMAIL, N8N_PASSWORD, SANDBOX_HOST, SANDBOX_URL
 * @param once headless: on free ports, always with the sandbox, separate from what the user has in the editor
 * @throws {UserError} an invalid port or address, only one of the two credentials, or an n8n without the account to sign in with
 */
export function readSettings(env: Record<string, string | undefined>, once: boolean): Settings {
	if (once) return { given: undefined, n8nPort: undefined, sandboxPort: undefined, account: undefined, userFolder: 'e2e', fresh: true };
	return {
		given: readGiven(env),
		n8nPort: readPort(env, 'N8N_PORT', 5678),
		sandboxPort: readPort(env, 'SANDBOX_PORT', 4010),
		account: readAccount(env),
		userFolder: 'user',
		fresh: false,
	};
}

function readGiven(env: Record<string, string | undefined>): GivenN8n | undefined {
	const url = readAddress(env, 'N8N_URL', 'http://localhost:5678');
	if (url === undefined) return undefined;
	const email = env.N8N_EMAIL?.trim();
	const password = env.N8N_PASSWORD;
	if (!email || !password) {
		throw new UserError(`N8N_URL is set but ${email ? 'N8N_PASSWORD' : 'N8N_EMAIL'} is not. Set N8N_EMAIL and N8N_PASSWORD to the account that you sign in to that n8n with.`);
	}
	const sandboxUrl = readAddress(env, 'SANDBOX_URL', 'http://host.docker.internal:4010');
	return { url, email, password, sandboxHost: env.SANDBOX_HOST?.trim() || loopback, sandboxUrl };
}

function readAddress(env: Record<string, string | undefined>, name: string, example: string): string | undefined {
	const text = env[name]?.trim();
	if (!text) return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	// Never repeats the address, because a password may be in it.
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
		throw new UserError(`${name} isn't the address of a server. Set it to one like ${example}.`);
	}
	return url.href.replace(/\/+$/, '');
}

function readPort(env: Record<string, string | undefined>, name: string, fallback: number): number {
	const text = env[name]?.trim();
	if (!text) return fallback;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new UserError(`${name} is "${text}", which isn't a valid port. Set it to a number from 1 to 65535, or don't set it.`);
}

function readAccount(env: Record<string, string | undefined>): PlivoAccount | undefined {
	const authId = env.PLIVO_AUTH_ID?.trim();
	const authToken = env.PLIVO_AUTH_TOKEN?.trim();
	if (authId && authToken) return { authId, authToken };
	if (!authId && !authToken) return undefined;
	const [set, missing] = authId ? ['PLIVO_AUTH_ID', 'PLIVO_AUTH_TOKEN'] : ['PLIVO_AUTH_TOKEN', 'PLIVO_AUTH_ID'];
	throw new UserError(`${set} is set but ${missing} is not. Set both to use real Plivo, or neither to use the sandbox.`);
}
