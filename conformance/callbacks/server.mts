import { randomUUID } from 'node:crypto';
import { fastify, type FastifyInstance } from 'fastify';
import { UserError } from '../../scripts/console.mjs';

/** A request that came in through the tunnel. */
export interface Call {
	method: string;
	/** As it was called: the public address, with its query. */
	url: string;
	path: string;
	/** What stands in the query. */
	query: Record<string, string>;
	/** What stands in the form of a POST. */
	form: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	time: number;
}

interface ServedFile {
	contentType: string;
	bytes: Buffer;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** What Plivo calls during a run: a server on this machine, which the person's tunnel leads to. */
export class CallbackServer {
	private readonly calls: Call[] = [];
	private readonly files = new Map<string, ServedFile>();
	private readonly health = `/health/${randomUUID()}`;

	private constructor(
		private readonly server: FastifyInstance,
		private readonly publicUrl: string,
	) {}

	/**
	 * Listens, and checks that the public address leads here.
	 *
	 * @throws UserError the port is in use, or the address leads elsewhere
	 */
	static async start(publicUrl: string, port: number): Promise<CallbackServer> {
		const app = fastify({ bodyLimit: MAX_BODY_BYTES, exposeHeadRoutes: false, forceCloseConnections: true });
		const server = new CallbackServer(app, publicUrl);
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
		app.all('/*', (request, reply) => {
			const { pathname } = new URL(request.url, publicUrl);
			if (pathname === server.health) return reply.send('here');
			server.note(request.method, request.url, request.headers, typeof request.body === 'string' ? request.body : '');
			const file = server.files.get(pathname);
			if (file !== undefined) return reply.header('content-length', file.bytes.length).type(file.contentType).send(request.method === 'HEAD' ? undefined : file.bytes);
			// An empty answer: no reply is sent to the message.
			return reply.code(200).send();
		});
		await app.listen({ host: '127.0.0.1', port }).catch((error: NodeJS.ErrnoException) => {
			throw new UserError(error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another one with --port, and lead your tunnel there.` : `The server for callbacks couldn't start: ${error.message}`);
		});
		try {
			await server.checkTunnel(port);
		} catch (error) {
			await server.close();
			throw error;
		}
		return server;
	}

	/** The public address of a path. */
	address(path: string): string {
		return this.publicUrl + path;
	}

	/** Serves a file. Requests for it are noted like calls. */
	serve(path: string, file: ServedFile): void {
		this.files.set(path, file);
	}

	/** The calls of a path so far, oldest first. */
	to(path: string): Call[] {
		return this.calls.filter((call) => call.path === path);
	}

	async close(): Promise<void> {
		await this.server.close();
	}

	private note(method: string, target: string, headers: Call['headers'], body: string): void {
		const { pathname, searchParams } = new URL(target, this.publicUrl);
		const form = Object.fromEntries(new URLSearchParams(body));
		this.calls.push({ method, url: this.publicUrl + target, path: pathname, query: Object.fromEntries(searchParams), form, headers, time: Date.now() });
	}

	private async checkTunnel(port: number): Promise<void> {
		const heard = await fetch(this.publicUrl + this.health, { signal: AbortSignal.timeout(15_000), redirect: 'manual' })
			.then((response) => response.text())
			.catch(() => '');
		if (heard !== 'here') throw new UserError(`--public-url doesn't lead to this program: lead your tunnel to http://127.0.0.1:${port}, and let it show no page of its own.`);
	}
}

/** What a callback says: the form of a POST, the query of a GET. */
export function paramsOf(call: Call): Record<string, string> {
	return call.method === 'GET' ? call.query : call.form;
}
