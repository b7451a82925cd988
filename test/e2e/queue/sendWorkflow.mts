import { randomUUID } from 'node:crypto';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import type { Execution, Workflow } from '../../../playground/rest.mts';
import { sendingWorkflow } from '../checks/sendingWorkflow.mts';
import { until } from '../../../playground/until.mts';
import { workflowNode } from '../checks/workflowNode.mts';
import type { QueueSetup } from './setup.mts';

const START = 'Start';

export interface SendOptions {
	/** How many items it sends. */
	messages: number;
	/** How many phones the messages go to, in turn. Default: one for each message. */
	phones?: number;
	/** Parameters of the Send node. */
	options?: object;
	additionalFields?: object;
	retryOnFail?: boolean;
	/** n8n's setting of this name: it stores each node's output at once, and not only at the end. */
	saveExecutionProgress?: boolean;
}

/** A workflow that sends messages in queue mode, started manually or by a webhook. The text is the execution's ID and the item's index. */
export class SendWorkflow {
	private constructor(
		private readonly setup: QueueSetup,
		readonly workflow: Workflow,
		private readonly path: string,
		readonly messages: number,
	) {}

	static async create(setup: QueueSetup, { messages, phones = messages, options = {}, additionalFields = {}, retryOnFail, saveExecutionProgress }: SendOptions): Promise<SendWorkflow> {
		const path = randomUUID();
		const sending = await sendingWorkflow(setup.client, {
			name: `Queue check ${path}`,
			messages,
			parameters: {
				...{ options, additionalFields },
				to: `={{ 14155550200 + $itemIndex % ${phones} }}`,
				text: '={{ $workflow.id }} {{ $itemIndex }}',
			},
			retryOnFail,
			settings: saveExecutionProgress ? { saveExecutionProgress } : {},
		});
		sending.nodes.push(
			workflowNode('Hook', 'n8n-nodes-base.webhook', { typeVersion: 2, webhookId: path, parameters: { path, httpMethod: 'POST' } }),
		);
		sending.connections.Hook = { main: [[{ node: 'Items', type: 'main', index: 0 }]] };
		const workflow = await setup.client.createWorkflow(sending);
		return new SendWorkflow(setup, workflow, path, messages);
	}

	/** Presses Execute Workflow. @returns the execution, once it has ended */
	async run(): Promise<Execution> {
		return await this.setup.client.run(this.workflow, START);
	}

	/** Presses Execute Workflow. @returns the ID of the execution, which has just begun */
	async start(): Promise<string> {
		return await this.setup.client.start(this.workflow, START);
	}

	async activate(): Promise<void> {
		await this.setup.client.activate(this.workflow.id);
	}

	/** Calls the webhook through the proxy, until it exists. */
	async call(): Promise<void> {
		const url = `${this.setup.proxy.url}/webhook/${this.path}`;
		await until('the webhook answers', async () => (await n8nFetch(url, { method: 'POST' })).ok);
	}

	/** All executions, once there are this many and they have ended. */
	async executions(count: number): Promise<Execution[]> {
		const { client } = this.setup;
		await until(`there are ${count} executions`, async () => (await client.executions(this.workflow.id)).count >= count);
		const { ids } = await client.executions(this.workflow.id);
		return await Promise.all(ids.map((id) => client.end(id)));
	}

	/** The indexes of the items that Plivo accepted, in the order in which it accepted them. */
	sent(): number[] {
		return this.accepted().map(({ body }) => Number(String(body.text).split(' ')[1]));
	}

	/** The messages that Plivo accepted. */
	accepted(): QueueSetup['sandbox']['accepted'] {
		return this.setup.sandbox.accepted.filter(({ body }) => String(body.text).startsWith(`${this.workflow.id} `));
	}

	/** How often each message was accepted. */
	timesSent(): number[] {
		const sent = this.sent();
		return Array.from({ length: this.messages }, (_, i) => sent.filter((item) => item === i).length);
	}
}

/** Waits until Plivo's limit for the account is almost unused. Otherwise, earlier requests could cause answers of 429. */
export async function limitIsFree({ sandbox }: QueueSetup): Promise<void> {
	const lately = () => sandbox.requests.filter(({ time }) => time > sandbox.clock.now() - 5_000).length;
	await until('Plivo has had few requests lately', () => lately() < 10);
}
