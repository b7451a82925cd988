import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { credentialType } from './package.mts';
import { additionalData, type RunOptions } from './run.mts';

const TYPE = 'plivoMessagingApi';

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/**
 * What n8n's server does when somebody saves a credential: it makes a node of the type's test, has the real engine run it, and
 * reads the answer by the test's rules (`CredentialsTester.runRequestTest` in n8n 2.41; the older ones do the same).
 */
export async function testCredential(credentials: RunOptions['credentials']): Promise<CredentialTestResult> {
	const { test } = await credentialType(TYPE);
	if (test === undefined) throw new Error('The credential has no test');
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: TYPE, required: true }],
			properties: [{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request: test.request }, default: '' }],
		},
	};
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0],
		credentials: { [TYPE]: { id: '1', name: 'Plivo' } },
	};
	const nodeTypes: INodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additional = additionalData({ parameters: {}, credentials }) as IWorkflowExecuteAdditionalData;
	const input = { main: [[{ json: {} }]] };
	const execution = { node, data: {}, source: null };
	const context = new ExecuteContext(workflow, node, additional, 'internal', createRunExecutionData(), 0, [], input, execution, []);
	const data = { id: '1', name: 'Plivo', type: TYPE, data: credentials };
	try {
		await new RoutingNode(context, nodeType, data).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: said(error as CaughtError, test.rules) };
	}
}

interface CaughtError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

function said({ cause, message }: CaughtError, rules: NonNullable<Awaited<ReturnType<typeof credentialType>>['test']>['rules'] = []): string {
	const { status, statusText } = cause?.response ?? {};
	if (status === undefined) return cause?.code ?? message;
	for (const rule of rules) if (rule.type === 'responseCode' && rule.properties.value === status) return rule.properties.message;
	return statusText || `Received HTTP status code: ${status}`;
}
