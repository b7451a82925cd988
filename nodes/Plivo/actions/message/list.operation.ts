import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { readList } from '../../client/paginate';
import { LIST_POLICY } from '../../client/retryPolicy';
import { PAGE_SIZE } from '../../client/wire/page';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import type { PerItemOperation } from '../operation';
import { composeFilters, filtersField } from './listFilters';
import { readSimplify, simplifyField } from './simplify';

const RECORDS_A_MINUTE = PAGE_SIZE * LIST_POLICY.limit.requests;

const fields: INodeProperties[] = [
	{
		displayName:
			`Without a time filter, Plivo returns only the messages of the last 24 hours. It keeps records for 90 days. It returns up to ${RECORDS_A_MINUTE} records a minute, so a long list takes a while.`,
		name: 'listNotice',
		type: 'notice',
		default: '',
	},
	...returnAllFields,
	simplifyField,
	filtersField,
];

/** Message → List: records of messages, newest first. */
export const list: PerItemOperation = {
	fields: updateDisplayOptions({ show: { resource: ['message'], operation: ['list'] } }, fields),

	async execute(client, i) {
		const { query, offset } = composeFilters(this.getNodeParameter('filters', i, {}), this.getTimezone());
		return await readList(client, 'Message/', query, {
			limit: readLimit.call(this, i),
			offset,
			policy: LIST_POLICY,
			keep: readSimplify.call(this, i),
			identify: (record) => record.message_uuid,
		});
	},
};
