import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { raw, Receiver, sendOne, startOnManualClock, withSandbox } from './support.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startOnManualClock();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function control(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST', of = sandbox) {
	const response = await fetch(of.url + path, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

it('shows what was asked and accepted, and is no part of the record itself', async () => {
	await sendOne(sandbox, { url: 'http://127.0.0.1:9/' });
	await control('/sandbox/accepted');
	expect(await control('/sandbox/accepted')).toEqual({ status: 200, body: JSON.parse(JSON.stringify(sandbox.accepted)) });
	expect((await control('/sandbox/requests')).body).toMatchObject([{ method: 'POST', body: { text: 'Hello' } }]);
	expect((await control('/sandbox/callbacks')).body).toMatchObject([{ params: { Status: 'queued' } }]);
});

it('resets', async () => {
	const id = await sendOne(sandbox);
	expect((await control('/sandbox/reset', undefined, 'POST')).status).toBe(204);
	expect([sandbox.accepted, sandbox.requests]).toEqual([[], []]);
	expect((await raw(sandbox, 'GET', `/Message/${id}/`)).status).toBe(404);
});

it('sets faults, and refuses ones that do not exist', async () => {
	const rule = { method: 'GET', path: '/Number/', times: 2, fault: { kind: 'status', status: 503, retryAfter: 3 } };
	expect((await control('/sandbox/faults', rule)).status).toBe(204);
	const answers = [await raw(sandbox, 'GET', '/Number/'), await raw(sandbox, 'GET', '/Number/')];
	expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
		[503, '3'],
		[503, '3'],
	]);
	expect((await raw(sandbox, 'GET', '/Number/')).status).toBe(200);
	for (const fault of [{ kind: 'nope' }, { kind: 'status' }, { kind: 'slow', ms: '5' }, { kind: 'resetAfter', ms: 5 }]) {
		expect((await control('/sandbox/faults', { fault })).status).toBe(400);
	}
});

it('moves a manual clock, and leaves the real one alone', async () => {
	const id = await sendOne(sandbox);
	expect(await control('/sandbox/clock', { advanceMs: 1_200 })).toEqual({
		status: 200,
		body: { now: '2025-01-15T12:00:01.200Z' },
	});
	expect((await raw(sandbox, 'GET', `/Message/${id}/`)).body).toMatchObject({ message_state: 'delivered' });

	await withSandbox(startSandbox(), async (real) => {
		expect((await control('/sandbox/clock', { advanceMs: 1 }, 'POST', real)).status).toBe(409);
	});
});

