import { randomUUID } from 'node:crypto';
import { credentialType } from '../../playground/examples.mts';
import type { Workflow } from '../../playground/rest.mts';
import { contenderNode } from '../contenderNode.mts';
import { messagesCode } from '../messages.mts';
import type { PlivoEndpoint } from '../processes/protocol.mts';
import { orderOf, type Contender, type Scenario } from '../scenario.mts';

export const startName = 'Start';
export const contenderName = 'Contender';
const messagesName = 'Messages';

export interface CredentialReference {
	id: string;
	name: string;
}

/** @returns a workflow that makes the messages of the scenario, and sends them with one node */
export function benchWorkflow(
	contender: Contender,
	scenario: Scenario,
	plivo: PlivoEndpoint,
	credential: CredentialReference,
): Omit<Workflow, 'id' | 'name'> {
	const jsCode = `return ${messagesCode(orderOf(scenario))}.map((json) => ({ json }));`;
	const nodes = [
		{ name: startName, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: messagesName, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
		{ ...contenderNode(contender, scenario, plivo), name: contenderName, credentials: { [credentialType]: credential } },
	];
	return {
		nodes: nodes.map((node, index) => ({ ...node, id: randomUUID(), position: [index * 220, 0] })),
		connections: { [startName]: to(messagesName), [messagesName]: to(contenderName) },
		settings: { saveManualExecutions: true, executionOrder: 'v1' },
	};
}

function to(node: string): object {
	return { main: [[{ node, type: 'main', index: 0 }]] };
}
