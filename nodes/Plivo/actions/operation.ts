import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../client/plivoClient';
import type { BatchOperation, ItemFailure } from '../sending/batchOperation';

/** A record with files. It's a class, because a plain object with these keys could be a record too. */
export class RecordWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** An operation's output for one item: one or more records, without pairedItem, which the router adds. */
export type Output = IDataObject | Array<IDataObject | RecordWithFiles>;

/** Result of one input item. */
export type ItemResult = { output: Output } | ItemFailure;

/** An operation that handles each item separately. */
export interface PerItemOperation {
	fields: INodeProperties[];
	execute(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): Promise<Output>;
}

export type Operation = PerItemOperation | BatchOperation;

/** By the values of resource and operation in saved workflows. */
export type Operations = Record<string, Record<string, Operation>>;
