import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow, type IDataObject, type INode, type INodeType, type INodeTypes, type IRunExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { loadPackage } from './package.mts';
import { additionalData, Execution, failure, output, runNode, type RunOptions } from './run.mts';
import { against, MAY_HAVE_BEEN_SENT, RETRY_ON_FAIL, sendParameters, SENDS, SENT_ALREADY } from './sms.mts';

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
async function openTool(settings: Partial<INode> = {}, options: IDataObject = {}): Promise<{ tool: Tool; data: IRunExecutionData }> {
	const plivo = (await loadPackage()).getNode('plivo').type as INodeType;
	const asTool = Object.create(plivo, {
		description: { value: { ...plivo.description, name: 'plivoTool', inputs: [], outputs: ['ai_tool'] } },
	}) as INodeType;
	const agent = {
		description: { inputs: ['main', { type: 'ai_tool' }], outputs: ['main'], properties: [], defaults: {} },
	} as unknown as INodeType;
	const find = (type: string) => (type === 'agent' ? agent : asTool);
	const nodeTypes: INodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };

	const parameters = sendParameters({ to: "={{ $fromAI('to') }}", text: "={{ $fromAI('text') }}", options });
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
	it('sends what the model asks for, and the same once only, however often it asks', async () => {
		const { tool } = await openTool();
		const first = await tool.invoke(ANN);
		expect(first).not.toContain('already_sent');
		for (const again of [await tool.invoke(ANN), await tool.invoke(ANN)]) {
			expect(JSON.parse(again)).toEqual([{ ...(JSON.parse(first) as IDataObject[])[0], already_sent: true, note: expect.stringContaining('Do not send it again') }]);
		}
		expect(await tool.invoke({ ...ANN, text: 'Hello' })).not.toContain('already_sent');
		expect(textsTaken()).toEqual(['Hi', 'Hello']);
	});

	it('sends the same once, when the model asks for it twice in one turn', async () => {
		const { tool } = await openTool();
		const [first, second] = await Promise.all([tool.invoke(ANN), tool.invoke(ANN)]);
		expect([first, second].map((said) => said?.includes('already_sent'))).toEqual([false, true]);
		expect(textsTaken()).toEqual(['Hi']);
	});

	it('sends the second of two calls in one turn, when Plivo refused the first', async () => {
		const { tool } = await openTool();
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'status', status: 400, error: 'no' } });
		const [first, second] = await Promise.allSettled([tool.invoke(ANN), tool.invoke(ANN)]);
		expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
		expect(textsTaken()).toEqual(['Hi']);
	});

	it('sends to those only who have not got it', async () => {
		const { tool } = await openTool();
		await tool.invoke(ANN);
		await tool.invoke({ ...ANN, to: '+1 (415) 555-0123, 14155550124' });
		expect(sandbox.accepted.map(({ body }) => body.dst)).toEqual(['14155550123', '14155550124']);
	});

	it('sends the same again with Allow Repeats, and even then nothing of which nobody knows', async () => {
		const { tool } = await openTool({}, { allowRepeats: true });
		await tool.invoke(ANN);
		expect(await tool.invoke(ANN)).not.toContain('already_sent');
		expect(textsTaken()).toEqual(['Hi', 'Hi']);
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'resetAfter' } });
		await expect(tool.invoke(ANN)).rejects.toThrow(MAY_HAVE_BEEN_SENT);
		await expect(tool.invoke(ANN)).rejects.toThrow(SENT_ALREADY);
		expect(textsTaken()).toHaveLength(3);
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
		await expect(tool.invoke(ANN)).rejects.toThrow(SENT_ALREADY);
		expect(await tool.invoke({ ...ANN, text: 'Hello' })).toContain('message_uuid');
		expect(textsTaken()).toEqual(['Hi', 'Hello']);
	});
});

