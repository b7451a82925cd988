import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { createPlivoClient } from '../client/plivoClient';
import { nameItem } from '../errors/itemNames';
import { toNodeError, operationError } from '../errors/toNodeError';
import { sendBatch } from '../sending/sendBatch';
import { explainEmpty } from '../fields/emptyExpression';
import { RecordWithFiles, type ItemResult, type Operation, type Operations, type PerItemOperation } from './operation';

/**
 * Runs the chosen operation over all input items. Only the router pairs outputs with inputs and handles "continue on
 * fail": if an operation throws, n8n would output its input, as if everything had succeeded.
 *
 * @param fields of the node, whose labels errors use
 * @throws NodeError of the first item that failed, unless the node is set to continue
 */
export async function router(this: IExecuteFunctions, operations: Operations, fields: INodeProperties[]): Promise<INodeExecutionData[][]> {
	const count = this.getInputData().length;
	try {
		const operation = chosenOperation.call(this, operations);
		const results = 'prepare' in operation ? await sendBatch.call(this, operation, count, fields) : await runEach.call(this, operation, count, fields);
		return [results.flatMap(paired)];
	} catch (error) {
		const node = this.getNode();
		if (!this.continueOnFail()) throw toNodeError(node, error);
		return [Array.from({ length: count }, (_, item) => paired({ error: toNodeError(node, error) }, item)).flat()];
	}
}

async function runEach(this: IExecuteFunctions, operation: PerItemOperation, count: number, fields: INodeProperties[]): Promise<ItemResult[]> {
	const client = await createPlivoClient(this);
	const results: ItemResult[] = [];
	for (let i = 0; i < count; i++) {
		try {
			results.push({ output: await operation.execute.call(this, client, i) });
		} catch (error) {
			const failed = toNodeError(this.getNode(), explainEmpty.call(this, fields, i, error), i);
			if (!this.continueOnFail()) throw nameItem(failed, i, count);
			results.push({ error: failed });
		}
	}
	return results;
}

function chosenOperation(this: IExecuteFunctions, operations: Operations): Operation {
	const resource = this.getNodeParameter('resource', 0);
	// An unknown resource hides the operation.
	const name = this.getNodeParameter('operation', 0, '');
	const operation = operations[resource]?.[name];
	if (operation === undefined) {
		throw operationError(
			this.getNode(),
			`This node has no operation "${name}" for "${resource}"`,
			undefined,
			'Pick a resource and an operation from the lists. For a custom API call, use the HTTP Request node with this credential.',
		);
	}
	return operation;
}

function paired(result: ItemResult, item: number): INodeExecutionData[] {
	const pairedItem = { item };
	if ('error' in result) {
		// n8n treats an item with these two keys as failed, and sends it to the error output if there is one.
		const { message: error, description: remedy } = result.error;
		return [{ json: { error, ...(remedy && { message: remedy }) }, pairedItem }];
	}
	return [result.output]
		.flat()
		.map((record) =>
			record instanceof RecordWithFiles
				? { json: record.json, binary: record.binary, pairedItem }
				: { json: record, pairedItem },
		);
}
