import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { BatchOperation, ItemFailure } from '../sending/batchOperation';

/** A record that comes with files. A class, because a plain object of these keys could be a record as well. */
export class RecordWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What an operation puts out for one item: one record or several, without pairing, which is the router's. */
export type Output = IDataObject | Array<IDataObject | RecordWithFiles>;

/** What came of one input item. */
export type ItemResult = { output: Output } | ItemFailure;

/** An operation that handles each item by itself. */
export interface PerItemOperation {
	fields: INodeProperties[];
	execute(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<Output>;
}

export type Operation = PerItemOperation | BatchOperation;

/** By the values of resource and operation that saved workflows hold. */
export type Operations = Record<string, Record<string, Operation>>;
