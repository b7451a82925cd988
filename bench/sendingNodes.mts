import { workflowNode } from '../test/e2e/checks/workflowNode.mts';
import { credentialType } from '../playground/examples.mts';
import type { WorkflowNode } from '../playground/rest.mts';
import { mainAccount, rentedNumbers } from '../sandbox/fixtures.mts';

/** Our node, n8n's HTTP Request, n8n's own Plivo node, and n8n's Edit Fields, which sends nothing. */
export const senders = ['Plivo Messaging', 'HTTP Request', 'built-in Plivo', 'Edit Fields'] as const;
export type Sender = (typeof senders)[number];

const from = rentedNumbers[0]?.number ?? '';
const to = '={{ $json.to }}';
const text = '={{ $json.text }}';
const assignments = Object.entries({ to, text }).map(([name, value]) => ({ id: name, name, value, type: 'string' }));
const body = Object.entries({ src: from, dst: to, type: 'sms', text }).map(([name, value]) => ({ name, value }));

// As the editor makes them, all fields that aren't named left as they are. The versions are those of the pinned n8n.
const nodes: Record<Sender, { type: string; typeVersion: number; parameters: Record<string, unknown> }> = {
	'Plivo Messaging': {
		type: 'n8n-nodes-plivo.plivo',
		typeVersion: 1,
		parameters: { resource: 'message', operation: 'send', messageType: 'sms', sender: 'number', from: { __rl: true, mode: 'list', value: from }, to, text, options: {} },
	},
	'built-in Plivo': { type: 'n8n-nodes-base.plivo', typeVersion: 1, parameters: { from, to, message: text } },
	'Edit Fields': { type: 'n8n-nodes-base.set', typeVersion: 3.5, parameters: { assignments: { assignments }, options: {} } },
	'HTTP Request': {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		parameters: {
			method: 'POST',
			url: `https://api.plivo.com/v1/Account/${mainAccount.authId}/Message/`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credentialType,
			sendBody: true,
			bodyParameters: { parameters: body },
			options: { batching: { batch: { batchSize: 50, batchInterval: 1_000 } } },
		},
	},
};

/**
 * @param first no two messages that are sent at the same time have the same number, which makes their recipient and text
 * @param options of our node
 * @returns `Start`, a node that makes so many messages, and `Send`, which sends them
 */
export function sendingNodes(sender: Sender, first: number, count: number, options: object, credentials: WorkflowNode['credentials']): WorkflowNode[] {
	// From here on ten thousand are numbers that can exist.
	const item = "({ json: { to: String(14155550000 + n), text: 'Message ' + n } })";
	const jsCode = `return Array.from({ length: ${count} }, (_, i) => ${first} + i).map((n) => ${item});`;
	const { type, typeVersion, parameters } = nodes[sender];
	const own = sender === 'Plivo Messaging' ? { ...parameters, options } : parameters;
	return [
		workflowNode('Start', 'n8n-nodes-base.manualTrigger'),
		workflowNode('Messages', 'n8n-nodes-base.code', { typeVersion: 2, position: [220, 0], parameters: { jsCode } }),
		workflowNode('Send', type, { typeVersion, position: [440, 0], parameters: own, ...(sender !== 'Edit Fields' && { credentials }) }),
	];
}
