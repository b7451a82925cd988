import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { claimPort } from '../../playground/ports.mts';
import { startProxy, type Proxy } from '../e2e/queue/proxy.mts';

const servers: Server[] = [];
let proxy: Proxy;
let hooks: number[];

/** Answers with its name, and with what it was asked. @returns its port */
async function serve(name: string): Promise<number> {
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		response.writeHead(name === 'main' ? 200 : 201, { 'x-from': name });
		response.end(`${request.method} ${request.url} ${request.headers['x-forwarded-host']} ${request.headers.host} ${body}`);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	servers.push(server);
	return (server.address() as AddressInfo).port;
}

async function whoAnswers(path: string): Promise<string | null> {
	const response = await fetch(`${proxy.url}${path}`);
	await response.text();
	return response.headers.get('x-from');
}

beforeEach(async () => {
	const main = await serve('main');
	hooks = [await serve('hook 1'), await serve('hook 2')];
	proxy = await startProxy(await claimPort(undefined, 'the port of the proxy'), main);
	proxy.webhooks.push(...hooks);
});

afterEach(async () => {
	await proxy.close();
	for (const server of servers.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

it('gives production webhooks to the webhook processes in turn, and all else to the main process', async () => {
	const paths = ['/webhook/a', '/webhook-waiting/1/b?signature=c', '/webhook/a', '/webhook-test/a', '/', '/rest/login', '/webhooks/x'];
	const answers = [];
	for (const path of paths) answers.push(await whoAnswers(path));
	expect(answers).toEqual(['hook 1', 'hook 2', 'hook 1', 'main', 'main', 'main', 'main']);
	expect(proxy.calls.map(({ path, port }) => [path, hooks.indexOf(port)])).toEqual([
		['/webhook/a', 0],
		['/webhook-waiting/1/b?signature=c', 1],
		['/webhook/a', 0],
	]);
});

it('hands on method, body and status, and says whom the caller asked', async () => {
	const response = await fetch(`${proxy.url}/webhook/a?b=c`, { method: 'POST', body: 'x'.repeat(300_000) });
	const host = new URL(proxy.url).host;
	expect(response.status).toBe(201);
	expect(await response.text()).toBe(`POST /webhook/a?b=c ${host} ${host} ${'x'.repeat(300_000)}`);
});

it('answers 502 for a process that is not there', async () => {
	proxy.webhooks.splice(0, 2, await claimPort(undefined, 'none'));
	expect((await fetch(`${proxy.url}/webhook/a`, { method: 'POST', body: 'b' })).status).toBe(502);
});
