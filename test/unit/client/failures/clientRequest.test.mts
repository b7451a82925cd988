import { createServer as createHttpServer, request as httpRequest, type ClientRequest } from 'node:http';
import { Agent, createServer as createHttpsServer, request as httpsRequest } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { neverLeft } from '../../../../nodes/Plivo/client/failures/clientRequest';
import { errorFromNetworkFailure } from '../../../../nodes/Plivo/client/failures/requestFailure';
import { certificate } from '../../../certificates.mts';

const tls = certificate();
const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
	sockets.forEach((socket) => socket.destroy());
	sockets.clear();
	servers.splice(0).forEach((server) => server.close());
});

async function listen<T extends Server>(server: T): Promise<number> {
	servers.push(server);
	server.on('connection', (socket: Socket) => sockets.add(socket));
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

const said = (request: unknown) => neverLeft(request as Record<string, unknown>);

/** Ends a request as n8n does when its time is up or the execution is stopped. */
async function ended(request: ClientRequest, when: Promise<unknown>): Promise<ClientRequest> {
	request.on('error', () => undefined);
	request.end('{"text":"Hi"}');
	await when;
	const closed = new Promise((resolve) => request.once('close', resolve));
	request.destroy();
	// Without a socket, Node has nothing to close.
	if (request.socket !== null) await closed;
	return request;
}

describe('a request that is ended', () => {
	it('before the handshake is over has not left', async () => {
		const server = createServer((socket) => socket.on('error', () => undefined));
		const hello = new Promise((resolve) => server.on('connection', (socket) => socket.once('data', resolve)));
		const request = httpsRequest({ port: await listen(server), host: '127.0.0.1', method: 'POST', agent: new Agent() });
		expect(said(await ended(request, hello))).toBe(true);
	});

	it('before it has a socket, as behind a proxy that is silent, has not left', async () => {
		const agent = new Agent();
		Object.assign(agent, { addRequest: () => undefined });
		const request = httpsRequest({ port: 1, host: '127.0.0.1', method: 'POST', agent });
		expect(said(await ended(request, Promise.resolve()))).toBe(true);
	});

	it.each([
		['a certificate that was accepted', { ca: tls.cert, servername: 'localhost' }],
		['certificates that are not checked', { rejectUnauthorized: false }],
	])('after the server has it, with %s, may have been taken', async (_, options) => {
		const server = createHttpsServer(tls);
		const asked = new Promise((resolve) => server.on('request', resolve));
		const request = httpsRequest({ port: await listen(server), host: '127.0.0.1', method: 'POST', agent: new Agent(), ...options });
		expect(said(await ended(request, asked))).toBe(false);
	});

	it('over plain HTTP may have been taken', async () => {
		const server = createHttpServer();
		const asked = new Promise((resolve) => server.on('request', resolve));
		const request = httpRequest({ port: await listen(server), host: '127.0.0.1', method: 'POST', agent: false });
		expect(said(await ended(request, asked))).toBe(false);
	});
});

describe('the same error', () => {
	const timeOut = { code: 'ECONNABORTED', message: 'timeout of 30000ms exceeded' };
	const stopped = { code: 'ERR_CANCELED', message: 'canceled' };
	const reset = { code: 'ECONNRESET', message: 'read ECONNRESET', cause: { code: 'ECONNRESET', syscall: 'read' } };
	const unfinished = { reusedSocket: false, protocol: 'https:', socket: { encrypted: true, authorized: false, authorizationError: null } };
	const open = { ...unfinished, socket: { encrypted: true, authorized: true, authorizationError: null } };

	it.each([
		[timeOut, 'timedOut', 'timedOut'],
		[stopped, 'cancelled', 'cancelled'],
		[reset, 'unreachable', 'connectionLost'],
	])('%j is told apart by it', (error, before, after) => {
		expect(errorFromNetworkFailure({ cause: { ...error, request: unfinished } })).toMatchObject({ outcome: 'notSent', kind: before });
		expect(errorFromNetworkFailure({ cause: { ...error, request: open } })).toMatchObject({ outcome: 'unknown', kind: after });
	});
});

it.each([
	['nothing', undefined],
	['the request of a library', { socket: null, protocol: 'https:' }],
	['a connection that was used before', { reusedSocket: true, socket: null, protocol: 'https:' }],
	['a certificate that is not checked', { reusedSocket: false, protocol: 'https:', socket: { encrypted: true, authorized: false, authorizationError: 'CERT_HAS_EXPIRED' } }],
	['a socket of which nothing is known', { reusedSocket: false, protocol: 'https:', socket: { encrypted: true } }],
	['plain HTTP', { reusedSocket: false, protocol: 'http:', socket: {} }],
])('says nothing of %s', (_, request) => {
	expect(said(request)).toBe(false);
});
