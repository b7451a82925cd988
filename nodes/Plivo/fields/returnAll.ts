import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseBoolean } from './boolean';
import { parseWholeNumber } from './wholeNumber';

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
 * @returns the maximum number of records to read; Infinity for Return All
 * @throws InvalidFieldError if the limit isn't a whole number above 0: nothing would be read, as if there were no records
 */
export function readLimit(this: IExecuteFunctions, i: number): number {
	if (parseBoolean(this.getNodeParameter('returnAll', i, false), 'Return All')) return Infinity;
	return parseWholeNumber(this.getNodeParameter('limit', i, 50), 'Limit', 1);
}
