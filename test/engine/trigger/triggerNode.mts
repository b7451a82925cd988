import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/server.mts';
import { newProcess } from '../newProcess.mts';
import { nodeTypes } from '../package.mts';
import { additionalData } from '../run.mts';

const NODE = 'Plivo Messaging Trigger';

// Of the built package, as n8n has loaded it.
const built = join(process.cwd(), 'dist/nodes/Plivo/trigger/registration');
/* eslint-disable @typescript-eslint/no-require-imports -- the paths are of files that are built */
const names = require(join(built, 'applicationName.js')) as typeof import('../../../nodes/Plivo/trigger/registration/applicationName');
const memory = require(join(built, 'inMemoryState.js')) as typeof import('../../../nodes/Plivo/trigger/registration/inMemoryState');
/* eslint-enable @typescript-eslint/no-require-imports */

export interface TriggerSetup {
	parameters: IDataObject;
	/** Default: the sandbox's main account. */
	credentials?: { authId: string; authToken: string; baseUrl: string };
	/** Where n8n's addresses of waiting executions begin. */
	waitingBaseUrl?: string;
	workflowId?: string;
	workflowName?: string;
	nodeId?: string;
}

/**
 * A workflow that begins with the trigger, in what stands for n8n's server: real contexts of n8n-core around the built node,
 * called in the order and with the values that n8n 2.41 calls them, and a web server that does with the node's answers what
 * n8n's does. Static data lives in a copy of its own between calls, as it does in n8n's database.
 */
export class TriggerNode {
	/** The items that each execution was started with, in order. */
	readonly executions: INodeExecutionData[][] = [];
	/** What n8n's database holds; lost is what was not marked as changed when n8n saves. */
	staticData: IDataObject = {};
	/** That of a test, in n8n's memory. */
	testData?: IDataObject;
	/** What was thrown out of the node's webhook method. */
	readonly thrown: unknown[] = [];
	/** How many calls of the webhook have come in whole. */
	calls = 0;
	/** How many callers have hung up before they had their answer. */
	hangUps = 0;
	/** How many executions fail to start, as when the database is away. */
	failures = 0;
	/** Called before an execution starts. */
	beforeStart: () => Promise<void> = async () => undefined;
	/** Called between the start of an execution and the answer. */
	beforeAnswer: () => Promise<void> = async () => undefined;
	/** What n8n shows of a deactivation that failed. */
	shown: string | undefined;
	parameters: IDataObject;
	isActive = false;
	baseUrl = '';

