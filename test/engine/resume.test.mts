import { join } from 'node:path';
import fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { signatureHeaders, signV2 } from '../../sandbox/signature.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { until } from '../until.mts';
import { nodeContext } from './run.mts';
import { against, FROM, recipient } from './sms.mts';
import { logged } from './trigger/logged.mts';
import { call } from './trigger/plivoCalls.mts';
import { WaitingNode } from './waitingNode.mts';

// Of the built package, as n8n has loaded it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is of a file that is built
const { signedStatuses } = require(join(process.cwd(), 'dist/nodes/Plivo/sendAndWait/waiting.js')) as object as { signedStatuses: object };

/** As if Plivo had never signed a status with V3: from then on, one with V2 alone is refused. */
function forgetV3(): void {
	(Reflect.get(signedStatuses, 'keys') as Set<string>).clear();
}

let sandbox: Sandbox;
const started: WaitingNode[] = [];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
afterEach(() => {
	for (const node of started.splice(0)) node.close();
	sandbox.reset();
	jest.restoreAllMocks();
});

/** @returns the waiting node, and the address that it handed out */
async function wait(parameters: IDataObject, settings: Partial<INode> = {}): Promise<{ node: WaitingNode; address: string; uuid: string }> {
	const base = { resource: 'message', operation: 'sendAndWait', messageType: 'sms', sender: 'number', to: recipient(0) };
	const from = { __rl: true, mode: 'number', value: FROM };
	const node = await WaitingNode.start(against(sandbox, { parameters: { ...base, from, ...parameters }, settings }));
	started.push(node);
	const { body, message_uuid: uuids } = sandbox.accepted.at(-1) ?? {};
	const [address = ''] = /http\S+/.exec(String(body?.url ?? body?.text)) ?? [];
	return { node, address, uuid: uuids?.[0] ?? '' };
}

describe('a status', () => {
	const params = { From: FROM, To: recipient(0), Type: 'sms', Status: 'delivered' };
	const token = () => sandbox.account.authToken;

	it('that Plivo has signed ends the wait', async () => {
		const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'Hi' });
		expect(await call({ url: address, to: node.at(address), token: token(), params: { ...params, MessageUUID: uuid } })).toMatchObject({ status: 200, body: '' });
		expect(node.resumed).toMatchObject([{ delivered: true, status: 'delivered', message_uuid: uuid }]);
	});

	describe.each(positionsOf('status-query'))('that Plivo sends, with status-query=%s', (query) => {
		it.each(positionsOf('status-signature'))('and status-signature=%s', async (signature) => {
			Object.assign(sandbox.variants, { 'status-query': query, 'status-signature': signature });
			forgetV3();
			const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'Hi' });
			await until(() => sandbox.callbacks.some((one) => one.params['Status'] === 'delivered'));
			// Nobody listens at the address of an n8n that isn't there: what the sandbox called it with goes to the node.
			const calls = sandbox.callbacks.map(({ url, headers, params: sent }) => ({ url, headers, params: sent, to: node.at(url) }));
			const statuses: number[] = [];
			for (const one of calls) statuses.push((await call(one)).status);
			expect(calls.map(({ url }) => url === address)).toEqual(Array(3).fill(query === 'kept'));
			if (query === 'kept') {
				expect(statuses).toEqual([200, 200, 200]);
				expect(node.resumed).toMatchObject([{ delivered: true, status: 'delivered', message_uuid: uuid }]);
			} else {
				// n8n's own signature is in the query, so n8n lets none in. The wait ends at its limit, and says that it isn't known.
				expect(statuses).toEqual([401, 401, 401]);
				expect(node.resumed).toEqual([]);
				expect(node.run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0]?.[0]?.json).toMatchObject({ delivered: false, timed_out: true, status: 'unknown', message_uuid: uuid });
			}
			expect(sandbox.accepted).toHaveLength(1);
		});
	});

	it('about another message does not, however it is signed', async () => {
		const { node, address } = await wait({ waitFor: 'delivery', text: 'Hi' });
		for (const Status of ['delivered', 'failed']) {
			const other = { ...params, Status, MessageUUID: 'another', ParentMessageUUID: 'another' };
			expect((await call({ url: address, to: node.at(address), token: token(), params: other })).status).toBe(200);
		}
		expect(node.resumed).toEqual([]);
	});

	it('of one part does not, until all parts have arrived', async () => {
		const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'Hi' });
		const part = async (number: number, Status = 'delivered') =>
			await call({
				...{ url: address, to: node.at(address), token: token() },
				params: { ...params, Status, MessageUUID: `part-${number}`, ParentMessageUUID: uuid, PartInfo: `${number} of 2` },
			});
		expect((await part(1)).status).toBe(200);
		expect((await part(2, 'sent')).status).toBe(200);
		expect(node.resumed).toEqual([]);
		expect((await part(2)).status).toBe(200);
		expect(node.resumed).toMatchObject([{ delivered: true, message_uuid: uuid }]);
	});

	it('that was captured, and is sent again without V3 and as another one, is refused', async () => {
		const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'Hi' });
		const queued = { ...params, MessageUUID: uuid, Status: 'queued' };
		const captured = signatureHeaders({ method: 'POST', url: address, params: queued }, { owner: token(), main: token() });
		expect((await call({ url: address, to: node.at(address), headers: captured, params: queued })).status).toBe(200);
		const onlyV2 = Object.fromEntries(Object.entries(captured).filter(([name]) => /V2/.test(name)));
		const fresh = { 'X-Plivo-Signature-V2': signV2(address, '777', token()), 'X-Plivo-Signature-V2-Nonce': '777' };
		for (const headers of [onlyV2, captured, fresh]) {
			expect((await call({ url: address, to: node.at(address), headers, params: { ...queued, Status: 'delivered' } })).status).toBe(403);
		}
		expect(node.resumed).toEqual([]);

		// What n8n knew by then is kept with the next execution, for after a restart.
		const next = await wait({ waitFor: 'delivery', text: 'Hi' });
		expect(nodeContext(next.node.run)).toMatchObject({ waiting: { signedByV3: expect.stringMatching(/^[\w-]{12,}$/) } });
		expect(JSON.stringify(nodeContext(next.node.run))).not.toContain(token());
	});

	it('of an SMS to India whose DLT ID was mistyped says what 160 means, and what to do', async () => {
		const additionalFields = { dlt_entity_id: '170116391155367671O', dlt_template_id: '1707165121635805877' };
		const { node, address } = await wait({ waitFor: 'delivery', text: 'Hi', to: '+919876543210', additionalFields });
		const failed = () => sandbox.callbacks.find((one) => one.params['Status'] === 'failed');
		await until(() => failed() !== undefined);
		// Nobody listens at the address of an n8n that isn't there: what the sandbox called it with goes to the node
		await call({ url: address, to: node.at(address), token: sandbox.account.authToken, params: failed()?.params ?? {} });
		expect(node.resumed).toMatchObject([
			{
				...{ delivered: false, status: 'failed', error_code: '160' },
				error_meaning: expect.stringMatching(/^The DLT details\b/),
				error_remedy: expect.stringMatching(/\bDLT Entity ID\b/),
			},
		]);
	});

	it('that is forged is logged with the address, but without the signature of n8n that is in it', async () => {
		const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'Hi' });
		const warnings = logged('warn');
		expect((await call({ url: address, to: node.at(address), token: 'made-up', params: { ...params, MessageUUID: uuid } })).status).toBe(403);
		expect(node.resumed).toEqual([]);
		expect(warnings()).toContain('its signature is wrong for http://127.0.0.1:5678/webhook-waiting/1/node-1?run=0&signature=… (');
		expect(warnings()).not.toContain(new URL(address).searchParams.get('signature'));
	});
});