describe('messages that come in', () => {
	const number = '14151234567';
	const from = '14157654321';

	it('are received, delivered again, and seen by what answers the number', async () => {
		const receiver = await Receiver.start();
		try {
			sandbox.editApplication('20468599130939380', { message_url: receiver.url });
			const media = [{ contentType: 'image/png', bytes: Buffer.from('png').toString('base64'), fileName: 'a.png' }];
			const params = { Extra: ['a', 'b'] };
			const answer = await control('/sandbox/messages', { from, to: number, text: 'Look', media, params });
			expect(answer).toEqual({ status: 201, body: { message_uuid: expect.any(String) } });
			const uuid = (answer.body as { message_uuid: string }).message_uuid;
			await control('/sandbox/clock', { advanceMs: 0 });
			expect(receiver.received).toMatchObject([{ params: { MessageUUID: uuid, Type: 'mms', Text: 'Look', Extra: 'b' } }]);
			expect(await (await fetch(String(receiver.received[0]?.params['Media0']))).text()).toBe('png');
			expect((await control(`/sandbox/messages/${uuid}/redeliver`, undefined, 'POST')).status).toBe(204);
			await control('/sandbox/clock', { advanceMs: 0 });
			expect(receiver.received).toHaveLength(2);

			expect((await control('/sandbox/whatsapp-webhook', { number, url: `${receiver.url}/w`, method: 'GET' })).status).toBe(204);
			const whatsapp = { from, to: number, type: 'whatsapp', button: { text: 'Yes' } };
			expect((await control('/sandbox/messages', whatsapp)).status).toBe(201);
			await control('/sandbox/clock', { advanceMs: 0 });
			expect(receiver.received[2]).toMatchObject({ method: 'GET', params: { ContentType: 'button' } });
			expect((await control('/sandbox/whatsapp-webhook', { number, url: null })).status).toBe(204);
			await control('/sandbox/messages', whatsapp);
			await control('/sandbox/clock', { advanceMs: 0 });
			expect(receiver.received).toHaveLength(3);
		} finally {
			await receiver.close();
		}
	});

	it.each([
		['/sandbox/messages', { to: number }, 'from'],
		['/sandbox/messages', { from, to: number, body: 'Hi' }, 'additional properties'],
		['/sandbox/messages', { from, to: number, text: 7 }, 'string'],
		['/sandbox/messages', { from, to: number, type: 'fax' }, 'allowed values'],
		['/sandbox/messages', { from, to: number, media: [{ contentType: 'image/png', bytes: 'no base64' }] }, 'pattern'],
		['/sandbox/messages', { from, to: number, params: { Extra: 7 } }, 'string'],
		['/sandbox/messages', { from, to: '14150000000' }, "isn't a number of this account"],
		['/sandbox/messages/nope/redeliver', {}, 'no webhook was called'],
		['/sandbox/whatsapp-webhook', { number }, 'url'],
		['/sandbox/whatsapp-webhook', { number, url: 'example.com' }, 'format'],
		['/sandbox/whatsapp-webhook', { number: '18005550199', url: 'https://example.com/' }, "isn't a WhatsApp number"],
	])('are refused by %s: %j', async (path, body, words) => {
		expect(await control(path, body)).toMatchObject({ status: 400, body: { error: expect.stringContaining(words) } });
	});
});

it('shows the snapshot', async () => {
	expect(await control('/sandbox/snapshot')).toEqual({ status: 200, body: sandbox.snapshot() });
});

it('tells whoever opens it what it is', async () => {
	const response = await fetch(`${sandbox.url}/sandbox/about`);
	const page = await response.text();
	expect(response.headers.get('content-type')).toContain('text/plain');
	const { authId, authToken } = sandbox.account;
	const parts = [sandbox.url, authId, authToken, '14151234567', '12025550101', sandbox.wabaId, 'order_update', '/Media/', 'Support_line'];
	for (const part of parts) {
		expect(page).toContain(part);
	}
});

describe('alone', () => {
	const root = resolve(process.cwd());

	function run(...args: string[]) {
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.mts', ...args], { cwd: root });
		let output = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		child.stderr.on('data', (chunk) => (output += String(chunk)));
		const exit = once(child, 'exit').then(([code]) => code as number | null);
		return { child, exit, output: () => output };
	}

	it('starts, says where it is, and stops on Ctrl-C', async () => {
		const { child, exit, output } = run('--port', '0');
		while (!output().includes('Ctrl-C')) await once(child.stdout, 'data');
		expect(output()).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
		expect(output()).toContain(sandbox.account.authToken);
		child.kill('SIGINT');
		expect(await exit).toBe(0);
	});

	it('takes the position of a switch, and says which ones there are instead of one that does not exist', async () => {
		const { child, exit, output } = run('--port', '0', '--variant', 'press-id=missing', '--variant', 'uuid-order=reversed');
		while (!output().includes('Ctrl-C')) await once(child.stdout, 'data');
		const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? [];
		expect(await (await fetch(`${url}/sandbox/variants`)).json()).toMatchObject({ 'press-id': 'missing', 'uuid-order': 'reversed', unlink: 'default' });
		child.kill('SIGINT');
		await exit;
		const wrong = run('--variant', 'press-id=gone');
		expect(await wrong.exit).toBe(1);
		expect(wrong.output()).toMatch(/^the switch press-id has no position "gone"\. Its positions are: sent, missing\nUsage: /);
	});

	it('says in one line that the port is in use', async () => {
		const { exit, output } = run('--port', new URL(sandbox.url).port);
		expect(await exit).toBe(1);
		expect(output().trim().split('\n')).toEqual([expect.stringMatching(/^Port \d+ is in use/)]);
	});
});
