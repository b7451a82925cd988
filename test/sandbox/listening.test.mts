import { request } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { certificate } from '../certificates.mts';
import { supportNumber, withSandbox } from './support.mts';

const form = new URLSearchParams({ src: supportNumber, dst: '14155550123', text: 'Hello' }).toString();
const formType = 'application/x-www-form-urlencoded';

function headersOf({ account: { authId, authToken } }: Sandbox, type: string): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`${authId}:${authToken}`).toString('base64')}`, 'content-type': type };
}

const sendsOf = ({ url, account }: Sandbox) => `${url}/v1/Account/${account.authId}/Message/`;

test('a sandbox with a certificate speaks HTTPS, and says so in its address', async () => {
	const authority = certificate({ name: 'Authority', ca: true });
	const { key, cert } = certificate({ name: 'api.plivo.com', issuer: authority });
	await withSandbox(startSandbox({ tls: { key, cert } }), async (sandbox) => {
		expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		const options = { method: 'POST', headers: headersOf(sandbox, 'application/json'), ca: authority.cert, servername: 'api.plivo.com' };
		const sent = request(sendsOf(sandbox), options).end(JSON.stringify(Object.fromEntries(new URLSearchParams(form))));
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		response.resume();
		expect(response.statusCode).toBe(202);
		expect(sandbox.accepted).toHaveLength(1);
	});
});

test.each([
	{ takeForms: false, status: 400, accepted: [] },
	{ takeForms: true, status: 202, accepted: [{ src: supportNumber, dst: '14155550123', text: 'Hello' }] },
])('a form is answered with $status when takeForms is $takeForms', async ({ takeForms, status, accepted }) => {
	await withSandbox(startSandbox({ takeForms }), async (sandbox) => {
		const response = await fetch(sendsOf(sandbox), { method: 'POST', headers: headersOf(sandbox, formType), body: form });
		expect(response.status).toBe(status);
		expect(sandbox.accepted.map(({ body }) => body)).toEqual(accepted);
	});
});

test('a sandbox that others reach at another address has that one in its links, and still tells where it listens', async () => {
	await withSandbox(startSandbox({ publicUrl: 'http://host.docker.internal:4010' }), async (sandbox) => {
		expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const upload = new FormData();
		upload.append('file', new Blob(['a'], { type: 'text/csv' }), 'a.csv');
		const { authorization = '' } = headersOf(sandbox, '');
		const response = await fetch(`${sandbox.url}/v1/Account/${sandbox.account.authId}/Media/`, { method: 'POST', headers: { authorization }, body: upload });
		const { objects } = (await response.json()) as { objects: Array<{ media_url: string }> };
		expect(objects.map(({ media_url }) => new URL(media_url).origin)).toEqual(['http://host.docker.internal:4010']);
	});
});
