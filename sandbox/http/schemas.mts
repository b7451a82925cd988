import type { FastifySchemaValidationError } from 'fastify';

/** The annotation that ownRule() adds; the server's validator must know it. */
export const ownRulesKeyword = 'ownRules';

/**
 * For a schema: marks some of its keywords as the sandbox's own rules, which none of Plivo's documents has; see PlivoError.
 * `additionalProperties`, which allows no other keys, is always one of them and isn't marked.
 */
export function ownRule<Schema extends object>(schema: Schema, ...keywords: string[]): Schema & { [ownRulesKeyword]: string[] } {
	return { ...schema, [ownRulesKeyword]: [...ownRulesOf(schema), ...keywords] };
}

/** Whether a schema error breaks one of the sandbox's own rules. The validator must be verbose. */
export function isOwnRule(problem: FastifySchemaValidationError): boolean {
	const schema = 'parentSchema' in problem ? problem.parentSchema : undefined;
	return problem.keyword === 'additionalProperties' || ownRulesOf(schema).includes(problem.keyword);
}

function ownRulesOf(schema: unknown): string[] {
	const rules = typeof schema === 'object' && schema !== null && ownRulesKeyword in schema ? schema[ownRulesKeyword] : [];
	return Array.isArray(rules) ? rules.map(String) : [];
}

/** For a schema: an object with only these keys. All except the optional ones are required. */
export function strictObject(required: Record<string, object>, optional: Record<string, object> = {}) {
	return {
		type: 'object',
		additionalProperties: false,
		required: Object.keys(required),
		properties: { ...required, ...optional },
	};
}

/**
 * For a schema: an object of one of several kinds. The text under `key` says which one; each kind has its own other keys. The
 * kinds are also listed under `key` itself, so that the error for an unknown kind names them.
 *
 * @param list whether Plivo or the sandbox lists the kinds; see PlivoError
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
 * For a schema: a text of 1 to `max` characters; without `max`, there is no upper limit.
 *
 * Not known about live Plivo: whether it accepts empty texts.
 */
export function textOf(max?: number) {
	return ownRule({ type: 'string', minLength: 1, ...(max === undefined ? {} : { maxLength: max }) }, 'minLength');
}
