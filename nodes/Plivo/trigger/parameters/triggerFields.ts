import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from './triggerOptions';

/** The trigger's fields. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: [
			{
				name: 'Delivery Status',
				value: 'status',
				description: 'A message that you sent is queued, sent, delivered, read, or has failed',
			},
			{ name: 'Message Received', value: 'message', description: 'Someone sends you an SMS, MMS, or WhatsApp message' },
			{
				name: 'Other',
				value: 'other',
				description: 'Anything else that Plivo sends, such as the approval or rejection of a WhatsApp template',
			},
		],
		default: ['message'],
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'For SMS and MMS: pick your numbers, and this node does the rest',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'For WhatsApp, whose webhook can only be entered in the Plivo console',
			},
		],
		default: 'automatic',
		displayOptions: { show: { events: ['message'] } },
	},
	{
		displayName: 'Number Names or IDs',
		name: 'numbers',
		type: 'multiOptions',
		required: true,
		typeOptions: { loadOptionsMethod: 'getInboundNumbers' },
		default: [],
		description:
			'The Plivo numbers whose messages start the workflow. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { events: ['message'], registration: ['automatic'] } },
	},
	{
		displayName:
			'While the workflow is active (published), messages to these numbers come here instead of where they went before. Calls work as before. When the workflow is no longer active, everything at Plivo is restored. A test borrows the numbers in the same way.',
		name: 'takeoverNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['message'], registration: ['automatic'] } },
	},
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and click the address to copy it. In the <a href="https://cx.plivo.com" target="_blank">Plivo console</a>, enter it as the webhook of your WhatsApp Business Account, for all of its numbers, or as the Webhook URL of one WhatsApp number, with POST. For an SMS number, enter it in the number\'s application. Then activate (publish) the workflow; a test of this node receives nothing unless the Test URL is entered there instead. WhatsApp lets you answer freely for 24 hours after each message, and after that only with a template.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['message'], registration: ['manual'] } },
	},
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and click the address to copy it. Paste it into the node that sends: Plivo Messaging > Send > Additional Fields > Status Callback URL. The Test URL only works while this node listens for a test event.',
		name: 'statusNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['status'] } },
	},
	{
		displayName:
			'Open Webhook URLs above, choose Production URL, and click the address to copy it. In the <a href="https://cx.plivo.com" target="_blank">Plivo console</a>, enter it as the webhook of your WhatsApp Business Account, to which Plivo sends what happens to your templates. Then activate (publish) the workflow. The output has what Plivo sent in raw, unchanged.',
		name: 'otherNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['other'] } },
	},
	{
		displayName:
			"Signatures aren't verified: anyone who learns the address of this webhook can send you messages under any name. Turn Verify Signature back on as soon as you can.",
		name: 'unverifiedNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '/options.verifySignature': [false] } },
	},
	optionsField,
];
