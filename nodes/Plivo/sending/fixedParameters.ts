import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

import { isRecord } from '../client/failures/errorFacts';

/**
 * The context of an execution, except that a parameter without an expression is read only once for all items. n8n walks
 * the node's whole description for each value it returns, which takes most of the time with thousands of items.
 *
 * Such a value is one object shared by all items, so it's frozen.
 */
export function readFixedOnce(context: IExecuteFunctions): IExecuteFunctions {
	const { parameters } = context.getNode();
	const known = new Map<string, unknown>();
	const read = (name: string, itemIndex: number, fallback?: unknown, options?: IGetNodeParameterOptions): unknown => {
		const key = JSON.stringify([name, fallback, options]);
		if (known.has(key)) return known.get(key);
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback, options);
		if (!hasExpression(valueAt(parameters, name))) known.set(key, frozen(value));
		return value;
	};
	return Object.create(context, { getNodeParameter: { value: read } }) as IExecuteFunctions;
}

/** @param name may be a path into a parameter, such as `options.concurrency` */
function valueAt(parameters: object, name: string): unknown {
	return name.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), parameters);
}

/** n8n treats a string that starts with "=" as an expression. */
function hasExpression(value: unknown): boolean {
	return isRecord(value) ? Object.values(value).some(hasExpression) : typeof value === 'string' && value.startsWith('=');
}

function frozen(value: unknown): unknown {
	if (isRecord(value)) Object.values(value).forEach(frozen);
	return Object.freeze(value);
}
