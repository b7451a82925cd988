import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { runInThisContext } from 'node:vm';

import { certificate } from '../certificates.mts';
import { Execution, failure, runNode, type RunOptions } from './run.mts';
import { messages, RETRY_ON_FAIL, sendParameters } from './sms.mts';

/** How an error begins after which nobody knows whether Plivo took the message. */
const UNKNOWN = /^This message may have been sent/;

/**
 * Before 2.36, n8n keeps neither the request nor a proxy's answer with an error. What only these tell is unknown there; what
 * must hold on every n8n is that nothing is called not sent that was, and that nothing is sent twice.
 */
const TELLS_ALL = process.env.N8N_TREE === undefined;

/** Node reads from its own process whether to check certificates, and the one of a test is a copy. */
const { env } = runInThisContext('process') as NodeJS.Process;

const tls = certificate();
const servers: Server[] = [];
const sockets = new Set<Socket>();
/** How often a server in Plivo's place has been asked for anything. */
let asked = 0;
const forgetAsked = () => void (asked = 0);
afterEach(() => {
	delete process.env.HTTP_PROXY;
	delete env.NODE_TLS_REJECT_UNAUTHORIZED;
});
afterAll(() => {
	delete process.env.HTTPS_PROXY;
	sockets.forEach((socket) => socket.destroy());
	servers.forEach((server) => server.close());
});

