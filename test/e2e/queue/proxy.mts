import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { loopback } from '../../../playground/ports.mts';

export interface Proxy {
	/** The only address that Plivo and people know. */
	url: string;
	/** The ports of the processes that serve the production webhooks, in turn. */
	webhooks: number[];
	/** Which process got which production webhook call, oldest first. */
	calls: Array<{ path: string; port: number }>;
	close(): Promise<void>;
}

/**
 * Like the proxy that users put in front of n8n: production webhooks go to the webhook processes, in turn. Everything else, including
 * test webhooks, goes to the main process.
 *
 * @param port where it listens
 * @param main port of the main process
 */
export async function startProxy(port: number, main: number): Promise<Proxy> {
	const webhooks: number[] = [];
	const calls: Proxy['calls'] = [];
	let turn = 0;
	const targetOf = (path: string) => {
		if (!/^\/webhook(-waiting)?\//.test(path)) return main;
		const target = webhooks[turn++ % webhooks.length] ?? main;
		calls.push({ path, port: target });
		return target;
	};
	const server = createServer((incoming, outgoing) => forward(incoming, outgoing, targetOf(incoming.url ?? '/')));
	server.listen(port, loopback);
	await once(server, 'listening');
	const close = async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	};
	return { url: `http://${loopback}:${port}`, webhooks, calls, close };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
	const { method, url: path, headers, socket } = incoming;
	const forwarded = {
		'x-forwarded-for': socket.remoteAddress ?? '',
		'x-forwarded-proto': 'http',
		'x-forwarded-host': headers.host ?? '',
	};
	const onward = request({ host: loopback, port, method, path, headers: { ...headers, ...forwarded } }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	onward.on('error', () => {
		if (!outgoing.headersSent) outgoing.writeHead(502);
		outgoing.end();
	});
	outgoing.on('close', () => onward.destroy());
	incoming.pipe(onward);
}
