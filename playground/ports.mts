import { once } from 'node:events';
import { createServer } from 'node:net';
import { UserError } from '../scripts/console.mjs';

/** The address that everything here listens on, so that nothing can be reached from another machine. */
export const loopback = '127.0.0.1';

/**
 * @param wanted the port, or undefined for any free one
 * @param variable the environment variable that sets it, for the message
 * @returns a port that is free now
 * @throws {UserError} the wanted port is in use, or needs permissions that the user doesn't have
 */
export async function claimPort(wanted: number | undefined, variable: string): Promise<number> {
	const server = createServer();
	try {
		server.listen(wanted ?? 0, loopback);
		await once(server, 'listening');
	} catch (error) {
		throw portProblem(error, wanted, variable);
	}
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port');
	return address.port;
}

/** @returns what to tell the user if listening on a port failed; other errors are returned unchanged */
export function portProblem(error: unknown, port: number | undefined, variable: string): unknown {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	const remedy = `set ${variable} to another one (for example ${variable}=${(port ?? 0) + 1} npm start)`;
	if (code === 'EADDRINUSE') {
		return new UserError(`Port ${port} is in use. Stop the program that uses it (an earlier npm start?), or ${remedy}.`);
	}
	if (code === 'EACCES') return new UserError(`Port ${port} needs permissions you don't have: ${remedy}.`);
	return error;
}
