import type { FastifySchemaValidationError } from 'fastify';

/** The annotation that ownRule() makes; the server's validator has to know it. */
export const ownRulesKeyword = 'ownRules';

/**
 * For a schema: marks keywords of it as the sandbox's own rules, which no document of Plivo's has; see PlivoError. That no other
 * keys are allowed (`additionalProperties`) always is one, and needs no mark.
 */
export function ownRule<Schema extends object>(schema: Schema, ...keywords: string[]): Schema & { [ownRulesKeyword]: string[] } {
	return { ...schema, [ownRulesKeyword]: [...ownRulesOf(schema), ...keywords] };
}

/** Whether what a schema refuses, breaks a rule of the sandbox's own. The validator has to be verbose. */
export function isOwnRule(problem: FastifySchemaValidationError): boolean {
	const schema = 'parentSchema' in problem ? problem.parentSchema : undefined;
	return problem.keyword === 'additionalProperties' || ownRulesOf(schema).includes(problem.keyword);
}

function ownRulesOf(schema: unknown): string[] {
	const rules = typeof schema === 'object' && schema !== null && ownRulesKeyword in schema ? schema[ownRulesKeyword] : [];
	return Array.isArray(rules) ? rules.map(String) : [];
}

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
 *
 * @param list whose list of kinds it is; see PlivoError
 */
export function oneOfKinds(
	key: string,
	kinds: Record<string, { properties: Record<string, object>; required: string[] }>,
	list: 'plivo' | 'sandbox' = 'plivo',
) {
	const kind = { type: 'string', enum: Object.keys(kinds) };
	return {
		type: 'object',
		required: [key],
		properties: { [key]: list === 'plivo' ? kind : ownRule(kind, 'enum') },
		discriminator: { propertyName: key },
		oneOf: Object.entries(kinds).map(([kind, { properties, required, ...rest }]) => ({
			...rest,
			additionalProperties: false,
			required,
			properties: { [key]: { const: kind }, ...properties },
		})),
	};
}

/**
 * For a schema: a text of 1 to `max` characters; no upper limit without it.
 *
 * Not known about live Plivo: whether it takes empty texts.
 */
export function textOf(max?: number) {
	return ownRule({ type: 'string', minLength: 1, ...(max === undefined ? {} : { maxLength: max }) }, 'minLength');
}
