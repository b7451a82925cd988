import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../operation';
import { get } from './get.operation';
import { list } from './list.operation';
import { upload } from './upload.operation';

/** The operations of the resource Media, by the value in saved workflows. */
export const media = { get, list, upload } satisfies Record<string, Operation>;

export const mediaProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['media'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				description: 'Look up the name, type, size, and address of one uploaded file, and download it',
				action: 'Get media',
			},
			{
				name: 'List',
				value: 'list',
				description: 'Look up many uploaded files',
				action: 'Get many media',
			},
			{
				name: 'Upload',
				value: 'upload',
				description: 'Store files of the item at Plivo, to send them in an MMS by their media_id',
				action: 'Upload media',
			},
		],
		default: 'upload',
	},
	...upload.fields,
	...get.fields,
	...list.fields,
];
