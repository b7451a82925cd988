import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { messageProperties } from './actions/message';
import { router } from './actions/router';
import { searchNumbers } from './pickers/numbers';
import { searchPowerpacks } from './pickers/powerpacks';

export class Plivo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plivo Messaging',
		name: 'plivo',
		icon: { light: 'file:../../icons/plivo.svg', dark: 'file:../../icons/plivo.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send text messages with Plivo, and look up what became of them',
		defaults: { name: 'Plivo Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'plivoMessagingApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Message', value: 'message' }],
				default: 'message',
			},
			...messageProperties,
		],
	};

	methods = { listSearch: { searchNumbers, searchPowerpacks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this);
	}
}
