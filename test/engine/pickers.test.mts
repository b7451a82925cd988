import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { additionalData, buildWorkflow, NODE_NAME } from './run.mts';
import { nodeTypes } from './package.mts';
import { against, sendParameters } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** What the editor does when the user opens the list, types into it, or scrolls. */
async function search(method: 'searchNumbers' | 'searchPowerpacks', filter?: string, token?: string): Promise<INodeListSearchResult> {
	const options = against(sandbox, { parameters: sendParameters() });
	const workflow = await buildWorkflow(options);
	const node = workflow.getNode(NODE_NAME);
	const find = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo').methods?.listSearch?.[method];
	if (node === null || find === undefined) throw new Error(`The node has no ${method}`);
	const context = new LoadOptionsContext(workflow, node, additionalData(options) as IWorkflowExecuteAdditionalData, 'parameters');
	return await find.call(context, filter, token);
}

const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

describe('picker of From', () => {
	it('offers the numbers that can send SMS, page by page', async () => {
		const first = await search('searchNumbers');
		const second = await search('searchNumbers', undefined, String(first.paginationToken));
		const all = [...names(first), ...names(second)];
		expect(first.results).toHaveLength(20);
		expect(first.results[0]).toEqual({ name: '+14151234567 (Support)', value: '14151234567' });
		expect(second.paginationToken).toBeUndefined();
		expect(new Set(all).size).toBe(all.length);
		expect(all.join()).not.toMatch(/voice only|MMS only/);
	});

	it.each(['+1 (646) 555', '1646555'])('finds numbers by their first digits: %s', async (filter) => {
		const found = await search('searchNumbers', filter);
		expect(found.results.length).toBeGreaterThan(0);
		expect(names(found).every((name) => name.startsWith('+1646555'))).toBe(true);
	});

	it('finds a number by its alias, also beyond the first page', async () => {
		expect(names(await search('searchNumbers', 'london'))).toEqual(['+447700900123 (London)']);
		const found = await search('searchNumbers', 'campaign 18');
		expect(names(found)).toEqual(['+16465550118 (Campaign 18)']);
	});

	it('says in Plivo\'s words why it has nothing to offer', async () => {
		sandbox.faults.add({ fault: { kind: 'status', status: 401, error: 'invalid auth token' } });
		await expect(search('searchNumbers')).rejects.toMatchObject({ message: expect.stringMatching(/^Plivo doesn't accept this Auth ID and Auth Token\. .*Open the credential and copy both again/), httpCode: '401' });
	});
});

describe('picker of Powerpack', () => {
	it('offers all by name, and finds them by a part of it', async () => {
		expect(names(await search('searchPowerpacks'))).toContain('Marketing');
		expect((await search('searchPowerpacks', 'notif')).results).toEqual([
			{ name: 'Notifications', value: '1d5f3dd8-b207-4738-b59f-3c2ac7d3461c' },
		]);
		expect(names(await search('searchPowerpacks', 'nothing of the kind'))).toEqual([]);
	});
});
