import { UserError } from '../scripts/console.mjs';

export interface PlivoAccount {
	authId: string;
	authToken: string;
}

export interface Settings {
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
 * @param env the process's environment: N8N_PORT, SANDBOX_PORT, PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN
 * @param once headless: on free ports, always with the sandbox, separate from what the user has in the editor
 * @throws {UserError} an invalid port, or only one of the two credentials
 */
export function readSettings(env: Record<string, string | undefined>, once: boolean): Settings {
	if (once) return { n8nPort: undefined, sandboxPort: undefined, account: undefined, userFolder: 'e2e', fresh: true };
	return {
		n8nPort: readPort(env, 'N8N_PORT', 5678),
		sandboxPort: readPort(env, 'SANDBOX_PORT', 4010),
		account: readAccount(env),
		userFolder: 'user',
		fresh: false,
	};
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
