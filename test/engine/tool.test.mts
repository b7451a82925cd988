import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow, type INode, type INodeType, type INodeTypes, type IRunExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { loadPackage } from './package.mts';
import { additionalData } from './run.mts';
import { against, MAY_HAVE_BEEN_SENT, RETRY_ON_FAIL, sendParameters, SENDS } from './sms.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

/** What n8n hands to an agent that runs its tools itself (before version 3), and to an MCP server. */
interface Tool {
	invoke(args: { to: string; text: string }): Promise<string>;
}

const ANN = { to: '14155550123', text: 'Hi' };

/** Plivo Messaging as the tool of an agent. n8n's server makes the node's description into that of a tool. */
async function openTool(settings: Partial<INode> = {}): Promise<{ tool: Tool; data: IRunExecutionData }> {
	const plivo = (await loadPackage()).getNode('plivo').type as INodeType;
	const asTool = Object.create(plivo, {
		description: { value: { ...plivo.description, name: 'plivoTool', inputs: [], outputs: ['ai_tool'] } },
	}) as INodeType;
	const agent = {
		description: { inputs: ['main', { type: 'ai_tool' }], outputs: ['main'], properties: [], defaults: {} },
	} as unknown as INodeType;
	const find = (type: string) => (type === 'agent' ? agent : asTool);
	const nodeTypes: INodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };

	const parameters = sendParameters({ to: "={{ $fromAI('to') }}", text: "={{ $fromAI('text') }}" });
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const workflow = new Workflow({
		id: 'test',
		name: 'test',
		active: false,
		nodes: [
			{ ...place, id: 'agent', name: 'Agent', type: 'agent', parameters: {} },
			{
				...place,
				id: 'tool',
				name: 'Plivo',
				type: 'n8n-nodes-plivo.plivoTool',
				parameters: parameters as INode['parameters'],
				credentials: { plivoMessagingApi: { id: '1', name: 'Plivo' } },
				...settings,
			},
		],
		connections: { Plivo: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const data = createRunExecutionData({});
	const node = workflow.getNode('Agent');
	if (node === null) throw new Error('The workflow lost its agent');
	const input = { main: [[{ json: {} }]] };
	const additional = additionalData(against(sandbox, { parameters }));
	const context = new ExecuteContext(
		workflow, node, additional, 'manual', data, 0, [{ json: {} }], input, { node, data: input, source: null }, [],
	);
	const [tool] = (await context.getInputConnectionData('ai_tool', 0)) as Tool[];
	if (tool === undefined) throw new Error('The agent has no tool');
	return { tool, data };
}

function textsTaken(): unknown[] {
	return sandbox.accepted.map(({ body }) => body.text);
}

describe('as the tool of an agent', () => {
	it('sends what the model asks for, as often as it asks, and keeps nothing', async () => {
		const { tool, data } = await openTool();
		expect(await tool.invoke(ANN)).toContain('message_uuid');
		expect(await tool.invoke(ANN)).toContain('message_uuid');
		expect(textsTaken()).toEqual(['Hi', 'Hi']);
		expect(data.executionData?.contextData['node:Plivo'] ?? {}).toEqual({});
	});

	it('sends nothing twice with Retry On Fail, which n8n counts as runs of their own there', async () => {
		const { tool } = await openTool(RETRY_ON_FAIL);
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'statusAfter', status: 500 } });
		await expect(tool.invoke(ANN)).rejects.toThrow(MAY_HAVE_BEEN_SENT);
		expect(textsTaken()).toEqual(['Hi']);
	});

	it('sends nothing twice when the model tries again, and another message all the same', async () => {
		const { tool } = await openTool();
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'resetAfter' } });
		await expect(tool.invoke(ANN)).rejects.toThrow(MAY_HAVE_BEEN_SENT);
		await expect(tool.invoke(ANN)).rejects.toThrow('This message may have been sent already');
		expect(await tool.invoke({ ...ANN, text: 'Hello' })).toContain('message_uuid');
		expect(textsTaken()).toEqual(['Hi', 'Hello']);
	});
});
