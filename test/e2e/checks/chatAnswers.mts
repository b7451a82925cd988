import { randomUUID } from 'node:crypto';
import { NUMBER, SILENT } from '../../../playground/numbers.mts';
import type { EditorClient, Workflow } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import type { Sandbox } from '../../../sandbox/server.mts';
import { callWebhook } from './plivoCalls.mts';
import { sandboxCredentials, workflowNode } from './workflowNode.mts';

/** What people are told whose answer doesn't count. */
export const CLOSED = 'This question is closed.';

/** Activates a workflow that only has the trigger, and enters its address for the WhatsApp number. */
export async function listenForAnswers(client: EditorClient, sandbox: Sandbox): Promise<Workflow> {
	const node = workflowNode('Answers', 'n8n-nodes-plivo.plivoTrigger', {
		...{ typeVersion: 1.1, webhookId: randomUUID() },
		parameters: { events: ['message'], registration: 'manual', options: { closedReply: CLOSED } },
		credentials: await sandboxCredentials(client),
	});
	const workflow = await client.createWorkflow({ name: `Answers ${randomUUID()}`, nodes: [node], connections: {}, settings: {} });
	await client.activate(workflow.id);
	await isListening(client, workflow);
	sandbox.setWhatsappWebhook(NUMBER, { url: addressOf(client, workflow) });
	return workflow;
}

/** An existing webhook rejects unsigned calls. */
export async function isListening(client: EditorClient, workflow: Workflow): Promise<void> {
	await until('n8n has activated it', async () => (await callWebhook(addressOf(client, workflow), {})).status === 403);
}

function addressOf(client: EditorClient, { nodes: [node] }: Workflow): string {
	return `${client.url}/webhook/${String(node && 'webhookId' in node ? node.webhookId : '')}/webhook`;
}

/** Somebody presses a button. @returns the UUID of the message with which WhatsApp reports it */
export function press(sandbox: Sandbox, payload: string | undefined, from = SILENT): string {
	if (payload === undefined) throw new Error('The message has no such button');
	return sandbox.receive({ type: 'whatsapp', from, to: NUMBER, button: { text: 'Pressed', payload } });
}
