import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import { stopSignal } from '../scripts/stop.mjs';
import { n8nFetch } from './n8nFetch.mts';
import { CEILING_MS } from './until.mts';

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	/** For a trigger with a webhook: a part of its address. */
	webhookId?: string;
}

export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	/** Changes with every save. */
	versionId?: string;
	settings?: Record<string, unknown>;
}

/** A node as the editor knows it. */
export interface NodeType {
	name: string;
	properties: Array<{ name: string; displayOptions?: { show?: Record<string, unknown> } }>;
}

export interface Execution {
	id: string;
	status: string;
	error: string | undefined;
	/** By node name: the JSON of all items of its first output, in its last run. */
	output(node: string): Array<Record<string, unknown>>;
	/** The node that ran last. */
	lastNode: string;
	/** When it began and ended, in milliseconds since 1970. */
	startedAt: number;
	stoppedAt: number;
	/** By node name: each of its runs. */
	runs: Record<string, NodeRun[]>;
}

/** One run of a node. */
export interface NodeRun {
	/** Milliseconds since 1970. */
	startTime: number;
	/** Milliseconds. */
	executionTime: number;
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

interface ExecutionData {
	resultData: {
		error?: { message?: string; description?: string };
		lastNodeExecuted?: string;
		runData: Record<string, NodeRun[]>;
	};
}

/** n8n rejected a request. */
export class RejectedRequest extends Error {
	/** @param reason n8n's error text */
	constructor(
		request: string,
		readonly status: number,
		readonly reason: string,
	) {
		super(`n8n rejected ${request}: ${status} ${reason}`);
	}
}

/** The requests of n8n's editor to its server that the playground needs. n8n doesn't document them, so this is only for the pinned version. */
export class EditorClient {
	// A session belongs to a browser, which n8n recognizes by this header.
	private readonly headers: Record<string, string> = { 'browser-id': randomUUID(), 'content-type': 'application/json' };

	private constructor(readonly url: string) {}

	/**
	 * @param url of n8n
	 * @param user who signs in
	 * @throws {RejectedRequest} n8n rejects the sign-in
	 */
	static async login(url: string, user: { email: string; password: string }): Promise<EditorClient> {
		const client = new EditorClient(url);
		await client.signIn(user);
		return client;
	}

	/** Starts a new session. An owner that is set in the environment is signed out whenever n8n starts. */
	async signIn(user: { email: string; password: string }): Promise<void> {
		const { response } = await this.send('POST', '/rest/login', { emailOrLdapLoginId: user.email, password: user.password });
		this.headers.cookie = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
	}

	/** @returns all node types that this n8n has loaded, for example 'n8n-nodes-plivo.plivo' */
	async nodeTypes(): Promise<NodeType[]> {
		const response = await n8nFetch(`${this.url}/types/nodes.json`, { headers: this.headers });
		return (await response.json()) as NodeType[];
	}

	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.request('GET', '/rest/credentials');
	}

	/** Creates a credential, or replaces the data of the one with this id. */
	async saveCredential(credential: { name: string; type: string; data: object }, id?: string): Promise<{ id: string; name: string }> {
		return await (id === undefined
			? this.request('POST', '/rest/credentials', credential)
			: this.request('PATCH', `/rest/credentials/${id}`, credential));
	}

	/** Makes n8n test other values for an existing credential, as its dialog does before saving. @returns the result */
	async testCredential(
		{ id, name, type }: { id: string; name: string; type: string },
		data: object,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		return await this.request('POST', '/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	async workflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.request('GET', '/rest/workflows');
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.request('GET', `/rest/workflows/${id}`);
	}

	async createWorkflow(workflow: Omit<Workflow, 'id'>): Promise<Workflow> {
		return await this.request('POST', '/rest/workflows', workflow);
	}

	async updateWorkflow(id: string, workflow: Omit<Workflow, 'id'>): Promise<Workflow> {
		return await this.request('PATCH', `/rest/workflows/${id}`, workflow);
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/archive`);
		await this.request('DELETE', `/rest/workflows/${id}`);
	}

	/** Publishes the last saved version of the workflow; n8n registers its webhooks a moment later. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`);
	}

