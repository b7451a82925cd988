import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../../sandbox/server.mts';
import { TRIGGER_NUMBER } from '../../../playground/numbers.mts';
import type { EditorClient, Execution, Workflow, WorkflowNode } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import { sandboxCredentials, workflowNode } from './workflowNode.mts';

export const triggerName = 'Plivo Messaging Trigger';

/** A workflow that begins with the trigger, in a running n8n, and what can be done with it. */
export class TriggerWorkflow {
	private constructor(
		readonly client: EditorClient,
		readonly sandbox: Sandbox,
		readonly workflow: Workflow,
		private readonly number: string,
	) {}

	/**
	 * @param parameters of the trigger, in addition to messages to one number
	 * @param next the nodes after the trigger, in parallel; the one whose output is read is called Next
	 */
	static async create(
		{ client, sandbox }: { client: EditorClient; sandbox: Sandbox | undefined },
		name: string,
		{ numbers = [TRIGGER_NUMBER], ...parameters }: { numbers?: [string]; [parameter: string]: unknown },
		next: WorkflowNode[] = [workflowNode('Next', 'n8n-nodes-base.noOp', { position: [220, 0] })],
	): Promise<TriggerWorkflow> {
		if (sandbox === undefined) throw new Error('Only with the sandbox');
		const trigger = workflowNode(triggerName, 'n8n-nodes-plivo.plivoTrigger', {
			typeVersion: 1.1,
			webhookId: crypto.randomUUID(),
			parameters: { events: ['message'], registration: 'automatic', numbers, options: {}, ...parameters },
			credentials: await sandboxCredentials(client),
		});
		const workflow = await client.createWorkflow({
			name,
			nodes: [trigger, ...next],
			connections: { [triggerName]: { main: [next.map(({ name: node }) => ({ node, type: 'main', index: 0 }))] } },
			settings: { saveManualExecutions: true },
		});
		return new TriggerWorkflow(client, sandbox, workflow, numbers[0]);
	}

	/** Where Plivo sends the messages of a number; by default, the trigger's number. */
	messageUrl(number = this.number): string {
		return messageUrlOf(this.sandbox, number);
	}

	async activate(): Promise<void> {
		await this.client.activate(this.workflow.id);
		await until('the number is registered', () => this.messageUrl(this.number).includes('/webhook/'));
	}

	async deactivate(): Promise<void> {
		await this.client.deactivate(this.workflow.id);
		await until('the number is restored', () => !this.messageUrl(this.number).includes('/webhook/'));
	}

	/** Waits until there are this many executions, and a moment longer in case there are more. */
	async expectExecutions(count: number): Promise<void> {
		const read = async () => (await this.client.executions(this.workflow.id)).count;
		await until(`there are ${count} executions`, async () => (await read()) >= count);
		await delay(500);
		const found = await read();
		if (found !== count) throw new Error(`There are ${found} executions, not ${count}`);
	}

	/** The texts of the messages that started the newest executions, this many, which have all ended. */
	async newestTexts(count: number): Promise<string[]> {
		const { ids } = await this.client.executions(this.workflow.id);
		const ended = await Promise.all(ids.slice(0, count).map(async (id) => await this.client.end(id)));
		return ended.map((execution) => String(execution.output('Next')[0]?.text));
	}

	/** Waits until Plivo's call for a message was answered with 200. @returns the answer */
	async answered(messageUuid: string): Promise<Sandbox['callbacks'][number]['answer']> {
		const find = () => this.sandbox.callbacks.find((call) => call.messageUuid === messageUuid && call.status === 200);
		await until(`Plivo has its answer for ${messageUuid}`, () => find() !== undefined);
		return find()?.answer;
	}

	/** Plivo calls for a message that it has sent before, repeatedly until the answer is 200. */
	async comeAgain(messageUuid: string): Promise<void> {
		const calls = () => this.sandbox.callbacks.filter((call) => call.messageUuid === messageUuid);
		const before = calls().length;
		const isTaken = () => calls().slice(before).some(({ status }) => status === 200);
		await until('it was taken', async () => {
			this.sandbox.redeliver(messageUuid);
			await until('it was answered', () => isTaken() || calls().every(({ status, error }) => (status ?? error) !== undefined));
			return isTaken();
		});
	}

	/** The item of the newest execution, once there are this many. */
	async newestItem(count: number): Promise<Record<string, unknown>> {
		const newest = await this.newest(count);
		if (newest.status !== 'success') throw new Error(`The execution ended with ${newest.status}: ${newest.error}`);
		const [item] = newest.output('Next');
		if (item === undefined) throw new Error('The execution has no item');
		return item;
	}

	/** The newest execution, once there are this many and it has ended. */
	async newest(count: number): Promise<Execution> {
		await this.expectExecutions(count);
		const [id = ''] = (await this.client.executions(this.workflow.id)).ids;
		return await this.client.end(id);
	}
}

/** Where Plivo sends the messages of a number; empty if nowhere. */
export function messageUrlOf(sandbox: Sandbox, number: string): string {
	const { numbers, applications } = sandbox.snapshot();
	return applications.find(({ app_id: id }) => numbers[number]?.endsWith(`/${id}/`))?.message_url ?? '';
}
