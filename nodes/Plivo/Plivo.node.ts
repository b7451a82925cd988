import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { media, mediaProperties } from './actions/media';
import { message, messageProperties } from './actions/message';
import { router } from './actions/router';
import { template, templateProperties } from './actions/template';
import { getTemplateVariables } from './methods/getTemplateVariables';
import { searchNumbers } from './methods/searchNumbers';
import { searchPowerpacks } from './methods/searchPowerpacks';
import { searchTemplates } from './methods/searchTemplates';
import { resume } from './sendAndWait/resume';
import { waitingWebhooks } from './sendAndWait/resumeWebhooks';
import { waitingTooltip } from './sendAndWait/waitingTooltip';

const fields = [...messageProperties, ...mediaProperties, ...templateProperties];

export class Plivo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plivo Messaging',
		name: 'plivo',
		icon: { light: 'file:../../icons/plivo.svg', dark: 'file:../../icons/plivo.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS, MMS, and WhatsApp messages with Plivo, and look up their delivery status',
		defaults: { name: 'Plivo Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'plivoMessagingApi', required: true }],
		webhooks: waitingWebhooks,
		waitingNodeTooltip: waitingTooltip,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Media', value: 'media' },
					{ name: 'Message', value: 'message' },
					{ name: 'Template', value: 'template' },
				],
				default: 'message',
			},
			...fields,
		],
	};

	methods = {
		listSearch: { searchNumbers, searchPowerpacks, searchTemplates },
		resourceMapping: { getTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router.call(this, { media, message, template }, fields);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume.call(this);
	}
}
