import assert from 'node:assert/strict';
import type { Workflow } from '../../../playground/rest.mts';
import { workflowNode } from '../checks/workflowNode.mts';
import type { Stage } from './stage.mts';

/** An example that another workflow calls, and that workflow: its button calls the example once for each item. */
export interface CalledExample {
	child: Workflow;
	parent: Workflow;
	/** Presses the button. @returns the ID of the execution of the parent */
	start(): Promise<string>;
}

const CALL = 'Call the Example';

/**
 * Sets up a sub-workflow and its caller as the notes of the examples say: the button and the node after it make place for a trigger
 * with that node's name, and the caller has Loop Over Items before Execute Sub-workflow, which is right in n8n 2 and in n8n 3.
 *
 * @param input the node after the button, whose fields the caller passes on instead
 * @param items what the caller passes on
 * @param wait whether the caller waits for the outcome of each call
 */
export async function callForEach({ client, workflow }: Stage, input: string, items: object[], wait: boolean): Promise<CalledExample> {
	const button = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const replaced = workflow.nodes.find(({ name }) => name === input);
	assert.ok(button && replaced);
	const connections = Object.fromEntries(Object.entries(workflow.connections).filter(([from]) => from !== button.name));
	const trigger = { type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.1, parameters: { inputSource: 'passthrough' } };
	const nodes = workflow.nodes.filter((node) => node !== button).map((node) => (node === replaced ? { ...node, ...trigger } : node));
	const settings = { saveManualExecutions: true };
	const child = await client.createWorkflow({ name: `${workflow.name} as sub-workflow`, nodes, connections, settings });
	await client.activate(child.id);

	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const parent = await client.createWorkflow({
		name: `${workflow.name} as parent`,
		nodes: [
			button,
			workflowNode('List', 'n8n-nodes-base.set', { typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }) } }),
			workflowNode('Split', 'n8n-nodes-base.splitOut', { parameters: { fieldToSplitOut: 'items', options: {} } }),
			workflowNode('Loop Over Items', 'n8n-nodes-base.splitInBatches', { typeVersion: 3, parameters: { options: {} } }),
			workflowNode(CALL, 'n8n-nodes-base.executeWorkflow', {
				typeVersion: 1.2,
				parameters: { workflowId: { __rl: true, mode: 'id', value: child.id }, mode: 'once', options: { waitForSubWorkflow: wait } },
			}),
			workflowNode('All Called', 'n8n-nodes-base.noOp'),
		],
		connections: {
			[button.name]: { main: [to('List')] },
			List: { main: [to('Split')] },
			Split: { main: [to('Loop Over Items')] },
			'Loop Over Items': { main: [to('All Called'), to(CALL)] },
			[CALL]: { main: [to('Loop Over Items')] },
		},
		settings,
	});
	return { child, parent, start: async () => await client.start(parent, button.name) };
}
