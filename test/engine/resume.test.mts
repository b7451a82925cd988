import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { until } from '../until.mts';
import { against, FROM, recipient } from './sms.mts';
import { logged } from './trigger/logged.mts';
import { call } from './trigger/plivoCalls.mts';
import { WaitingNode } from './waitingNode.mts';

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
async function wait(parameters: IDataObject): Promise<{ node: WaitingNode; address: string }> {
	const base = { resource: 'message', operation: 'sendAndWait', messageType: 'sms', sender: 'number', to: recipient(0) };
	const from = { __rl: true, mode: 'number', value: FROM };
	const node = await WaitingNode.start(against(sandbox, { parameters: { ...base, from, ...parameters } }));
	started.push(node);
	const { body } = sandbox.accepted[0] ?? {};
	const [address = ''] = /http\S+/.exec(String(body?.url ?? body?.text)) ?? [];
	return { node, address };
}

describe('a status', () => {
	const params = { MessageUUID: 'u1', From: FROM, To: recipient(0), Type: 'sms', Status: 'delivered' };

	it('that Plivo has signed ends the wait', async () => {
		const { node, address } = await wait({ waitFor: 'delivery', text: 'Hi' });
		const token = sandbox.account.authToken;
		expect(await call({ url: address, to: node.at(address), token, params })).toMatchObject({ status: 200, body: '' });
		expect(node.resumed).toMatchObject([{ delivered: true, state: 'delivered', message_uuid: 'u1' }]);
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
				...{ delivered: false, state: 'failed', error_code: '160' },
				error_meaning: expect.stringMatching(/^The DLT details\b/),
				error_remedy: expect.stringMatching(/\bDLT Entity ID\b/),
			},
		]);
	});

	it('that is forged is logged with the address, but without the signature of n8n that is in it', async () => {
		const { node, address } = await wait({ waitFor: 'delivery', text: 'Hi' });
		const warnings = logged('warn');
		expect((await call({ url: address, to: node.at(address), token: 'made-up', params })).status).toBe(403);
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