it.each(['approval', 'freeText'])('a request without a body shows the question again (%s)', async (responseType) => {
	const { node, address } = await wait({ message: 'May we ship?', responseType });
	const errors = logged('error');
	const answer = await call({ url: address, to: node.at(address), params: {} });
	expect(answer.status).toBe(422);
	expect(answer.body).toContain('May we ship?');
	expect(node.resumed).toEqual([]);
	expect(errors()).toBe('');
});

it.each(['approval', 'freeText'])('a form that is larger than any answer is not read (%s)', async (responseType) => {
	const { node, address } = await wait({ message: 'May we ship?', responseType });
	const large = await call({ url: address, to: node.at(address), params: { text: 'x'.repeat(70_000), answer: '0' } });
	expect(large.status).toBe(413);
	expect(large.body).not.toContain('xxx');
	expect(large.body.length).toBeLessThan(10_000);
	expect(node.resumed).toEqual([]);
});

it('the longest answer is not too large', async () => {
	const { node, address } = await wait({ message: 'May we ship?', responseType: 'freeText' });
	const text = '—'.repeat(4_000);
	expect((await call({ url: address, to: node.at(address), params: { text } })).status).toBe(200);
	expect(node.resumed).toMatchObject([{ data: { text } }]);
});

describe('a node whose name', () => {
	it.each([
		...['constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', '__lookupSetter__', 'isPrototypeOf'],
		...['isProxy', 'then', 'toJSON', 'length', 'name', 'first', 'item', 'context', 'getPrototypeOf', 'mainModule', 'caller', 'arguments', 'process'],
		...['a"b', "it's", 'a\\b', '{{ $json }}', '`${1}`', '$', 'node:x', '用户', 'waiting', ' '],
		// What n8n's check of expressions, or JavaScript's syntax, would stumble over
		...['Step 1.constructor', '. constructor', '.\nconstructor', '.constructor()', 'a.constructor.name', '.CONSTRUCTOR', '\u2028', 'a\u2029b', '}}', '//', '/*'],
		...['a.isEmpty()', '.__proto__', 'require("x")', 'line\nbreak', '\0', '\ud800', '🛑', '$("x")', '\\u007b', '${a}'],
	])('is %j is answered, and goes on', async (name) => {
		const { node, address } = await wait({ message: 'May we ship?' }, { name });
		expect((await call({ url: address, to: node.at(address), params: {}, method: 'GET' })).body).toContain('May we ship?');
		expect((await call({ url: address, to: node.at(address), params: { answer: '0' } })).status).toBe(200);
		const { status, data } = await node.resumeWith();
		expect(status).toBe('success');
		expect(data.resultData.runData[name]?.at(-1)?.data?.main?.[0]?.[0]?.json).toMatchObject({ data: { approved: true } });
	});

	it('is made of whatever n8n and JavaScript know is answered', async () => {
		const piece = fc.constantFrom('.', ' ', '\n', '(', ')', '{{', '}}', '"', '\\', '$', '=', '`', '\u2028', 'constructor', 'prototype', '__proto__', 'json', '💬', '\udc00');
		// In front, a letter: n8n can't keep a node whose whole name is __proto__.
		const names = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { minLength: 1, maxLength: 6 }).map((pieces) => `n${pieces.join('')}`);
		await fc.assert(
			fc.asyncProperty(names, async (name) => {
				const { node, address } = await wait({ message: 'May we ship?' }, { name });
				expect((await call({ url: address, to: node.at(address), params: {}, method: 'GET' })).body).toContain('May we ship?');
			}),
			{ numRuns: 40 },
		);
	});
});
