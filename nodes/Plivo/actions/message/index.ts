import type { INodeProperties } from 'n8n-workflow';

import { addressFields } from '../../content/addressing/addresses';
import { sendAndWait, waitForField } from '../../sendAndWait/sendAndWait.operation';
import type { Operation } from '../operation';
import { get } from './get.operation';
import { list } from './list.operation';
import { listMedia } from './listMedia.operation';
import { closingFields } from './options';
import { reportConversion } from './reportConversion.operation';
import { send } from './send.operation';

/** The operations of the resource Message, by the value in saved workflows. */
export const message = { get, list, listMedia, reportConversion, send, sendAndWait } satisfies Record<string, Operation>;

export const messageProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Look up the state, cost, and error code of one message',
				action: 'Get message',
			},
			{
				name: 'List',
				value: 'list',
				description: 'Look up many messages, sent and received, by time, number, or state',
				action: 'Get many messages',
			},
			{
				name: 'List Media',
				value: 'listMedia',
				description: 'Look up the pictures and other files of one MMS, and download them',
				action: 'Get many media of message',
			},
			{
				name: 'Report Conversion',
				value: 'reportConversion',
				description: 'Tell Plivo whether a recipient did what the message was for, such as entering the code',
				action: 'Report conversion of message',
			},
			{
				name: 'Send',
				value: 'send',
				description: 'Send an SMS, an MMS, or a WhatsApp message to one or many phone numbers',
				action: 'Send message',
			},
			{
				name: 'Send and Wait',
				value: 'sendAndWait',
				description: 'Send a message, and continue when it has arrived or when the person has answered',
				action: 'Send message and wait',
			},
		],
		default: 'send',
	},
	...waitForField,
	...addressFields,
	...send.fields,
	...sendAndWait.fields,
	...closingFields,
	...get.fields,
	...list.fields,
	...listMedia.fields,
	...reportConversion.fields,
];
