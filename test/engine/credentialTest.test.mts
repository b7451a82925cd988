import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { testCredential } from './credentialTester.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
const servers: Server[] = [];
afterAll(async () => {
	servers.forEach((server) => server.closeAllConnections());
	servers.forEach((server) => server.close());
	await sandbox.close();
});
beforeEach(() => sandbox.reset());

/** Before 2.36, n8n keeps no answer with an error, so that none of a test's rules applies: then it shows words of its own. */
const RULES_APPLY = process.env.N8N_TREE === undefined;

const account = { authId: 'MA0123456789ABCDEFGH', authToken: 'a-secret-token' };

/** A web server that remembers what it was asked. */
async function listen(answer: { status: number; location?: string }): Promise<{ url: string; asked: IncomingHttpHeaders[] }> {
	const asked: IncomingHttpHeaders[] = [];
	const server = createServer(({ headers }, response) => {
		asked.push(headers);
		response.writeHead(answer.status, { 'content-type': 'application/json', ...(answer.location && { location: answer.location }) });
		response.end(answer.status === 304 ? undefined : '{"objects":[]}');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("the credential's test", () => {
	it('passes with what Plivo knows', async () => {
		expect(await testCredential({ ...sandbox.account, baseUrl: sandbox.url })).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('refuses a wrong token in our words', async () => {
		const { status, message } = await testCredential({ ...sandbox.account, authToken: 'wrong', baseUrl: sandbox.url });
		expect(status).toBe('Error');
		if (RULES_APPLY) expect(message).toMatch(/^Plivo doesn't accept this Auth ID and Auth Token\./);
	});

	describe.each([300, 301, 302, 303, 307, 308])('at a Base URL that answers with %i', (status) => {
		it.each<[string, (other: string) => string]>([
			['another port', (other) => `${other}/v1/Account/x/Message/`],
			['another host', (other) => `${other.replace('127.0.0.1', 'localhost')}/`],
			['an address without a scheme', (other) => `${other.replace('http:', '')}/`],
			['an address with a user name', (other) => `${other.replace('//', '//someone:secret@')}/`],
		])('does not follow it to %s', async (_, location) => {
			const other = await listen({ status: 200 });
			const first = await listen({ status, location: location(other.url) });
			const result = await testCredential({ ...account, baseUrl: first.url });
			expect(result.status).toBe('Error');
			if (RULES_APPLY) expect(result.message).toMatch(/^The Base URL redirects .* Set "Base URL" to https:\/\/api\.plivo\.com\.$/);
			expect(first.asked).toHaveLength(1);
			expect(other.asked).toEqual([]);
		});
	});

	it.each([304, 305, 306, 399])('does not pass at a Base URL that answers with %i', async (status) => {
		const other = await listen({ status: 200 });
		const first = await listen({ status, location: other.url });
		expect(await testCredential({ ...account, baseUrl: first.url })).toMatchObject({ status: 'Error' });
		expect(other.asked).toEqual([]);
	});

	it.each<[string, (url: string) => string, RegExp]>([
		['a user name and password', (url) => url.replace('//', '//someone:hidden@'), /contains a user name or password\. .* in their own fields\.$/],
		['a user name', (url) => url.replace('//', '//hidden@'), /contains a user name or password/],
		['an empty user name', (url) => url.replace('//', '//@'), /contains a user name or password/],
		['a query', (url) => `${url}/?key=hidden`, /has a \? or # in it/],
		['a fragment', (url) => `${url}#hidden`, /has a \? or # in it/],
		['a blank', (url) => `${url}/a b`, /isn't a web address/],
		['a line break', (url) => url.replace('127', '1\n27'), /isn't a web address/],
		['a backslash', (url) => `${url}\\hidden`, /isn't a web address/],
	])('is not sent to a Base URL with %s', async (_, change, message) => {
		const server = await listen({ status: 200 });
		const result = await testCredential({ ...account, baseUrl: change(server.url) });
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		expect(result.message).not.toContain('hidden');
		expect(server.asked).toEqual([]);
	});

	it.each([
		...['javascript:alert(1)', 'file:///etc/passwd', 'api.plivo.com', '//api.plivo.com', 'ftp://api.plivo.com'].map((url) => [url, "doesn't begin with https://"]),
		['http://api.plivo.com', 'begins with http:// instead of https://'],
		['', 'is empty'],
	])('is not sent with the Base URL "%s", which %s', async (baseUrl, reason) => {
		const { status, message } = await testCredential({ ...account, baseUrl });
		expect([status, message]).toEqual(['Error', `The Base URL of the credential ${reason}. Open the Plivo Messaging API credential and set Base URL to https://api.plivo.com.`]);
	});
});
