import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { openAccount } from '../transport/request';
import { media } from './media';
import { message } from './message';
import { nameItem, nodeError, operationError } from './nodeError';
import { RecordWithFiles, type ItemResult, type Operation } from './operation';
import { sendBatch } from './sendBatch';
import { startWaiting } from './startWaiting';
import { template } from './template';

const operations: Record<string, Record<string, Operation>> = { media, message, template };

/**
 * Runs the chosen operation over all input items. The one place that pairs outputs with inputs and that knows what
 * "continue on fail" means.
 *
 * @throws NodeError of the first item that failed, unless the node is set to continue
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const operation = chosenOperation.call(this);

	if ('prepare' in operation) {
		const results = await sendBatch.call(this, operation, items.length);
		const shown = 'waitUntil' in operation ? await startWaiting.call(this, operation, results) : results;
		return [shown.flatMap(paired)];
	}

	const client = await openAccount(this);
	const out: INodeExecutionData[] = [];
	for (let i = 0; i < items.length; i++) {
		try {
			out.push(...paired({ output: await operation.execute.call(this, client, i) }, i));
		} catch (error) {
			const failed = { error: nodeError(this.getNode(), error, i) };
			if (!this.continueOnFail()) throw nameItem(failed.error, i, items.length);
			out.push(...paired(failed, i));
		}
	}
	return [out];
}

function chosenOperation(this: IExecuteFunctions): Operation {
	const resource = this.getNodeParameter('resource', 0);
	const name = this.getNodeParameter('operation', 0);
	const operation = operations[resource]?.[name];
	if (operation === undefined) {
		throw operationError(
			this.getNode(),
			`This node has no operation "${name}" for "${resource}"`,
			0,
			'Pick a resource and an operation from the lists. For a custom API call, use the HTTP Request node with this credential.',
		);
	}
	return operation;
}

function paired(result: ItemResult, item: number): INodeExecutionData[] {
	const pairedItem = { item };
	if ('error' in result) {
		// n8n takes an item of these two keys for a failed one, and puts it out at the error output where there is one.
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
