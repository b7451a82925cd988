import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * What the outcomes of a run are kept under: the same for every try of it, and for no other run of the execution.
 *
 * That is n8n's run index, but not for an agent's tool, where n8n counts each try of Retry On Fail as a run of its own, and
 * a model that is told of a fault may call the tool once more. There a run is what the model asked for, and whom it is for.
 */
export function runKey(this: IExecuteFunctions): string {
	if (!this.getNode().type.endsWith('Tool')) return String(this.getWorkflowDataProxy(0).$runIndex);
	const asked = this.getInputData().map(({ json }, item) => [json, recipients.call(this, item)]);
	return `tool-${createHash('sha256').update(JSON.stringify(asked)).digest('hex')}`;
}

/** @returns nothing where they cannot be read: then nothing is sent, and the check of all items says why */
function recipients(this: IExecuteFunctions, item: number): unknown {
	try {
		return this.getNodeParameter('to', item, '');
	} catch {
		return undefined;
	}
}
