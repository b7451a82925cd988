import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../operation';
import { get } from './get.operation';
import { list } from './list.operation';

/** The operations of the resource Template, by the value in saved workflows. */
export const template = { get, list } satisfies Record<string, Operation>;

export const templateProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['template'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Look up the content and status of one WhatsApp template, and why it was rejected',
				action: 'Get template',
			},
			{
				name: 'List',
				value: 'list',
				description: 'Look up many WhatsApp templates with their languages and status',
				action: 'Get many templates',
			},
		],
		default: 'list',
	},
	...get.fields,
	...list.fields,
];