async function listen(server: Server): Promise<number> {
	servers.push(server);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

type Behaviour = (socket: Socket) => void;

/** A server in Plivo's place of which no more than the connection is there. */
const raw = (behaviour: Behaviour) => async () => await listen(createServer(behaviour));

/** Does something as soon as the other side has said something. */
const onceAsked = (behaviour: Behaviour): Behaviour => (socket) => void socket.once('data', () => behaviour(socket));

/** A web server in Plivo's place, that does something with each request. */
const web = (behaviour: Behaviour, secure = true) => async () => {
	const handle = ({ socket }: { socket: Socket }) => {
		asked += 1;
		behaviour(socket);
	};
	return await listen(secure ? createHttpsServer(tls, handle) : createHttpServer(handle));
};

const answer = (status: string, body = '{}') => `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
const alert = (number: number) => Buffer.from([21, 3, 3, 0, 2, 2, number]);

interface Expected {
	/** What the user reads. */
	message: RegExp;
	says?: RegExp;
	/** Whether the node tries again by itself, five times in all. Where not, n8n has it run three times. */
	repeated?: boolean;
	/** Whether n8n has it run once only. */
	once?: boolean;
	/** How often Plivo is asked. */
	asked?: number;
	/** The older n8n tells this too. */
	always?: boolean;
}

async function send(baseUrl: string, settings: RunOptions['settings'] = RETRY_ON_FAIL) {
	const credentials = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token', baseUrl };
	return await runNode({ parameters: sendParameters(), items: messages(1), settings, credentials });
}

/** Holds what the user reads against what has reached Plivo. */
function check(run: Awaited<ReturnType<typeof send>>, { message, says = /Nothing was sent/, asked: expected = 0, always = false }: Expected): void {
	const error = failure(run);
	expect(asked).toBe(expected);
	if (expected > 0) expect(error.message).toMatch(UNKNOWN);
	if (!TELLS_ALL && !always) return;
	expect(error.message).toMatch(message);
	expect(error.description).toMatch(says);
}

const NOTHING_SENT = 'nothing has left, and nothing is said to be sent';

describe('on the way to Plivo', () => {
	const table: Array<[what: string, start: () => Promise<number>, expected: Expected]> = [
		['the name is not known', async () => 0, { repeated: true, message: /^No connection to Plivo \((ENOTFOUND|EAI_AGAIN)\)$/, always: true }],
		['nobody listens', async () => 1, { repeated: true, message: /^No connection to Plivo \(ECONNREFUSED\)$/, always: true }],
		['the connection is closed at once', raw((socket) => void socket.destroy()), { repeated: true, message: /^No connection to Plivo \(ECONNRESET\)$/, always: true }],
		['the connection is reset at once', raw((socket) => void socket.resetAndDestroy()), { repeated: true, message: /^No connection to Plivo \(ECONNRESET\)$/ }],
		['the connection is closed during the handshake', raw(onceAsked((socket) => socket.end())), { repeated: true, message: /^No connection to Plivo \(ECONNRESET\)$/, always: true }],
		['the connection is reset during the handshake', raw(onceAsked((socket) => void socket.resetAndDestroy())), { repeated: true, message: /^No connection to Plivo \(ECONNRESET\)$/ }],
		['the port speaks HTTP', web((socket) => socket.end(), false), { message: /^Whatever answers at the Base URL doesn't speak HTTPS \(wrong version number\)$/, says: /scheme or the port is wrong/, always: true }],
		['the port speaks something else', raw(onceAsked((socket) => void socket.end('garbage garbage garbage'))), { message: /doesn't speak HTTPS/, always: true }],
		['the server finds no cipher to share', raw(onceAsked((socket) => void socket.end(alert(40)))), { message: /^No secure connection to Plivo \(.*handshake failure\)$/, always: true }],
		['the server does not know the name', raw(onceAsked((socket) => void socket.end(alert(112)))), { message: /^No secure connection to Plivo \(.*unrecognized name\)$/, always: true }],
		['the server has a fault during the handshake', raw(onceAsked((socket) => void socket.end(alert(80)))), { message: /^No secure connection to Plivo \(.*internal error\)$/ }],
		['the server only has an old TLS', async () => await listen(createHttpsServer({ ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })), { message: /^No secure connection to Plivo \(/, always: true }],
		['the certificate is signed by nobody', web((socket) => socket.end()), { message: /^No secure connection to Plivo \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/, says: /doesn't trust the server's certificate/, always: true }],
	];

	/** All at the same time, as the node waits before it tries again. */
	const runs = new Map<string, ReturnType<typeof send>>();
	beforeAll(async () => {
		for (const [what, start, { repeated }] of table) {
			const port = await start();
			runs.set(what, send(port === 0 ? 'https://nowhere.invalid' : `https://127.0.0.1:${port}`, repeated ? {} : RETRY_ON_FAIL));
		}
	});

	it.each(table)(`%s: ${NOTHING_SENT}`, async (what, _, expected) => {
		const run = await runs.get(what);
		if (run !== undefined) check(run, expected);
		expect.hasAssertions();
	});

	it(`the execution is stopped during the handshake: ${NOTHING_SENT}`, async () => {
		let hello = () => {};
		const greeted = new Promise<void>((resolve) => (hello = resolve));
		const port = await listen(createServer(onceAsked(() => hello())));
		const credentials = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token', baseUrl: `https://127.0.0.1:${port}` };
		const settings = { onError: 'continueRegularOutput' } as const;
		const execution = await Execution.of({ parameters: sendParameters(), items: messages(1), settings, credentials });
		const running = execution.finish();
		await greeted;
		execution.cancel();
		const kept = JSON.stringify((await running).data.executionData?.contextData);
		if (TELLS_ALL) expect(kept).not.toContain('unknown');
	});
});

