import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { type Sandbox, startSandbox } from '../../sandbox/server.mts';
import { withSandbox } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** A request with headers that fetch does not let one set. */
async function ask(path: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const asked = request(sandbox.url + path, { method, headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		});
		asked.on('error', reject).end();
	});
}

it('serves the page with a policy that lets nothing in from elsewhere', async () => {
	for (const path of ['/', '/main.mjs', '/style/theme.css']) {
		const { status, headers } = await fetch(sandbox.url + path);
		const policy = String(headers.get('content-security-policy'));
		expect([status, headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
		for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(rule);
		expect(policy).not.toMatch(/unsafe|https?:|\*/);
	}
	expect((await fetch(`${sandbox.url}/main.mjs`)).headers.get('content-type')).toContain('javascript');
});

it("leaves the paths that are no files to Plivo's API", async () => {
	expect((await fetch(`${sandbox.url}/nope.mjs`)).status).toBe(404);
	expect(await (await fetch(`${sandbox.url}/../../package.json`)).json()).toMatchObject({ error: 'not found' });
	expect((await fetch(`${sandbox.url}/%2e%2e/%2e%2e/phone/routes.mts`)).status).toBe(404);
});

it.each([
	['a page of another site', '/sandbox/reset', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 'POST', 403],
	['a form of another site', '/sandbox/reset', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'POST', 403],
	['a page on another port', '/sandbox/phone', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 'GET', 403],
	['a page of another site in an old browser', '/sandbox/reset', { origin: 'https://evil.example' }, 'POST', 403],
	['a page without a site in an old browser', '/sandbox/reset', { origin: 'null' }, 'POST', 403],
	["a stranger's name for this machine", '/sandbox/phone', { host: 'evil.example', 'sec-fetch-site': 'same-origin' }, 'GET', 403],
	["a stranger's name, of the page itself", '/', { host: 'evil.example' }, 'GET', 403],
	['a link', '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'GET', 200],
	['the page itself', '/sandbox/phone', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 'GET', 200],
	['the page itself, with its origin', '/sandbox/phone', { host: 'localhost:4010', origin: 'http://localhost:4010' }, 'GET', 200],
	['no browser', '/sandbox/phone', {}, 'GET', 200],
	['localhost', '/sandbox/phone', { host: 'localhost:4010' }, 'GET', 200],
])('%s is answered %s %j %s: %i', async (_, path, headers, method, status) => {
	expect(await ask(path, headers, method)).toBe(status);
});

const outside = Object.values(networkInterfaces())
	.flatMap((addresses) => addresses ?? [])
	.find(({ internal, family }) => !internal && family === 'IPv4')?.address;

(outside === undefined ? it.skip : it)('shows nothing to other machines', async () => {
	await withSandbox(startSandbox({ host: '0.0.0.0' }), async (open) => {
		const { port } = new URL(open.url);
		for (const path of ['/', '/sandbox/phone', '/sandbox/events', '/sandbox/about']) {
			// From an address that is not of the loopback, though under a name that is.
			const status = await new Promise((resolve, reject) => {
				request({ host: outside, port, path, headers: { host: '127.0.0.1' } }, (response) => resolve(response.resume().statusCode))
					.on('error', reject)
					.end();
			});
			expect([path, status]).toEqual([path, 403]);
		}
	});
});
