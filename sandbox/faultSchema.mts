import type { FaultKind } from './faults.mts';

const status = { type: 'integer', minimum: 200, maximum: 599 } as const;
const text = { type: 'string' } as const;

/** The parameters of each kind of fault. */
const parameters: Record<FaultKind, { properties: Record<string, object>; required: string[] }> = {
	status: { properties: { status, error: text, retryAfter: { anyOf: [{ type: 'number' }, text] } }, required: ['status'] },
	slow: { properties: { ms: { type: 'integer', minimum: 0 } }, required: ['ms'] },
	resetBefore: { properties: {}, required: [] },
	resetAfter: { properties: {}, required: [] },
	silentBefore: { properties: {}, required: [] },
	silentAfter: { properties: {}, required: [] },
	notJson: { properties: { status }, required: ['status'] },
	notJsonAfter: { properties: { status }, required: ['status'] },
	statusAfter: { properties: { status, error: text }, required: ['status'] },
	redirect: { properties: { location: text, status }, required: ['location'] },
};

/** The body of POST /sandbox/faults: a fault rule, with its path as text. */
export const faultRuleSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['fault'],
	properties: {
		method: text,
		path: text,
		times: { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'always' }] },
		fault: {
			type: 'object',
			required: ['kind'],
			discriminator: { propertyName: 'kind' },
			oneOf: Object.entries(parameters).map(([kind, { properties, required }]) => ({
				additionalProperties: false,
				required,
				properties: { kind: { const: kind }, ...properties },
			})),
		},
	},
};