	/** Presses Listen for Test Event; n8n has registered the test's webhook when this returns. */
	async listen(id: string, trigger: string): Promise<void> {
		const { waitingForWebhook } = await this.request<{ waitingForWebhook?: boolean }>('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		if (!waitingForWebhook) throw new Error("n8n doesn't listen");
	}

	/** Presses Stop Listening. */
	async stopListening(id: string): Promise<void> {
		await this.request('DELETE', `/rest/test-webhook/${id}`);
	}

	/** @returns how many executions of a workflow there are, and the IDs of the newest up to a hundred, newest first */
	async executions(workflowId: string): Promise<{ count: number; ids: string[] }> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { count, results } = await this.request<{ count: number; results: Array<{ id: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return { count, ids: results.map(({ id }) => id) };
	}

	/** Presses Execute Workflow. @returns the execution, once it has ended @throws {Error} it doesn't end */
	async run(workflow: Workflow, trigger: string): Promise<Execution> {
		return await this.end(await this.start(workflow, trigger));
	}

	/** Presses Execute Workflow. @returns the ID of the execution, which has just begun */
	async start(workflow: Workflow, trigger: string): Promise<string> {
		const { executionId } = await this.request<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		return executionId;
	}

	/** Presses Retry with Currently Saved Workflow. @returns the new execution, once it has ended */
	async retry({ id }: Execution): Promise<Execution> {
		const retried = await this.request<{ id: string }>('POST', `/rest/executions/${id}/retry`, { loadWorkflow: true });
		return await this.end(retried.id);
	}

	/** @returns the execution, once it has ended @throws {Error} it doesn't end */
	async end(executionId: string, ceilingMs = CEILING_MS): Promise<Execution> {
		const deadline = Date.now() + ceilingMs;
		while (Date.now() < deadline) {
			stopSignal.throwIfAborted();
			const execution = await this.execution(executionId);
			if (!['new', 'running', 'waiting'].includes(execution.status)) return execution;
			await delay(300);
		}
		throw new Error(`Execution ${executionId} hasn't ended after ${ceilingMs / 1000} seconds`);
	}

	async execution(id: string): Promise<Execution> {
		const { status, startedAt, stoppedAt, data } = await this.request<{ status: string; startedAt: string; stoppedAt: string; data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		// An execution that has just begun has no data yet; n8n then returns an empty list.
		const { resultData } = (parse(data) as ExecutionData | undefined) ?? { resultData: { runData: {} } };
		return {
			id,
			status,
			error: [resultData.error?.message, resultData.error?.description].filter(Boolean).join(': ') || undefined,
			output: (node) => (resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json),
			lastNode: resultData.lastNodeExecuted ?? '',
			startedAt: Date.parse(startedAt),
			stoppedAt: Date.parse(stoppedAt),
			runs: resultData.runData,
		};
	}

	/** @returns the `data` of n8n's answer @throws {RejectedRequest} with n8n's error text */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		return (await this.send(method, path, body)).data as T;
	}

	private async send(method: string, path: string, body?: unknown): Promise<{ response: Response; data: unknown }> {
		const response = await n8nFetch(`${this.url}${path}`, {
			method,
			headers: this.headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		// Never includes the body we sent, because it may contain a credential.
		if (!response.ok) throw new RejectedRequest(`${method} ${path}`, response.status, reasonIn(text));
		return { response, data: (JSON.parse(text) as { data: unknown }).data };
	}
}

function reasonIn(text: string): string {
	try {
		const { message } = JSON.parse(text) as { message?: unknown };
		if (typeof message === 'string') return message;
	} catch {
		// Falls through: the page of a proxy, for example.
	}
	return text.slice(0, 300);
}
