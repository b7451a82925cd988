import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { signatureHeaders, signV2 } from '../../sandbox/signature.mts';
import { positionsOf } from '../../sandbox/variants.mts';
import { until } from '../until.mts';
import { Execution, failure, output, runNode } from './run.mts';
import { against, FROM, messages, recipient, sendParameters, SENDS } from './sms.mts';
import { call } from './trigger/plivoCalls.mts';
import { TriggerNode, triggerParameters } from './trigger/triggerNode.mts';
import { WaitingNode } from './waitingNode.mts';

let sandbox: Sandbox;
const open: Array<{ close(): unknown }> = [];
let count = 0;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	for (const one of open.splice(0)) await one.close();
	sandbox.reset();
});
afterAll(async () => await sandbox.close());

const ODD = 'Bestellung Nº 10&reference=42 #7 = 100 % + ✓ 😀';

async function trigger(): Promise<TriggerNode> {
	count += 1;
	const parameters = triggerParameters({ registration: 'manual', events: ['message', 'status'] });
	const node = await TriggerNode.start(sandbox, { parameters, workflowId: `reference-${count}`, nodeId: `reference-${count}` });
	open.push(node);
	await node.activate();
	return node;
}

const statuses = ({ executions }: TriggerNode) => executions.map(([item]) => item?.json);

function send(additionalFields: IDataObject, more: IDataObject = {}): IDataObject {
	return sendParameters({ additionalFields, ...more });
}

describe('the reference of Send', () => {
	const ways = positionsOf('status-query').flatMap((query) =>
		['v3-v2', 'v2'].flatMap((signature) => [['POST', 'as-asked'], ['GET', 'as-asked'], ['GET', 'always-post']].map((way) => [query, signature, ...way] as [string, string, string, string])),
	);

	// Without its query, a status still comes in; only the reference isn't known.
	it.each(ways)('comes back with every status, at the trigger, with status-query=%s and status-signature=%s (%s, callback-method=%s)', async (query, signature, method, by) => {
		Object.assign(sandbox.variants, { 'status-query': query, 'status-signature': signature, 'callback-method': by });
		const isKept = query === 'kept';
		const node = await trigger();
		const url = `${node.url()}?shop=1#here`;
		const [sent] = output(await runNode(against(sandbox, { parameters: send({ reference: ODD, url, method }), items: messages(1) })));
		expect(sent?.json).toMatchObject({ to: [recipient(0)], reference: ODD });
		await until(() => statuses(node).some((item) => item?.status === 'delivered'));
		for (const item of statuses(node)) {
			expect(item).toMatchObject({ event: 'status', messageUuid: (sent?.json.message_uuid as string[])[0], reference: isKept ? ODD : null });
			expect(item?.other).toEqual(isKept ? expect.objectContaining({ shop: '1' }) : expect.not.objectContaining({ shop: '1' }));
			expect(item?.other).not.toHaveProperty('reference');
		}
	});

	it('is null at the trigger if there was none', async () => {
		const node = await trigger();
		await runNode(against(sandbox, { parameters: send({ url: node.url() }), items: messages(1) }));
		await until(() => statuses(node).length > 0);
		expect(statuses(node)[0]).toMatchObject({ event: 'status', reference: null });
	});

	it('comes out without a callback too, each with its own item, and nothing of it goes to Plivo', async () => {
		const items = messages(2).map((item, i) => ({ ...item, order: 1042 + i }));
		const sent = output(await runNode(against(sandbox, { parameters: send({ reference: '={{ $json.order }}' }), items })));
		expect(sent.map(({ json }) => json.reference)).toEqual(['1042', '1043']);
		expect(JSON.stringify(sandbox.accepted.map(({ body }) => body))).not.toContain('104');
	});

	it('comes out of a validation', async () => {
		const [item] = output(await runNode(against(sandbox, { parameters: send({ reference: 'A-1' }, { options: { validateOnly: true } }), items: messages(1) })));
		expect(item?.json).toMatchObject({ reference: 'A-1', to: [recipient(0)] });
	});

	it.each([[{ url: 'https://example.com/status' }], [{}]])('keeps messages apart in a broadcast (%j)', async (callback) => {
		const references = ['A', 'B', 'A', undefined];
		const items = references.map((order, i) => ({ to: recipient(i), order }));
		const parameters = send({ reference: '={{ $json.order }}', ...callback }, { text: 'Hi', options: { broadcast: true } });
		const sent = output(await runNode(against(sandbox, { parameters, items })));
		expect(sandbox.accepted.map(({ body }) => body.dst)).toEqual([`${recipient(0)}<${recipient(2)}`, recipient(1), recipient(3)]);
		expect(sent.map(({ json }) => json.reference)).toEqual(references);
	});

	it('is that of the message that was sent, when a retry finds another value', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'slow', ms: 0 } });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const options = (reference: string) => against(sandbox, { parameters: send({ reference }, { options: { concurrency: 1 } }), items: messages(2) });
		const first = await runNode(options('before'));
		const second = await (await Execution.retryOf(first, options('after'))).finish();
		expect(output(second).map(({ json }) => json.reference)).toEqual(['before', 'after']);
	});

	it('is checked before anything is sent', async () => {
		const url = 'https://example.com/status?reference=1';
		const run = await runNode(against(sandbox, { parameters: send({ reference: 'A', url }), items: messages(1) }));
		expect(failure(run).message).toBe("'Status Callback URL' already has a parameter \"reference\", which the field 'Reference' would add");
		const long = await runNode(against(sandbox, { parameters: send({ reference: 'x'.repeat(201) }), items: messages(1) }));
		expect(failure(long).message).toBe("'Reference' is 201 characters long; the limit is 200");
		expect(sandbox.requests).toHaveLength(0);
	});
});

