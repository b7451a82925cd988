import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signInTo } from '../../playground/givenChecks.mts';
import { claimPort } from '../../playground/ports.mts';

// What can be wrong with N8N_URL. What a real n8n says is in test/e2e/checks/7-given.spec.mts.

const account = { email: 'ann@example.com', password: 'a-password-that-must-not-be-shown', sandboxHost: '127.0.0.1', sandboxUrl: undefined };

/** @returns the message of what signing in throws, at a server that gives the same answer to everything */
async function problemAt(answer: string): Promise<{ message: string; url: string }> {
	const server = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	try {
		return { message: await problem(url), url };
	} finally {
		server.close();
	}
}

async function problem(url: string): Promise<string> {
	const error: unknown = await signInTo({ ...account, url }).catch((reason: unknown) => reason);
	const message = error instanceof Error ? error.message : '';
	expect(message).not.toContain(account.password);
	expect(message).not.toContain('\n');
	return message;
}

test('nothing answers: the message names the address and the reason', async () => {
	const url = `http://127.0.0.1:${await claimPort(undefined, 'N8N_URL')}`;
	expect(await problem(url)).toBe(`No n8n answers at N8N_URL, ${url} (ECONNREFUSED). Start it, or correct the address.`);
});

test.each(['<!doctype html><title>Another server</title>', '{"status":"ok"}', '{"data":null}', 'null', ''])('%j is not what n8n answers', async (answer) => {
	const { message, url } = await problemAt(answer);
	expect(message).toContain(`What answers at N8N_URL, ${url}, isn't n8n.`);
});

test('an n8n that nobody has set up yet', async () => {
	const { message } = await problemAt('{"data":{"userManagement":{"showSetupOnFirstLoad":true}}}');
	expect(message).toMatch(/has no owner yet\. Open it in a browser/);
});
