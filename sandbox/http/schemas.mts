/** For a schema: an object with these keys and no others, all but the optional ones required. */
export function strictObject(required: Record<string, object>, optional: Record<string, object> = {}) {
	return {
		type: 'object',
		additionalProperties: false,
		required: Object.keys(required),
		properties: { ...required, ...optional },
	};
}

/**
 * For a schema: an object of one of several kinds, told apart by the text under `key`; the kinds say what else each has.
 * With the kinds listed under `key` itself, an unknown one is refused with a sentence that names them.
 */
export function oneOfKinds(key: string, kinds: Record<string, { properties: Record<string, object>; required: string[] }>) {
	return {
		type: 'object',
		required: [key],
		properties: { [key]: { type: 'string', enum: Object.keys(kinds) } },
		discriminator: { propertyName: key },
		oneOf: Object.entries(kinds).map(([kind, { properties, required, ...rest }]) => ({
			...rest,
			additionalProperties: false,
			required,
			properties: { [key]: { const: kind }, ...properties },
		})),
	};
}

/** For a schema: a text of 1 to `max` characters; no upper limit without it. */
export function textOf(max?: number) {
	return { type: 'string', minLength: 1, ...(max === undefined ? {} : { maxLength: max }) };
}