describe('once Plivo has the request', () => {
	beforeEach(forgetAsked);

	const table: Array<[what: string, behaviour: Behaviour]> = [
		['the connection is closed', (socket) => socket.end()],
		['the connection is lost', (socket) => void socket.destroy()],
		['something that is no HTTP comes back', (socket) => socket.end('garbage garbage')],
		['502 comes back', (socket) => void socket.end(answer('502 Bad Gateway', ''))],
		['503 comes back', (socket) => void socket.end(answer('503 Service Unavailable', ''))],
		['a success breaks off', (socket) => void socket.end(answer('202 Accepted').replace('Length: 2', 'Length: 200'))],
	];

	describe.each([
		['HTTPS', true],
		['HTTP', false],
	])('over %s', (_, secure) => {
		it.each(table)('%s: it may have been sent, and is not sent again', async (_what, behaviour) => {
			// In Plivo's place is a certificate that nobody has signed.
			env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
			const port = await web(behaviour, secure)();
			check(await send(`${secure ? 'https' : 'http'}://127.0.0.1:${port}`), { message: UNKNOWN, says: /Plivo may have sent/, asked: 1 });
		});
	});

	it('the server wants a certificate of the client after the handshake: it may have been sent, as far as the client can tell', async () => {
		env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
		const port = await listen(createHttpsServer({ ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' }));
		expect(failure(await send(`https://127.0.0.1:${port}`)).message).toMatch(UNKNOWN);
	});

	it('the answer is an error of Plivo: its words are shown, also by way of a tunnel', async () => {
		env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
		const port = await web((socket) => void socket.end(answer('403 Forbidden', '{"error":"geo-permission denied"}')))();
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await tunnel(port)}`;
		const error = failure(await send('https://plivo.example'));
		expect(error).toMatchObject({ message: 'Sending to this country is turned off for your Plivo account', httpCode: '403' });
		expect(error.description).toMatch(/Geo Permissions/);
	});
});

/** A proxy that opens the way to a port, whatever it is asked for. */
async function tunnel(port: number): Promise<number> {
	return await listen(
		createServer(
			onceAsked((socket) => {
				const server = connect(port, '127.0.0.1', () => {
					socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
					socket.pipe(server).pipe(socket);
				});
				sockets.add(server);
				server.on('error', () => socket.destroy()).on('close', () => socket.destroy());
			}),
		),
	);
}

describe('through a proxy that is asked for the way to Plivo', () => {
	const says = (text: string): Behaviour => (socket) => void socket.end(text);
	const page = (status: string) => says(`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<html>No.</html>`);
	const opens = (then: Behaviour): Behaviour => (socket) => {
		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		then(socket);
	};
	const forbids = /^The proxy between n8n and Plivo doesn't allow this connection \(HTTP \d+\)$/;
	const fails = /^The proxy between n8n and Plivo can't reach Plivo \(/;
	const tooLate = /^No connection to Plivo in time$/;
	const closed = /^No connection to Plivo \(ECONNRESET\)$/;

	const table: Array<[what: string, proxy: Behaviour, expected: Expected]> = [
		['407', page('407 Proxy Authentication Required'), { message: /requires a user name and password \(HTTP 407\)$/, says: /HTTPS_PROXY=http:\/\/user:password@/, always: true }],
		['403', page('403 Forbidden'), { message: forbids, says: /NO_PROXY/ }],
		['400', page('400 Bad Request'), { message: forbids }],
		['404', page('404 Not Found'), { message: forbids }],
		['302', page('302 Found\r\nLocation: http://login.example/'), { message: forbids }],
		['429', page('429 Too Many Requests'), { message: fails, repeated: true }],
		['500', page('500 Internal Server Error'), { message: fails, repeated: true }],
		['502', page('502 Bad Gateway'), { message: fails, repeated: true }],
		['503', page('503 Service Unavailable'), { message: fails, repeated: true }],
		['504', page('504 Gateway Timeout'), { message: fails, repeated: true }],
		['503 with a page that breaks off', says('HTTP/1.1 503 No\r\nContent-Length: 7000\r\n\r\n<html>'), { message: fails, repeated: true }],
		['garbage', says('garbage garbage'), { message: fails, repeated: true, always: true }],
		['garbage with a blank line', says('garbage garbage\r\n\r\n'), { message: /^No connection to Plivo \(HPE_INVALID_CONSTANT\)$/, repeated: true }],
		['garbage in place of a header', says('HTTP/1.1 200 OK\r\nnothing\r\n\r\n'), { message: fails, repeated: true, always: true }],
		['nothing, and hangs up', (socket) => socket.end(), { message: fails, repeated: true, always: true }],
		['nothing, and resets', (socket) => void socket.resetAndDestroy(), { message: closed, repeated: true }],
		['200, and closes', opens((socket) => socket.end()), { message: closed, repeated: true, always: true }],
		['200, and resets during the handshake', opens(onceAsked((socket) => void socket.resetAndDestroy())), { message: closed, repeated: true }],
		['nothing at all, until the time is up', () => undefined, { message: tooLate, says: /Nothing was sent.*firewall/, once: true }],
		['200, and is silent until the time is up', opens(() => undefined), { message: tooLate, says: /Nothing was sent.*firewall/, once: true }],
		['200, and then in plain text', opens(onceAsked((socket) => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))), { message: /doesn't speak HTTPS/, always: true }],
	];

	/** All at the same time, by way of one proxy that goes by the name it is asked for. */
	const runs = new Map<string, ReturnType<typeof send>>();
	const connections = new Map<string, number>();
	/** Beside them, as it takes as long: a server whose answer trickles in, so that no time-out of a silent line ever ends it. */
	let trickling: ReturnType<typeof send> | undefined;
	let tricklingAsked = 0;
	const hostOf = (what: string) => `${what.replace(/\W+/g, '-').toLowerCase()}.example`;
	beforeAll(async () => {
		forgetAsked();
		const byHost = new Map(table.map(([what, proxy]) => [hostOf(what), proxy]));
		const server = createServer((socket) => {
			socket.once('data', (data) => {
				const [, host = ''] = /^CONNECT ([^:]+):443 /.exec(data.toString()) ?? [];
				connections.set(host, (connections.get(host) ?? 0) + 1);
				byHost.get(host)?.(socket);
			});
		});
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await listen(server)}`;
		for (const [what, , { repeated, once: single }] of table) runs.set(what, send(`https://${hostOf(what)}`, repeated || single ? {} : RETRY_ON_FAIL));
		const trickler = createHttpServer((_, response) => {
			tricklingAsked += 1;
			response.writeHead(202, { 'Content-Type': 'application/json' });
			const drops = setInterval(() => response.write(' '), 1_000);
			response.on('close', () => clearInterval(drops));
		});
		trickling = send(`http://127.0.0.1:${await listen(trickler)}`);
		await Promise.all([...runs.values(), trickling]);
	}, 300_000);

	it.each(table)(`and that answers %s: ${NOTHING_SENT}`, async (what, _, expected) => {
		const run = await runs.get(what);
		if (run !== undefined) check(run, expected);
		expect.hasAssertions();
		if (TELLS_ALL || expected.always) expect(connections.get(hostOf(what))).toBe(expected.repeated ? 5 : expected.once ? 1 : 3);
	});

	it('(without a proxy) an answer that never comes to its end is not waited for, and the message is not sent again', async () => {
		const run = await trickling;
		expect(run && failure(run).message).toMatch(UNKNOWN);
		expect(tricklingAsked).toBe(1);
	});

	it(`and that is not there: ${NOTHING_SENT}`, async () => {
		process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
		check(await send('https://plivo.example', {}), { message: /^No connection to Plivo \(ECONNREFUSED\)$/, says: /HTTPS_PROXY/, always: true });
	}, 300_000);

	it(`and that speaks HTTP, but is set as HTTPS: ${NOTHING_SENT}`, async () => {
		process.env.HTTPS_PROXY = `https://127.0.0.1:${await listen(createHttpServer())}`;
		check(await send('https://plivo.example'), { message: /doesn't speak HTTPS/, says: /in most cases its address begins with http:/, always: true });
	});

	it(`and whose certificate is signed by nobody: ${NOTHING_SENT}`, async () => {
		process.env.HTTPS_PROXY = `https://127.0.0.1:${await listen(createHttpsServer(tls))}`;
		check(await send('https://plivo.example'), { message: /^No secure connection to Plivo \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/, always: true });
	});

	it('and the connection to Plivo is lost once it has the request: it may have been sent, and is not sent again', async () => {
		forgetAsked();
		env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await tunnel(await web((socket) => void socket.destroy())())}`;
		check(await send('https://plivo.example'), { message: UNKNOWN, says: /Plivo may have sent/, asked: 1 });
	});
});

describe('through a proxy for plain HTTP', () => {
	beforeEach(forgetAsked);

	it.each(['502 Bad Gateway', '503 Service Unavailable'])('that answers %s: Plivo may have taken it before', async (status) => {
		const proxy = await web((socket) => void socket.end(answer(status, '')), false)();
		process.env.HTTP_PROXY = `http://127.0.0.1:${proxy}`;
		check(await send('http://plivo.example'), { message: UNKNOWN, says: /Plivo may have sent/, asked: 1 });
	});

	it('that wants a login: nothing has reached Plivo', async () => {
		process.env.HTTP_PROXY = `http://127.0.0.1:${await web((socket) => void socket.end(answer('407 No', '')), false)()}`;
		expect(failure(await send('http://plivo.example')).message).toMatch(/requires a user name and password/);
		expect(asked).toBe(3);
	});
});