describe('as the tool of an agent that has n8n run it', () => {
	/** The tool's call, with what n8n puts among its data. */
	const call = (id: string, changes: Partial<RunOptions> = {}): RunOptions =>
		against(sandbox, { parameters: sendParameters(), items: [{ ...ANN, toolCallId: id }], asTool: true, ...changes });

	/** The same call once more in the execution. */
	const callAgain = async (before: Awaited<ReturnType<typeof runNode>>, options: RunOptions) => {
		const { contextData } = before.data.executionData ?? {};
		const execution = await Execution.of(options, contextData);
		return await execution.finish();
	};

	it('knows the message by what is sent, not by what n8n puts among the data of the call', async () => {
		const first = await runNode(call('call_1'));
		const second = await callAgain(first, call('call_2'));
		expect(output(second)[0]?.json).toEqual({ ...output(first)[0]?.json, already_sent: true, note: expect.any(String) });
		expect(textsTaken()).toEqual(['Hi']);
	});

	it('sends nothing twice of which nobody knows, and says so in the line that the model is told', async () => {
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'statusAfter', status: 500 } });
		const first = await runNode(call('call_1'));
		expect(failure(first).message).toMatch(/^This message may have been sent\. Don't send it again\. /);
		const second = await callAgain(first, call('call_2'));
		expect(failure(second).message).toBe(SENT_ALREADY);
		expect(textsTaken()).toEqual(['Hi']);
	});

	it('sends another text, also where it comes by an expression that reads none of the data of the call', async () => {
		const saying = (text: string) => call('call', { items: [{ to: ANN.to }], parameters: sendParameters({ text: `={{ "${text}" }}` }) });
		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'resetAfter' } });
		const first = await runNode(saying('One'));
		const second = await callAgain(first, saying('Two'));
		expect(second.status).toBe('success');
		expect(textsTaken()).toEqual(['One', 'Two']);
	});

	it('sends the same again with Allow Repeats, which is offered there', async () => {
		const repeats = (id: string) => call(id, { parameters: sendParameters({ options: { allowRepeats: true } }) });
		const second = await callAgain(await runNode(repeats('call_1')), repeats('call_2'));
		expect(output(second)[0]?.json.already_sent).toBeUndefined();
		expect(textsTaken()).toEqual(['Hi', 'Hi']);
	});

	it.each([false, true])('tells of a number what is its own: no UUID of others, and that it was turned down (broadcast: %s)', async (broadcast) => {
		const INVALID = '14151111111';
		const to = (...numbers: string[]) =>
			call('call', { items: [{ ...ANN, to: numbers.join() }], parameters: sendParameters({ options: { broadcast } }) });
		const first = await runNode(to(ANN.to, INVALID, '14155550124'));
		const part = output(await callAgain(first, to('14155550124')))[0]?.json;
		expect(part).toMatchObject({ to: ['+14155550124'], already_sent: true });
		expect(part).not.toHaveProperty('message_uuid');
		expect(part).not.toHaveProperty('invalid_number');
		expect(failure(await callAgain(first, to(INVALID))).message).toBe(`Plivo rejected the phone number +${INVALID}`);
		expect(sandbox.accepted).toHaveLength(1);
	});

	it('has the UUID of what it sent now beside what it had sent before, and names who got nothing', async () => {
		const to = (...numbers: string[]) => call('call', { items: [{ ...ANN, to: numbers.join() }] });
		const [B, C] = ['14155550124', '14155550125'];
		const first = await runNode(to(ANN.to, B));
		const second = await callAgain(first, to(ANN.to, C));
		expect(output(second)[0]?.json.message_uuid).toEqual(sandbox.accepted[1]?.message_uuid);

		sandbox.faults.add({ method: 'POST', path: SENDS, fault: { kind: 'resetAfter' } });
		const unknown = await runNode(to(ANN.to));
		const partly = await callAgain(unknown, to(ANN.to, C));
		expect(failure(partly).message).toBe(`${SENT_ALREADY} to +${ANN.to}. It was not sent to +${C}`);
	});
});