	private readonly server: Server;

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly setup: TriggerSetup & { credentials: NonNullable<TriggerSetup['credentials']> },
	) {
		this.parameters = setup.parameters;
		const app = express();
		app.use((request, response) => void this.serve(request, response));
		this.server = createServer(app);
	}

	static async start(sandbox: Sandbox, setup: TriggerSetup): Promise<TriggerNode> {
		const trigger = new TriggerNode(sandbox, { credentials: { ...sandbox.account, baseUrl: sandbox.url }, ...setup });
		await new Promise<void>((resolve) => trigger.server.listen(0, '127.0.0.1', resolve));
		trigger.baseUrl = `http://127.0.0.1:${(trigger.server.address() as AddressInfo).port}`;
		return trigger;
	}

	get credentials(): NonNullable<TriggerSetup['credentials']> {
		return this.setup.credentials;
	}

	url(isTest = false): string {
		return `${this.baseUrl}/webhook${isTest ? '-test' : ''}/${this.setup.nodeId ?? 'node-1'}-hook/webhook`;
	}

	/** Publishing the workflow, or n8n starting with it published: each failed try is followed by a removal. */
	async activate({ tries = 1 } = {}): Promise<void> {
		for (let attempt = 1; ; attempt++) {
			const workflow = await this.workflow(this.staticData);
			try {
				const exists = await this.hook('checkExists', workflow, 'trigger', 'activate');
				if (!exists) await this.hook('create', workflow, 'trigger', 'activate');
				this.save(workflow);
				this.isActive = true;
				return;
			} catch (error) {
				await this.hook('delete', workflow, 'internal', 'update').catch(() => undefined);
				this.save(workflow);
				if (attempt >= tries) throw error;
			}
		}
	}

	/** n8n 2.41 tries three times, and then shows the error beside a workflow that is off all the same. */
	async deactivate({ tries = 1 } = {}): Promise<void> {
		this.isActive = false;
		const workflow = await this.workflow(this.staticData);
		this.shown = undefined;
		for (let attempt = 1; attempt <= tries; attempt++) {
			this.shown = await this.hook('delete', workflow, 'internal', 'update').then(
				() => undefined,
				(error: Error) => error.message,
			);
			if (this.shown === undefined) break;
		}
		this.save(workflow);
	}

	async checkExists(): Promise<boolean> {
		return Boolean(await this.hook('checkExists', await this.workflow(this.staticData), 'trigger', 'init'));
	}

	/** The button "Listen for test event". */
	async listen(): Promise<void> {
		const workflow = await this.workflow({});
		try {
			const exists = await this.hook('checkExists', workflow, 'manual', 'manual', true);
			if (!exists) await this.hook('create', workflow, 'manual', 'manual', true);
			this.testData = workflow.staticData;
		} catch (error) {
			await this.hook('delete', workflow, 'internal', 'update', true);
			throw error;
		}
	}

	/** The end of listening: an event came, it was called off, or two minutes are over. */
	async stopListening(): Promise<void> {
		const workflow = await this.workflow({});
		if (this.testData !== undefined) workflow.staticData = this.testData;
		this.testData = undefined;
		await this.hook('delete', workflow, 'internal', 'update', true);
	}

	/** Whether this process takes the node to listen, while it has an application at Plivo. */
	listens(): boolean {
		return this.sandbox.snapshot().applications.some(({ app_name: name }) => {
			const owner = names.parseApplicationName(name);
			return owner?.kind === 't' && memory.isActive(owner);
		});
	}

	/** n8n is killed: nothing is called, and what was in memory is gone. */
	kill(): void {
		this.testData = undefined;
		newProcess();
		for (const { app_name: name } of this.sandbox.snapshot().applications) {
			const owner = names.parseApplicationName(name);
			if (owner !== undefined) memory.setActive(owner, undefined);
		}
		for (const { app_id: id } of this.sandbox.snapshot().applications) memory.forgetName(id);
		for (const number of Object.keys(this.sandbox.snapshot().numbers)) memory.rememberLast(number, undefined);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async hook(
		method: 'checkExists' | 'create' | 'delete',
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = false,
	): Promise<boolean | undefined> {
		const node = this.node(workflow);
		const run = (await this.type()).webhookMethods?.default?.[method];
		const data = await this.webhookData('default', isTest);
		return await run?.call(new HookContext(workflow, node, this.additional(), mode, activation, data));
	}

	private async serve(request: Request, response: Response): Promise<void> {
		const isTest = request.path.startsWith('/webhook-test/');
		const isKnown = request.url.startsWith(new URL(this.url(isTest)).pathname);
		if (!isKnown || (isTest ? this.testData === undefined : !this.isActive)) {
			response.status(404).json({ code: 404, message: 'The requested webhook is not registered.' });
			return;
		}
		Object.assign(request, { rawBody: await readBody(request) });
		this.calls += 1;
		response.once('close', () => (this.hangUps += response.writableFinished ? 0 : 1));
		const workflow = await this.workflow(isTest ? {} : this.staticData);
		if (isTest && this.testData !== undefined) workflow.setTestStaticData(this.testData);
		await this.execute(workflow, request, response, isTest);
	}

	/** n8n's executeWebhook, as far as it concerns a trigger that answers on receipt. */
	private async execute(workflow: Workflow, request: Request, response: Response, isTest: boolean): Promise<void> {
		const result = await this.callNode(workflow, request, response, isTest);
		if (result.noWebhookResponse) this.save(workflow, isTest);
		if (result.workflowData === undefined) {
			if (!result.noWebhookResponse) {
				this.save(workflow, isTest);
				response.send(result.webhookResponse ?? { message: 'Webhook call received' });
			}
			return;
		}
		// n8n builds a second workflow over the same static data before it saves, which forgets that it was changed.
		void new Workflow({ ...(await this.description()), staticData: workflow.staticData });
		await this.beforeStart();
		if (this.failures > 0) {
			this.failures -= 1;
			response.status(500).json({ code: 0, message: 'The database is away' });
			return;
		}
		this.executions.push(result.workflowData[0] ?? []);
		if (!result.noWebhookResponse) {
			await this.beforeAnswer();
			// What n8n's description of a webhook says comes before what the node says, and it has a value of its own for it.
			const { responseData = 'firstEntryJson' } = (await this.webhookData(request.method === 'GET' ? 'setup' : 'default', isTest))
				.webhookDescription;
			const body = responseData || (result.webhookResponse ?? { message: 'Workflow was started' });
			this.save(workflow, isTest);
			response.send(body);
		}
		if (isTest) await this.stopListening();
	}

	private async callNode(
		workflow: Workflow,
		request: Request,
		response: Response,
		isTest: boolean,
	): Promise<IWebhookResponseData> {
		const data = await this.webhookData(request.method === 'GET' ? 'setup' : 'default', isTest);
		const additional = { ...this.additional(), httpRequest: request, httpResponse: response };
		const context = new WebhookContext(
			workflow,
			this.node(workflow),
			additional as IWorkflowExecuteAdditionalData,
			isTest ? 'manual' : 'webhook',
			data,
			[],
			null,
		);
		try {
			return (await (await this.type()).webhook?.call(context)) ?? {};
		} catch (error) {
			this.thrown.push(error);
			response.status(500).json({ message: 'Workflow Webhook Error: Workflow could not be started!' });
			return { noWebhookResponse: true, workflowData: [[{ json: {} }]] };
		}
	}

	private save(workflow: Workflow, isTest = false): void {
		if (isTest || workflow.staticData.__dataChanged !== true) return;
		this.staticData = copy(workflow.staticData);
		workflow.staticData.__dataChanged = false;
	}

	private async workflow(staticData: IDataObject): Promise<Workflow> {
		return new Workflow({ ...(await this.description()), staticData: copy(staticData) });
	}

	private async description() {
		const { workflowId = 'workflow-1', workflowName = 'Inbound', nodeId = 'node-1' } = this.setup;
		const node: INode = {
			id: nodeId,
			name: NODE,
			type: 'n8n-nodes-plivo.plivoTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: `${nodeId}-hook`,
			parameters: this.parameters as INode['parameters'],
			credentials: { plivoMessagingApi: { id: '1', name: 'Plivo' } },
		};
		return {
			id: workflowId,
			name: workflowName,
			active: false,
			nodes: [node],
			connections: {},
			nodeTypes: await nodeTypes(),
			settings: {},
		};
	}

	private node(workflow: Workflow): INode {
		const node = workflow.getNode(NODE);
		if (node === null) throw new Error('The workflow lost its node');
		return node;
	}

	private additional(): IWorkflowExecuteAdditionalData {
		return {
			...additionalData({ parameters: {}, credentials: this.setup.credentials }),
			webhookBaseUrl: `${this.baseUrl}/webhook`,
			webhookTestBaseUrl: `${this.baseUrl}/webhook-test`,
			...(this.setup.waitingBaseUrl !== undefined && { webhookWaitingBaseUrl: this.setup.waitingBaseUrl, executionId: undefined }),
		};
	}

	private async webhookData(name: string, isTest: boolean): Promise<IWebhookData> {
		const webhookDescription = (await this.type()).description.webhooks?.find((webhook) => webhook.name === name);
		if (webhookDescription === undefined) throw new Error(`The node has no webhook ${name}`);
		return {
			httpMethod: name === 'setup' ? 'GET' : 'POST',
			node: NODE,
			path: `${this.setup.nodeId ?? 'node-1'}-hook/webhook`,
			webhookDescription,
			workflowId: this.setup.workflowId ?? 'workflow-1',
			workflowExecuteAdditionalData: this.additional(),
			isTest,
		};
	}

	private async type(): Promise<INodeType> {
		return (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivoTrigger', 1);
	}
}

async function readBody(request: Request): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function copy<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/** The parameters of a trigger as a saved workflow holds them. */
export function triggerParameters(changes: IDataObject = {}): IDataObject {
	return { events: ['message'], registration: 'automatic', numbers: ['14151234567'], options: {}, ...changes };
}
