/** Parts of schemas, and the sandbox's own keyword in them. The types of what a schema accepts come from it, by TypeBox's Static. */
import { type Static, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import type { FastifySchemaValidationError } from 'fastify';

/** The annotation that ownRule() adds; the server's validator must know it. */
export const ownRulesKeyword = 'ownRules';

/**
 * Marks some of a schema's keywords as the sandbox's own rules, which none of Plivo's documents has; see PlivoError.
 * `additionalProperties`, which allows no other keys, is always one of them and isn't marked.
 */
export function ownRule<Schema extends TSchema>(schema: Schema, ...keywords: string[]): Schema {
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

/** An object with only these keys. */
export function strictObject<Properties extends TProperties>(properties: Properties) {
	return Type.Object(properties, { additionalProperties: false });
}

/** One of these texts. (The form that TypeBox's documentation has for this; a union of literals would be reported text by text.) */
export function stringEnum<Texts extends string[]>(...texts: Texts) {
	return Type.Unsafe<Texts[number]>({ type: 'string', enum: texts });
}

/** The method that a webhook is called with. */
export const webhookMethod = stringEnum('GET', 'POST');
export type WebhookMethod = Static<typeof webhookMethod>;

/**
 * A text of 1 to `max` characters; without `max`, there is no upper limit.
 *
 * Not known about live Plivo: whether it accepts empty texts.
 */
export function textOf(max?: number) {
	return ownRule(Type.String({ minLength: 1, maxLength: max }), 'minLength');
}

type Kind = TSchema & { properties: TProperties };

/**
 * An object of one of several kinds. The text under `key` says which one, so an error is about this kind only. An error for an
 * unknown kind doesn't name the others.
 */
export function discriminated<Kinds extends Kind[]>(key: string, kinds: Kinds) {
	return Type.Unsafe<Static<Kinds[number]>>({
		type: 'object',
		required: [key],
		discriminator: { propertyName: key },
		oneOf: kinds,
	});
}

/**
 * The same, but the error for an unknown kind names all of them.
 *
 * @param list whether Plivo or the sandbox lists the kinds; see PlivoError
 */
export function oneOfKinds<Kinds extends Kind[]>(key: string, kinds: Kinds, list: 'plivo' | 'sandbox' = 'plivo') {
	const kind = stringEnum(...kinds.flatMap(({ properties }) => textsOf(properties[key])));
	return { ...discriminated(key, kinds), properties: { [key]: list === 'plivo' ? kind : ownRule(kind, 'enum') } };
}

/** The texts that a literal or a stringEnum() allows. */
function textsOf(schema: TSchema | undefined): string[] {
	return schema?.enum ?? [schema?.const];
}
