import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { onOff } from './boolean';
import { wholeNumber } from './wholeNumber';

/** Return All and Limit, the same for every list. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * @returns how many records to read at most; Infinity for Return All
 * @throws InvalidField when the limit is no whole number above 0: nothing would be read, as if there were nothing
 */
export function readLimit(this: IExecuteFunctions, i: number): number {
	if (onOff(this.getNodeParameter('returnAll', i, false), 'Return All')) return Infinity;
	return wholeNumber(this.getNodeParameter('limit', i, 50), 'Limit', 1);
}
