import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { WebhookContext, WorkflowExecute } from 'n8n-core';
import type { IDataObject, IRun, IWebhookData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { nodeTypes } from './package.mts';
import { additionalData, buildWorkflow, databaseCopy, NODE_NAME, runNode, type RunOptions } from './run.mts';

/**
 * An execution that waits at the node, in what stands for n8n's server: its address answers with what the node's webhook
 * says. That n8n checks its own signature of the address, and goes on, is shown in a real one: test/e2e/checks.
 */
export class WaitingNode {
	/** What the execution would go on with, for each call that lets it. */
	readonly resumed: IDataObject[] = [];
	private readonly server: Server;

	/** What n8n itself answers from now on, in place of the node: after the execution has ended, or while it runs. */
	instead?: { status: number; body: string | object; location?: string };
	/** Whether the connection breaks before the node's next response. */
	losesResponse = false;
	/** How many calls have come in. */
	calls = 0;

	private constructor(
		readonly run: IRun,
		private readonly options: RunOptions,
	) {
		const app = express();
		app.use((request, response) => void this.serve(request, response));
		this.server = createServer(app);
	}

	/** @param options of a run that ends waiting */
	static async start(options: RunOptions): Promise<WaitingNode> {
		const run = await runNode(options);
		const node = new WaitingNode({ ...run, data: databaseCopy(run.data) }, options);
		await new Promise<void>((resolve) => node.server.listen(0, '127.0.0.1', resolve));
		return node;
	}

	/** Where the address that was handed out is to be found in this test. */
	at(address: string): string {
		const { pathname, search } = new URL(address);
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${pathname}${search}`;
	}

	/** Where n8n's addresses of waiting executions begin in this test. */
	get waitingBaseUrl(): string {
		return this.at('http://n8n.example/webhook-waiting');
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	/**
	 * Has the execution go on with what the node's webhook gave last, as n8n does: from what its database holds, with the node
	 * switched off.
	 */
	async resumeWith(): Promise<IRun> {
		const data = databaseCopy(this.run.data);
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		const tasks = data.resultData.runData[data.resultData.lastNodeExecuted ?? ''];
		const json = this.resumed.at(-1);
		if (entry === undefined || tasks === undefined || json === undefined) throw new Error('There is nothing to go on with');
		tasks.pop();
		entry.node.disabled = true;
		entry.data.main = [[{ json }]];
		data.waitTill = undefined;
		const execute = new WorkflowExecute(additionalData(this.options), 'webhook', data);
		return await execute.processRunExecutionData(await buildWorkflow(this.options));
	}

	private async serve(request: Request, response: Response): Promise<void> {
		const rawBody = await readAll(request);
		this.calls += 1;
		if (this.instead !== undefined) {
			const { status, body, location } = this.instead;
			if (location !== undefined) response.setHeader('location', location);
			response.status(status).send(body);
			return;
		}
		// n8n puts a signature into each address that it hands out, and lets nobody in without it, before it asks the node.
		if (!/[?&]signature=/.test(request.url)) {
			response.status(401).json({ error: 'Invalid token' });
			return;
		}
		// As n8n does it: without a body there is nothing, not an empty object.
		const body: unknown = rawBody.length === 0 ? undefined : Object.fromEntries(new URLSearchParams(rawBody.toString()));
		Object.assign(request, { rawBody, body });
		const workflow = await buildWorkflow(this.options);
		const node = workflow.getNode(this.options.settings?.name ?? NODE_NAME);
		if (node === null) throw new Error('The workflow lost its node');
		const type = (await nodeTypes()).getByNameAndVersion('n8n-nodes-plivo.plivo', 1);
		const additional = { ...additionalData(this.options), httpRequest: request, httpResponse: response };
		const context = new WebhookContext(
			workflow,
			node,
			additional as IWorkflowExecuteAdditionalData,
			'webhook',
			{ webhookDescription: type.description.webhooks?.[0] } as IWebhookData,
			[],
			this.run.data,
		);
		const result = (await type.webhook?.call(context)) ?? {};
		this.resumed.push(...(result.workflowData?.flat() ?? []).map(({ json }) => json));
		if (this.losesResponse) {
			this.losesResponse = false;
			response.destroy();
			return;
		}
		if (!result.noWebhookResponse) response.send(result.webhookResponse);
	}
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
