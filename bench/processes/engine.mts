// One node in n8n's own engine; each process of this kind measures one run.
import { WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, Workflow, type INode, type INodeTypes } from 'n8n-workflow';
import { credentialType } from '../../playground/examples.mts';
import { nodeTypes } from '../../test/engine/package.mts';
import { additionalData } from '../../test/engine/run.mts';
import { httpRequest, httpRequestType, type ContenderNode } from '../contenderNode.mts';
import { messagesOf } from '../messages.mts';
import { answerQuestions } from './child.mts';
import { withMemory } from './memory.mts';
import type { EngineQuestion, EngineRun } from './protocol.mts';

const nodeName = 'Contender';

answerQuestions<EngineQuestion>(async ({ node, messages, plivo }): Promise<EngineRun> => {
	const workflow = await workflowOf(node);
	const items = messages === undefined ? [{ json: {} }] : messagesOf(messages).map((message) => ({ json: { ...message } }));
	const start = workflow.getNode(nodeName) as INode;
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [items] }, source: null }] },
	});
	const execute = new WorkflowExecute(additionalData({ parameters: {}, credentials: plivo }), 'manual', data);

	const { result, memory } = await withMemory(async () => {
		const startedAt = performance.now();
		const run = await execute.processRunExecutionData(workflow);
		return { run, ms: performance.now() - startedAt };
	});
	const { error, runData } = result.run.data.resultData;
	if (error !== undefined) throw new Error([error.message, error.description].filter(Boolean).join(': '));
	return { ms: result.ms, items: runData[nodeName]?.at(-1)?.data?.main?.[0]?.length ?? 0, memory };
});

async function workflowOf(node: ContenderNode): Promise<Workflow> {
	return new Workflow({
		id: 'bench',
		name: 'bench',
		active: false,
		nodes: [
			{
				...node,
				parameters: node.parameters as INode['parameters'],
				id: 'node-1',
				name: nodeName,
				position: [0, 0],
				credentials: { [credentialType]: { id: '1', name: 'Plivo' } },
			},
		],
		connections: {},
		nodeTypes: await withHttpRequest(),
		settings: { executionOrder: 'v1' },
	});
}

/** The package's node types, and n8n's HTTP Request node. */
async function withHttpRequest(): Promise<INodeTypes> {
	const own = await nodeTypes();
	const http = httpRequest();
	return {
		...own,
		getByName: (type) => (type === httpRequestType ? http : own.getByName(type)),
		getByNameAndVersion: (type, version) =>
			type === httpRequestType ? NodeHelpers.getVersionedNodeType(http, version) : own.getByNameAndVersion(type, version),
	};
}
