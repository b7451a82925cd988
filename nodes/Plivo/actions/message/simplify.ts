import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseBoolean } from '../../fields/boolean';
import { simplifiedMessage } from '../../records/simplifiedMessage';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @returns what turns a record into the output: the simplified one, or Plivo's own as it is */
export function readSimplify(this: IExecuteFunctions, itemIndex: number): (record: IDataObject) => IDataObject {
	const isSimple = parseBoolean(this.getNodeParameter('simplify', itemIndex, true), 'Simplify');
	return isSimple ? simplifiedMessage : (record) => record;
}
