import { createServer, type AddressInfo } from 'node:net';

import { failure, runNode } from './run.mts';
import { messages, sendParameters } from './sms.mts';

describe('through a proxy that hangs up before it has opened the way to Plivo', () => {
	const proxy = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end()));
	let connections = 0;
	beforeAll(async () => {
		proxy.on('connection', () => (connections += 1));
		await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
		process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		delete process.env.HTTPS_PROXY;
		proxy.close();
	});

	it('tries again, and does not say that the message may have been sent', async () => {
		const credentials = { authId: 'MAXXXXXXXXXXXXXXXXXX', authToken: 'token', baseUrl: 'https://plivo.example' };
		const run = await runNode({ parameters: sendParameters(), items: messages(1), credentials });
		expect(failure(run).message).toBe("The proxy between n8n and Plivo can't reach Plivo (no valid answer to CONNECT)");
		expect(connections).toBe(5);
	});
});
