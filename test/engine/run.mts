import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type NodeError,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { parse, stringify } from 'flatted';

import { TestCredentials } from './credentials.mts';
import { nodeTypes } from './package.mts';

/** How to run the node: its parameters, what n8n's settings tab sets, and what comes in. */
export interface RunOptions {
	parameters: IDataObject;
	items?: IDataObject[];
	/** In place of `items`: items with more to them than data, such as files. */
	inputs?: INodeExecutionData[];
	settings?: Partial<INode>;
	credentials: { authId: string; authToken: string; baseUrl: string; businessAccountId?: string };
	/** For a credential that was encrypted with another key. */
	isCredentialUnreadable?: boolean;
	/** How often the credential can be read, if not always. */
	credentialReads?: number;
	timezone?: string;
	/** As n8n's engine runs the tool of an agent, from the agent's version 3 on. */
	asTool?: boolean;
	/** How the execution was begun; by hand unless it says otherwise. */
	mode?: WorkflowExecuteMode;
	workflowSettings?: IWorkflowSettings;
	/** The path that n8n is served under, such as `/n8n`; none unless it says otherwise. */
	servedUnder?: string;
	/** Where the addresses of executions that wait lie, below that. */
	waitingEndpoint?: string;
}

type ExecutionContextData = NonNullable<IRunExecutionData['executionData']>['contextData'];

/** The node's name in the workflow. */
export const NODE_NAME = 'Plivo Messaging';

/** One execution of a workflow of one Plivo node, by n8n's own engine. */
export class Execution {
	/** What n8n's database would hold of this execution, each time the engine had it saved. */
	readonly saved: IRun[] = [];

	private run?: ReturnType<WorkflowExecute['processRunExecutionData']>;

	private constructor(
		private readonly options: RunOptions,
		private readonly data: IRunExecutionData,
		private readonly workflow: Workflow,
	) {}

	/** A new execution whose items go into the node. @param contextData what an earlier run of the node left in it */
	static async of(options: RunOptions, contextData?: ExecutionContextData): Promise<Execution> {
		const workflow = await buildWorkflow(options);
		const items: INodeExecutionData[] = options.inputs ?? (options.items ?? [{}]).map((json) => ({ json }));
		const node = workflow.getNode(options.settings?.name ?? NODE_NAME);
		if (node === null) throw new Error('The workflow lost its node');
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }], contextData },
		});
		return new Execution(options, data, workflow);
	}

	/**
	 * A retry of a failed execution with the currently saved workflow. From what n8n's database holds of it, n8n's server
	 * drops the error and the run that failed, and puts the workflow's nodes in place of the saved ones.
	 */
	static async retryOf(failed: IRun, options: RunOptions): Promise<Execution> {
		const data = databaseCopy(failed.data);
		const { resultData } = data;
		delete resultData.error;
		const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
		if (runs?.at(-1)?.error !== undefined) runs.pop();

		const workflow = await buildWorkflow(options);
		for (const entry of data.executionData?.nodeExecutionStack ?? []) {
			entry.node = workflow.getNode(entry.node.name) ?? entry.node;
		}
		return new Execution(options, data, workflow);
	}

	/** Runs to the end, whether well or not. */
	async finish(): Promise<IRun> {
		const hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'test', name: 'test' } as never);
		hooks.addHandler('workflowExecuteAfter', async (run) => void this.saved.push(databaseCopy(run)));
		const execute = new WorkflowExecute(additionalData(this.options, hooks), this.options.mode ?? 'manual', this.data);
		const run = execute.processRunExecutionData(this.workflow);
		this.run = run;
		return await run;
	}

	/** How many requests the node knows by now that Plivo has accepted. */
	acceptedSoFar(): number {
		const { sends = {} } = this.data.executionData?.contextData[`node:${NODE_NAME}`] ?? {};
		const runs = Object.values(sends as Record<string, { requests: Record<string, { outcome: { state: string } }> }>);
		return runs.flatMap(({ requests }) => Object.values(requests)).filter(({ outcome }) => outcome.state === 'accepted').length;
	}

	/** What the Stop button does. */
	cancel(): void {
		this.run?.cancel();
	}
}

/** Runs the node once, and returns the run as n8n would save it. */
export async function runNode(options: RunOptions): Promise<IRun> {
	return await (await Execution.of(options)).finish();
}

/** The items that came out, of output 0 (or 1, the error output where the node has one). */
export function output(run: IRun, index = 0): INodeExecutionData[] {
	return run.data.resultData.runData[NODE_NAME]?.at(-1)?.data?.main?.[index] ?? [];
}

/** The error that the execution ended with. */
export function failure(run: IRun): NodeError {
	const { error } = run.data.resultData;
	if (error === undefined) throw new Error('The execution did not fail');
	return error as NodeError;
}

/** What the node keeps with the execution. */
export function nodeContext(run: IRun): IDataObject {
	return run.data.executionData?.contextData[`node:${NODE_NAME}`] ?? {};
}

/** A workflow of one Plivo node. */
export async function buildWorkflow({ parameters, settings, timezone, workflowSettings, asTool = false }: RunOptions): Promise<Workflow> {
	return new Workflow({
		id: 'test',
		name: 'test',
		active: false,
		nodes: [
			{
				id: 'node-1',
				name: NODE_NAME,
				type: asTool ? 'n8n-nodes-plivo.plivoTool' : 'n8n-nodes-plivo.plivo',
				typeVersion: 1,
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				credentials: { plivoMessagingApi: { id: '1', name: 'Plivo' } },
				...settings,
			},
		],
		connections: {},
		nodeTypes: await nodeTypes(),
		settings: { executionOrder: 'v1', ...(timezone && { timezone }), ...workflowSettings },
	});
}

/** n8n's database holds executions in this format, so what does not survive it is lost there too. */
export function databaseCopy<T>(value: T): T {
	return parse(stringify(value)) as T;
}

/** What n8n's server gives the engine along with a workflow. */
export function additionalData(
	{ credentials, isCredentialUnreadable, credentialReads = Infinity, servedUnder = '', waitingEndpoint = 'webhook-waiting' }: RunOptions,
	hooks = new ExecutionLifecycleHooks('manual', '1', { id: 'test', name: 'test' } as never),
): IWorkflowExecuteAdditionalData {
	const base = `http://127.0.0.1:5678${servedUnder}`;
	const partial: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: new TestCredentials(credentials, isCredentialUnreadable === true ? 0 : credentialReads),
		hooks,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}/webhook`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		webhookWaitingBaseUrl: `${base}/${waitingEndpoint}`,
		formBaseUrl: `${base}/form`,
		formTestBaseUrl: `${base}/form-test`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		logAiEvent: () => {},
	};
	return partial as IWorkflowExecuteAdditionalData;
}
