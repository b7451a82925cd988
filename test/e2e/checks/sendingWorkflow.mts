import { NUMBER } from '../../../playground/numbers.mts';
import type { EditorClient, Workflow } from '../../../playground/rest.mts';
import { sandboxCredentials, workflowNode } from './workflowNode.mts';

export interface Sending {
	name: string;
	/** How many items it sends, one SMS each. */
	messages: number;
	/** Parameters of the Send node, in addition to an SMS from NUMBER: at least to and text. */
	parameters: object;
	retryOnFail?: boolean;
	settings?: object;
}

/** @returns a workflow that sends messages when it's executed manually, with the nodes Start and Items to Send */
export async function sendingWorkflow(
	client: EditorClient,
	{ name, messages, parameters, retryOnFail, settings }: Sending,
): Promise<Omit<Workflow, 'id'>> {
	return {
		name,
		nodes: [
			workflowNode('Start', 'n8n-nodes-base.manualTrigger'),
			workflowNode('Items', 'n8n-nodes-base.code', {
				typeVersion: 2,
				parameters: { jsCode: `return Array.from({ length: ${messages} }, () => ({ json: {} }));` },
			}),
			workflowNode('Send', 'n8n-nodes-plivo.plivo', {
				parameters: {
					...{ resource: 'message', operation: 'send', messageType: 'sms', sender: 'number' },
					from: { __rl: true, mode: 'number', value: NUMBER },
					...parameters,
				},
				credentials: await sandboxCredentials(client),
				...(retryOnFail && { retryOnFail, maxTries: 2, waitBetweenTries: 100 }),
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
		},
		settings: { saveManualExecutions: true, ...settings },
	};
}
