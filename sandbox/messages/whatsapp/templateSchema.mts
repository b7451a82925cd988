import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { PlivoError } from '../../http/errors.mts';
import { ofFormat } from '../../http/formats.mts';
import { oneOfKinds, ownRule, strictObject, stringEnum, textOf } from '../../http/schemas.mts';
import { headerLocationSchema } from './locationSchema.mts';

function parameter<Key extends string, Value extends TSchema>(key: Key, value: Value) {
	return strictObject({
		type: Type.Literal(key),
		...({ [key]: value } as Record<Key, Value>),
		parameter_name: Type.Optional(textOf()),
	});
}

/** Only known from the SDKs, like dates and locations: Plivo's reference has texts in bodies, and texts and media in headers. */
const currency = ownRule(
	strictObject({
		fallback_value: textOf(),
		currency_code: ofFormat('ISO 4217 currency code'),
		amount_1000: ownRule(Type.Integer(), 'type'),
	}),
	'required',
);
const dateTime = ownRule(strictObject({ fallback_value: textOf() }), 'required');

const headerParameter = oneOfKinds(
	'type',
	[
		parameter('text', textOf(60)),
		parameter('media', ofFormat('http or https URL')),
		parameter('location', headerLocationSchema),
	],
	'sandbox',
);

const bodyParameter = oneOfKinds(
	'type',
	[parameter('text', textOf(32_768)), parameter('currency', currency), parameter('date_time', dateTime)],
	'sandbox',
);

function atMostOne<Item extends TSchema>(item: Item) {
	return ownRule(Type.Array(item, { maxItems: 1 }), 'maxItems');
}

function button<SubType extends string, Parameter extends TSchema>(subType: SubType, parameter: Parameter) {
	return strictObject({
		sub_type: Type.Literal(subType),
		type: Type.Literal('button'),
		index: stringEnum(...'0123456789'),
		parameters: atMostOne(parameter),
	});
}

const buttons = oneOfKinds(
	'sub_type',
	[
		button('url', oneOfKinds('type', [parameter('text', textOf())], 'sandbox')),
		button('quick_reply', oneOfKinds('type', [parameter('payload', textOf())], 'sandbox')),
	],
	'sandbox',
);

/**
 * Templates in the form of Plivo's reference of sending and its official SDKs, which isn't Meta's: `language` is text, a file is
 * its URL, `index` is text. templateMatch.mts checks whether they fit a template of the account.
 *
 * Not known about live Plivo: whether it supports more than this (the Go SDK has `cards`, for carousels; no SDK has coupon
 * codes and flows), and whether it's as strict, for example in allowing a header or a button only one parameter.
 */
export const templateSchema = strictObject({
	name: textOf(),
	language: textOf(),
	components: Type.Optional(
		Type.Array(
			oneOfKinds('type', [
				strictObject({ type: Type.Literal('header'), parameters: atMostOne(headerParameter) }),
				strictObject({ type: Type.Literal('body'), parameters: Type.Array(bodyParameter) }),
				// The type is repeated here, because components are told apart before buttons are.
				{ ...buttons, properties: { ...buttons.properties, type: Type.Literal('button') } },
			]),
		),
	),
});

/** The template of a send request. */
export type SentTemplate = Static<typeof templateSchema>;
export type SentComponent = NonNullable<SentTemplate['components']>[number];
export type TemplateParameter = SentComponent['parameters'][number];

/** Plivo's reference: the text of a body may have 32,768 characters, or 1,024 if there are other components. */
const maxBodyAmongOthers = 1_024;

/**
 * What the schema can't express: each component may appear once, and the limit on a body's text if there are other components.
 *
 * Not known about live Plivo: whether it rejects a repeated component, and whether that limit applies to each text, as here, or to the
 * body with all texts filled in.
 *
 * @throws PlivoError 400
 */
export function checkTemplateShape({ components = [] }: SentTemplate): void {
	const names = components.map((component) => (component.type === 'button' ? `button ${component.index}` : component.type));
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) throw new PlivoError(400, `'template.components' has more than one ${twice}.`, 'sandbox');
	if (components.length < 2) return;
	const tooLong = components
		.flatMap((component) => (component.type === 'body' ? component.parameters : []))
		.find((one) => one.type === 'text' && [...one.text].length > maxBodyAmongOthers);
	if (tooLong !== undefined) {
		throw new PlivoError(400, `'template.components' has a body text of more than ${maxBodyAmongOthers} characters.`);
	}
}
