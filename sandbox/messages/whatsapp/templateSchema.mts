import { PlivoError } from '../../http/errors.mts';
import { ofFormat } from '../../http/formats.mts';
import { oneOfKinds, ownRule, strictObject, textOf } from '../../http/schemas.mts';
import { headerLocationSchema, type Location } from './locationSchema.mts';

export type TemplateParameter = { parameter_name?: string } & (
	| { type: 'text'; text: string }
	| { type: 'media'; media: string }
	| { type: 'payload'; payload: string }
	| { type: 'currency'; currency: { fallback_value: string; currency_code: string; amount_1000: number } }
	| { type: 'date_time'; date_time: { fallback_value: string } }
	| { type: 'location'; location: Required<Location> }
);

export type SentComponent =
	| { type: 'header' | 'body'; parameters: TemplateParameter[] }
	| { type: 'button'; sub_type: 'url' | 'quick_reply'; index: string; parameters: TemplateParameter[] };

/** The template of a send request. */
export interface SentTemplate {
	name: string;
	language: string;
	components?: SentComponent[];
}

function parameter(key: string, value: object) {
	return { properties: { [key]: value, parameter_name: textOf() }, required: [key] };
}

/** Only known from the SDKs, like dates and locations: Plivo's reference has texts in bodies, and texts and media in headers. */
const currency = ownRule(
	strictObject({
		fallback_value: textOf(),
		currency_code: ofFormat('ISO 4217 currency code'),
		amount_1000: ownRule({ type: 'integer' }, 'type'),
	}),
	'required',
);

function parameters(kinds: Record<string, ReturnType<typeof parameter>>, max?: number) {
	const list = { type: 'array', items: oneOfKinds('type', kinds, 'sandbox') };
	return max === undefined ? list : ownRule({ ...list, maxItems: max }, 'maxItems');
}

const headerParameters = parameters(
	{
		text: parameter('text', textOf(60)),
		media: parameter('media', ofFormat('http or https URL')),
		location: parameter('location', headerLocationSchema),
	},
	1,
);

const bodyParameters = parameters({
	text: parameter('text', textOf(32_768)),
	currency: parameter('currency', currency),
	date_time: parameter('date_time', ownRule(strictObject({ fallback_value: textOf() }), 'required')),
});

function button(buttonParameters: object) {
	return {
		properties: {
			type: { const: 'button' },
			index: { type: 'string', enum: [...'0123456789'] },
			parameters: buttonParameters,
		},
		required: ['index', 'parameters'],
	};
}

const buttonKinds = oneOfKinds(
	'sub_type',
	{
		url: button(parameters({ text: parameter('text', textOf()) }, 1)),
		quick_reply: button(parameters({ payload: parameter('payload', textOf()) }, 1)),
	},
	'sandbox',
);

/**
 * Templates in the form of Plivo's reference of sending and its official SDKs, which isn't Meta's: `language` is text, a file is
 * its URL, `index` is text. templateMatch.mts checks whether they fit a template of the account.
 *
 * Not known about live Plivo: whether it supports more than this (the Go SDK has `cards`, for carousels; no SDK has coupon
 * codes and flows), and whether it's as strict, for example in allowing a header or a button only one parameter.
 */
export const templateSchema = strictObject(
	{ name: textOf(), language: textOf() },
	{
		components: {
			type: 'array',
			items: {
				type: 'object',
				required: ['type'],
				properties: { type: { type: 'string', enum: ['header', 'body', 'button'] } },
				discriminator: { propertyName: 'type' },
				oneOf: [
					{
						additionalProperties: false,
						properties: { type: { const: 'header' }, parameters: headerParameters },
						required: ['parameters'],
					},
					{
						additionalProperties: false,
						properties: { type: { const: 'body' }, parameters: bodyParameters },
						required: ['parameters'],
					},
					{ ...buttonKinds, properties: { ...buttonKinds.properties, type: { const: 'button' } } },
				],
			},
		},
	},
);

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
