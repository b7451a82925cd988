import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import type { ReadField } from '../../../../nodes/Plivo/fields/readField';

/** Fields of an item with these values; the others aren't set. */
export function reading(values: Record<string, unknown>): ReadField {
	return (name) => values[name] ?? '';
}

/** Reads the values that a workflow holds as n8n does: with defaults, and without fields that the editor doesn't show. */
export function readingAsStored(fields: INodeProperties[], stored: object): ReadField {
	const parameters: INodeParameters = JSON.parse(JSON.stringify(stored));
	return reading(NodeHelpers.getNodeParameters(fields, parameters, true, false, null, null) ?? {});
}
