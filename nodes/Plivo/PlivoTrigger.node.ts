import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { getInboundNumbers } from './methods/getInboundNumbers';
import { triggerFields } from './trigger/parameters/triggerFields';
import { checkExists } from './trigger/registration/hooks/checkExists';
import { create } from './trigger/registration/hooks/create';
import { remove } from './trigger/registration/hooks/remove';
import { receive } from './trigger/webhook';

export class PlivoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plivo Messaging Trigger',
		name: 'plivoTrigger',
		icon: { light: 'file:../../icons/plivo.svg', dark: 'file:../../icons/plivo.dark.svg' },
		group: ['trigger'],
		// Both versions are the same node. 1.1 exists because for version 1, n8n evaluates an expression at every webhook
		// call, which is slow.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// n8n's search shows both nodes as one, with this text.
		description: 'Send SMS, MMS, and WhatsApp messages, and start workflows with incoming ones',
		eventTriggerDescription: 'Waiting for a message or a delivery status from Plivo',
		activationMessage: 'The workflow now starts when Plivo sends something to this trigger.',
		triggerPanel: {
			header: 'Receive messages and delivery statuses',
			executionsHelp: {
				inactive:
					'<b>To try it</b>, click <b>Execute step</b>, then send a message from your phone to your number. For statuses, send a message with the Test URL as its Status Callback URL. <br><br><b>To use it</b>, activate (publish) the workflow: every message then starts it. These runs show up in the list of executions, not in the editor.',
				active:
					'<b>The workflow is active</b>: every message starts it, and these runs show up in the list of executions. <br><br><b>To try a change</b>, click <b>Execute step</b> and send a message to your number. Until it arrives, or for two minutes, messages come here instead; then they go to the active workflow again.',
			},
			activationHint:
				'Click the button, then send a message from your phone to your number. Once it works, activate (publish) the workflow, so that it gets every message.',
		},
		defaults: { name: 'Plivo Messaging Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'plivoMessagingApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n responds with the result of webhook().
				responseData: '',
				path: 'webhook',
				// Nobody needs the address if it is registered automatically.
				ndvHideUrl:
					'={{ $parameter["events"].includes("message") && !$parameter["events"].includes("status") && !$parameter["events"].includes("other") && $parameter["registration"] !== "manual" }}',
			},
			// For numbers and callbacks that somebody has set to GET. It has a different name, so that it registers nothing.
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', responseData: '', path: 'webhook', ndvHideUrl: true },
		],
		properties: triggerFields,
	};

	methods = {
		loadOptions: { getInboundNumbers },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove.call(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