describe('a call with another reference than the signed one', () => {
	const params = { From: FROM, To: recipient(0), Type: 'sms', MessageUUID: 'm', Status: 'delivered' };

	it('is refused, and one in the body replaces nothing', async () => {
		const node = await trigger();
		const url = `${node.url()}?reference=A`;
		const { authToken: token } = sandbox.account;
		const headers = signatureHeaders({ method: 'POST', url, params }, { owner: token, main: token });
		const v3 = Object.fromEntries(Object.entries(headers).filter(([name]) => /V3/.test(name)));
		expect((await call({ url, to: `${node.url()}?reference=B`, headers: v3, params })).status).toBe(403);
		expect((await call({ url, to: node.url(), headers: v3, params })).status).toBe(403);
		expect(statuses(node)).toEqual([]);
		expect((await call({ url, token, params: { ...params, reference: 'B' } })).status).toBe(200);
		expect(statuses(node)).toMatchObject([{ reference: 'A', other: { reference: 'B' } }]);
	});

	it('is taken where only V2 is signed, which covers no query, but once only for each signature', async () => {
		const node = await trigger();
		const { authToken: token } = sandbox.account;
		const headers = { 'X-Plivo-Signature-V2': signV2(node.url(), '7', token), 'X-Plivo-Signature-V2-Nonce': '7' };
		expect((await call({ url: `${node.url()}?reference=A`, headers, params })).status).toBe(200);
		expect((await call({ url: `${node.url()}?reference=B`, headers, params })).status).toBe(403);
		expect(statuses(node)).toMatchObject([{ reference: 'A' }]);
	});
});

describe('the reference of Send and Wait', () => {
	/** @returns the waiting node, its address, and the UUID of its message */
	async function wait(parameters: IDataObject) {
		const base = { resource: 'message', operation: 'sendAndWait', messageType: 'sms', sender: 'number', to: recipient(0) };
		const from = { __rl: true, mode: 'number', value: FROM };
		const additionalFields = { reference: '={{ $json.order }}' };
		const options = against(sandbox, { parameters: { ...base, from, additionalFields, ...parameters }, items: [{ order: ODD }] });
		const node = await WaitingNode.start(options);
		open.push(node);
		const { body, message_uuid: uuids } = sandbox.accepted.at(-1) ?? {};
		const [address = ''] = /http\S+/.exec(String(body?.url ?? body?.text)) ?? [];
		return { node, address, uuid: uuids?.[0] ?? '' };
	}

	/** What n8n puts out when time is up. */
	const atTimeLimit = (node: WaitingNode) => node.run.data.executionData?.nodeExecutionStack[0]?.data.main?.[0]?.[0]?.json;

	it('comes out when the message was delivered, though no address has it', async () => {
		const { node, address, uuid } = await wait({ waitFor: 'delivery', text: 'On its way' });
		expect(address).not.toContain('reference');
		const params = { From: FROM, To: recipient(0), Type: 'sms', MessageUUID: uuid, Status: 'delivered' };
		expect((await call({ url: address, to: node.at(address), token: sandbox.account.authToken, params })).status).toBe(200);
		expect(node.resumed).toMatchObject([{ delivered: true, reference: ODD }]);
		expect(atTimeLimit(node)).toMatchObject({ timedOut: true, reference: ODD });
	});

	it('comes out when the person has answered, and when nobody has', async () => {
		const { node, address } = await wait({ message: 'May we ship?' });
		expect((await call({ url: address, to: node.at(address), params: { answer: '0' } })).status).toBe(200);
		expect(node.resumed).toMatchObject([{ data: { approved: true }, timedOut: false, reference: ODD }]);
		expect(atTimeLimit(node)).toMatchObject({ data: {}, timedOut: true, reference: ODD });
	});
});
