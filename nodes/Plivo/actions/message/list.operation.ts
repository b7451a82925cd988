import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { readList } from '../../client/paginate';
import { LIST_POLICY } from '../../client/retryPolicy';
import { PAGE_SIZE } from '../../client/wire/page';
import { parseBoolean } from '../../fields/boolean';
import { readLimit, returnAllFields } from '../../fields/returnAll';
import type { PerItemOperation } from '../operation';
import { composeFilters, filtersField } from './listFilters';

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
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	filtersField,
];

/** The fields of a record that show the message, its recipient, and its outcome. */
const SIMPLE = [
	'message_uuid',
	'message_state',
	'message_direction',
	'message_type',
	'from_number',
	'to_number',
	'message_time',
	'error_code',
	'error_message',
	'units',
	'total_amount',
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
			keep: parseBoolean(this.getNodeParameter('simplify', i, true), 'Simplify') ? simplified : undefined,
			identify: (record) => record.message_uuid,
		});
	},
};

function simplified(record: IDataObject): IDataObject {
	return Object.fromEntries(SIMPLE.filter((name) => name in record).map((name) => [name, record[name]]));
}
