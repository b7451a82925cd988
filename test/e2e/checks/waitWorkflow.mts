import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox/server.mts';
import { signatureHeaders, type FormParams } from '../../../sandbox/signature.mts';
import { credentialType } from '../../../playground/examples.mts';
import { n8nFetch } from '../../../playground/n8nFetch.mts';
import { NUMBER, SILENT } from '../../../playground/numbers.mts';
import { callWebhook } from './plivoCalls.mts';
import type { EditorClient, Execution, Workflow, WorkflowNode } from '../../../playground/rest.mts';
import { until } from '../../../playground/until.mts';
import { sandboxCredentials, workflowNode } from './workflowNode.mts';

/** Parameters of a node that waits for a delivery, and of one that waits for an approval. */
export const delivery = { waitFor: 'delivery', text: 'Your parcel is on its way' };
export const question = { message: 'May we ship <order 42>?', approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' } } };

/** Its name contains characters that could end an expression. */
const WAIT = 'Wait \'for\' "{{it}}"';

const ADDRESS = /https?:\/\/\S+\/webhook-waiting\/\S+/;

/** One execution that sends a message and waits, in a running n8n. */
export class WaitingExecution {
	/** The address that continues the execution: from the status callback, or from the link in the message. */
	readonly address: string;
	readonly uuid: string;
	/** What the message's WhatsApp buttons carry, in order. */
	readonly payloads: string[];

	/** @param message the index in the sandbox's accepted messages */
	private constructor(
		readonly playground: { client: EditorClient; sandbox: Sandbox },
		readonly workflow: Workflow,
		readonly id: string,
		private readonly message: number,
	) {
		const sent = playground.sandbox.accepted[message];
		this.address = sent?.body.url ?? ADDRESS.exec(String(sent?.body.text))?.[0] ?? '';
		this.payloads = [...JSON.stringify(sent?.body).matchAll(/"(n8n1\.[^"]+)"/g)].map(([, payload = '']) => payload);
		assert.ok(this.address || this.payloads.length > 0, 'the message has neither a callback, nor a link, nor buttons');
		this.uuid = sent?.message_uuid[0] ?? '';
	}

	/**
	 * @param parameters of the node, in addition to a message to SILENT
	 * @param inputs the items; each has its own round
	 * @param credential default: the sandbox's
	 */
	static async start(
		playground: { client: EditorClient; sandbox: Sandbox | undefined },
		parameters: object,
		inputs: object[] = [{}],
		credential?: { id: string; name: string },
	): Promise<WaitingExecution> {
		const { client, sandbox } = playground;
		if (sandbox === undefined) throw new Error('Only with the sandbox');
		const workflow = await client.createWorkflow(await waitWorkflow(
			parameters,
			inputs,
			credential ? { [credentialType]: credential } : await sandboxCredentials(client),
		));
		const before = sandbox.accepted.length;
		const id = await client.start(workflow, 'Start');
		await until('Plivo has the message', () => sandbox.accepted.length > before);
		return new WaitingExecution({ client, sandbox }, workflow, id, before);
	}

	/** The same execution, in its next round. */
	async next(): Promise<WaitingExecution> {
		const { sandbox } = this.playground;
		await until('Plivo has the next message', () => sandbox.accepted.length > this.message + 1);
		return new WaitingExecution(this.playground, this.workflow, this.id, this.message + 1);
	}

	/** Waits until n8n has put it to wait. Before that, n8n accepts no calls for it. */
	async waits(): Promise<void> {
		await until('the execution waits', async () => (await this.current()).status === 'waiting');
	}

	async current(): Promise<Execution> {
		return await this.playground.client.execution(this.id);
	}

	/** Sends a status as Plivo does. @returns the HTTP status of the answer */
	async tell(status: string, more: FormParams = {}, token = this.playground.sandbox.account.authToken): Promise<number> {
		const params: FormParams = { MessageUUID: this.uuid, From: NUMBER, To: SILENT, Type: 'sms', Status: status, Units: '1', ...more };
		const headers = signatureHeaders({ method: 'POST', url: this.address, params }, { owner: token, main: token });
		return (await callWebhook(this.address, headers, new URLSearchParams(params as Record<string, string>).toString())).status;
	}

	/** Answers on the page with the question. @param form its field @returns the page that follows */
	async answer(form: Record<string, string>): Promise<string> {
		return await (await postAnswer(this.address, form)).text();
	}

	/** The node's output, once the execution has ended. */
	async result(): Promise<Record<string, unknown>> {
		const [item, ...others] = await this.results();
		assert.equal(others.length, 0);
		return item ?? {};
	}

	/** The same, for all rounds. */
	async results(): Promise<Array<Record<string, unknown>>> {
		const ended = await this.playground.client.end(this.id);
		assert.equal(ended.status, 'success', ended.error);
		return ended.output('After');
	}
}

/** Posts the form of the page with the question. @param form `{ answer: '0' }`, `{ answer: '1' }` or `{ text }` */
export async function postAnswer(address: string, form: Record<string, string>): Promise<Response> {
	return await n8nFetch(address, { method: 'POST', body: new URLSearchParams(form) });
}

/** @returns the person's answer in the node's output; undefined if there is none */
export function answerOf({ data = {} }: Record<string, unknown>): { approved?: boolean; choice?: string; text?: string } {
	return data as { approved?: boolean; choice?: string; text?: string };
}

function waitWorkflow(parameters: object, inputs: object[], credentials: WorkflowNode['credentials']): Omit<Workflow, 'id'> {
	const to = (name: string) => ({ node: name, type: 'main', index: 0 });
	return {
		name: `Wait check ${randomUUID()}`,
		nodes: [
			workflowNode('Start', 'n8n-nodes-base.manualTrigger'),
			workflowNode('Items', 'n8n-nodes-base.code', {
				typeVersion: 2,
				parameters: { jsCode: `return ${JSON.stringify(inputs)}.map((json) => ({ json }));` },
			}),
			workflowNode('Loop', 'n8n-nodes-base.splitInBatches', { typeVersion: 3 }),
			workflowNode(WAIT, 'n8n-nodes-plivo.plivo', {
				parameters: {
					...{ resource: 'message', operation: 'sendAndWait', messageType: 'sms', sender: 'number', to: SILENT },
					from: { __rl: true, mode: 'number', value: NUMBER },
					...parameters,
				},
				credentials,
			}),
			workflowNode('After', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [[to('Items')]] },
			Items: { main: [[to('Loop')]] },
			Loop: { main: [[to('After')], [to(WAIT)]] },
			[WAIT]: { main: [[to('Loop')]] },
		},
		settings: { saveManualExecutions: true },
	};
}
