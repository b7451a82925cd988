import { randomUUID } from 'node:crypto';
import { workflowNode } from '../playground/checks/workflowNode.mts';
import { credentialType } from '../playground/examples.mts';
import type { EditorClient, WorkflowNode } from '../playground/rest.mts';
import { until } from '../playground/until.mts';
import { mainAccount } from '../sandbox/fixtures.mts';
import { receive, type Receiving, type Sample } from './receive.mts';
import { measureStrangers, type StrangerRun } from './strangers.mts';

/** What takes the messages: our trigger, or n8n's own Webhook node. */
const kinds = ['trigger', 'webhook'] as const;
type Kind = (typeof kinds)[number];

/** How fast messages come in. */
export interface TriggerRun {
	/** Of each round. */
	messages: number;
	/** Calls that wait for their answer at one moment. */
	atATime: number;
	rounds: number;
	samples: Record<Kind, Sample[]>;
	strangers: StrangerRun;
}

const atATime = 10;
const warmUpMessages = 30;

/**
 * Has messages come in to our trigger and to n8n's Webhook node, in turns, as fast as n8n answers.
 *
 * @param quick few messages, once
 * @throws Error when a message was refused, or did not start one execution
 */
export async function measureTrigger(client: EditorClient, quick: boolean): Promise<TriggerRun> {
	const [messages, rounds] = quick ? [60, 1] : [300, 3];
	const receiving: Record<Kind, Receiving> = { trigger: await activate(client, await triggerNode(client)), webhook: await activate(client, webhookNode()) };
	for (const kind of kinds) await receive(client, receiving[kind], warmUpMessages, atATime);
	const samples: Record<Kind, Sample[]> = { trigger: [], webhook: [] };
	for (let round = 0; round < rounds; round += 1) {
		const inTurn = round % 2 === 0 ? kinds : [...kinds].reverse();
		for (const kind of inTurn) samples[kind].push(await receive(client, receiving[kind], messages, atATime));
	}
	return { messages, atATime, rounds, samples, strangers: await measureStrangers(client, receiving, quick) };
}

async function triggerNode(client: EditorClient): Promise<WorkflowNode> {
	// Only its token is used, as the address is entered by hand.
	const data = { ...mainAccount, baseUrl: 'http://127.0.0.1:1' };
	const name = 'Messages that come in';
	const { id } = await client.saveCredential({ name, type: credentialType, data });
	return workflowNode('In', 'n8n-nodes-plivo.plivoTrigger', {
		typeVersion: 1.1,
		webhookId: randomUUID(),
		parameters: { events: ['message'], registration: 'manual', options: {} },
		credentials: { [credentialType]: { id, name } },
	});
}

function webhookNode(): WorkflowNode {
	const id = randomUUID();
	return workflowNode('In', 'n8n-nodes-base.webhook', { typeVersion: 2, webhookId: id, parameters: { path: id, httpMethod: 'POST', options: {} } });
}

async function activate(client: EditorClient, start: WorkflowNode): Promise<Receiving> {
	const next = workflowNode('Next', 'n8n-nodes-base.noOp', { position: [220, 0] });
	const workflow = await client.createWorkflow({
		name: `${start.type} ${randomUUID()}`,
		nodes: [start, next],
		connections: { [start.name]: { main: [[{ node: next.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activate(workflow.id);
	const own = `${client.url}/webhook/${String(start.webhookId)}`;
	const url = start.type.endsWith('plivoTrigger') ? `${own}/webhook` : own;
	// Nobody has signed this call, so that the trigger refuses it; the Webhook node takes it, and has one execution to begin with.
	let status = 404;
	await until('n8n has activated it', async () => (status = (await fetch(url, { method: 'POST' })).status) !== 404);
	if (status === 200) await until('that call has its execution', async () => (await client.executions(workflow.id)).count === 1);
	return { url, workflowId: workflow.id };
}
