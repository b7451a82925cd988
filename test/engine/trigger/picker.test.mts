import { LoadOptionsContext } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData, INodePropertyOptions } from 'n8n-workflow';

import { powerpacks, rentedNumbers } from '../../../sandbox/fixtures.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { nodeTypes } from '../package.mts';
import { additionalData, buildWorkflow, NODE_NAME } from '../run.mts';
import { against } from '../sms.mts';
import { logged } from './logged.mts';
import { triggerParameters } from './triggerNode.mts';

const TYPE = 'n8n-nodes-plivo.plivoTrigger';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { listPerMinute: 1_000, requestsPer5Seconds: 100_000 } });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** What the editor does when the user opens the list. */
async function offered(account = sandbox.account): Promise<INodePropertyOptions[]> {
	const options = { ...against(sandbox, { parameters: triggerParameters(), settings: { type: TYPE } }), credentials: { ...account, baseUrl: sandbox.url } };
	const workflow = await buildWorkflow(options);
	const node = workflow.getNode(NODE_NAME);
	const load = (await nodeTypes()).getByNameAndVersion(TYPE, 1).methods?.loadOptions?.getInboundNumbers;
	if (node === null || load === undefined) throw new Error('The node has no picker of numbers');
	const context = new LoadOptionsContext(workflow, node, additionalData(options) as IWorkflowExecuteAdditionalData, 'parameters');
	return await load.call(context);
}

function remarks(numbers: INodePropertyOptions[]): Record<string, string> {
	return Object.fromEntries(numbers.flatMap(({ value, description }) => (description === undefined ? [] : [[value, description]])));
}

it('offers the numbers that take messages, of all pages, by what they are called', async () => {
	const numbers = await offered();
	const expected = rentedNumbers.filter(({ sms, mms }) => sms || mms).map(({ number }) => number);
	expect(expected.length).toBeGreaterThan(20);
	expect(numbers.map(({ value }) => value)).toEqual(expected);
	expect(numbers[0]).toEqual({ name: '+14151234567 (Support)', value: '14151234567', description: undefined });
	// without an alias its country
	expect(numbers).toContainEqual(expect.objectContaining({ name: '+16465550101 (United States)', value: '16465550101' }));
	expect(numbers.map(({ name }) => name).join()).not.toContain('voice only');
	// one that takes MMS alone
	expect(numbers).toContainEqual(expect.objectContaining({ name: '+12065550111 (Picture line (MMS only))' }));
});

it('says what speaks against a number', async () => {
	const campaigns = expect.stringMatching(/^In the Powerpack "Campaigns", which has its own application: .*remove it from the Powerpack/);
	expect(remarks(await offered())).toEqual({
		'12065550111': 'Assigned to a PHLO or a SIP trunk: give it an XML application in the Plivo console first',
		'16465550101': campaigns,
		'16465550102': campaigns,
	});
});

it('goes by how things stand', async () => {
	sandbox.link('12065550111', '13094892674577059');
	sandbox.link('16465550101', null);
	expect(Object.keys(remarks(await offered()))).toEqual(['16465550101', '16465550102']);
});

it('asks only for the pools whose application takes the messages, and all of their numbers', async () => {
	await offered();
	const pools = sandbox.requests.filter(({ path }) => path.includes('/NumberPool/'));
	expect(pools.map(({ path }) => path.split('/').at(-2))).toEqual(['Number', 'Tollfree']);

	const notifications = powerpacks.find(({ name }) => name === 'Notifications');
	if (notifications === undefined) throw new Error('There is no such Powerpack');
	const before = { ...notifications };
	Object.assign(notifications, { applicationId: '13094892674577059', numbers: rentedNumbers.map(({ number }) => number) });
	try {
		const found = remarks(await offered());
		expect(Object.keys(found).length).toBeGreaterThan(20);
		expect(found['14151234567']).toMatch(/^In the Powerpack "Notifications"/);
		expect(found['18005550199']).toMatch(/^In the Powerpack "Notifications"/);
		// the PHLO is what stands in the way first
		expect(found['12065550111']).toMatch(/PHLO/);
	} finally {
		Object.assign(notifications, before);
	}
});

it('offers a subaccount its own', async () => {
	expect((await offered(sandbox.subaccount)).map(({ value }) => value)).toEqual(['13125550142']);
});

it("says in Plivo's words why it has nothing to offer", async () => {
	// more than one, because requests of the case before may still be on their way
	sandbox.faults.add({ path: '/Number/', times: 9, fault: { kind: 'status', status: 401, error: 'invalid auth token' } });
	await expect(offered()).rejects.toMatchObject({ name: 'NodeApiError', message: expect.stringMatching(/^Plivo doesn't accept this Auth ID and Auth Token\. .*copy both again/), httpCode: '401' });
});

it.each(['/Powerpack/', '/NumberPool/'])('offers the numbers without a word on Powerpacks when these cannot be read: %s', async (path) => {
	const said = logged('warn');
	const numbers = await offered();
	expect(said()).toBe('');
	sandbox.faults.add({ path, times: 9, fault: { kind: 'status', status: 403, error: 'not allowed' } });
	const without = await offered();
	expect(without.map(({ name, value }) => [name, value])).toEqual(numbers.map(({ name, value }) => [name, value]));
	expect(Object.keys(remarks(without))).toEqual(['12065550111']);
	expect(said()).toMatch(/doesn't say which of them are in a Powerpack: could not ask Plivo \(not allowed\)\.$/);
});
