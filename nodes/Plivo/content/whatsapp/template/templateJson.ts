import type { INodeProperties } from 'n8n-workflow';

import type { RawComponent, RawTemplate } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { isEntry } from '../../../fields/collection';
import { withoutInvisible } from '../../../fields/invisible';
import { jsonObject } from '../../../fields/jsonObject';
import type { ReadField } from '../../../fields/readField';
import { meantTexts } from '../../../fields/strayText';
import { parseRawParameter, stated } from './templateJsonParameter';
import { parseLanguage } from './templateName';
import { refuseBadNames, type NamedVariable } from './templateVariableNames';
import { fixLineBreaksOption, variableReaders, type VariableReaders } from './variableText';

const LABEL = 'Template JSON';
const EXAMPLE = '{"name": "order_shipped", "language": "en_US"}';

export const templateJsonField: INodeProperties = {
	displayName: LABEL,
	name: 'templateJson',
	type: 'json',
	typeOptions: { rows: 10 },
	required: true,
	default: '{\n  "name": "",\n  "language": "en_US",\n  "components": []\n}',
	description:
		"The template object of Plivo's message API, also for what the other modes have no fields for. It is sent as it is, unless you add the option Fix Line Breaks.",
};

/**
 * The part of a send request for a template given as a whole: JSON text, or an object from an expression.
 *
 * Only rules that apply to every template are checked; unknown types and keys are sent unchanged.
 *
 * @throws InvalidFieldError if it isn't JSON (with line and column) or an object, lacks what every template has, has a
 * form that only Meta's own API accepts, or a text for which WhatsApp would drop the message
 */
export function composeTemplateJson(read: ReadField): { template: RawTemplate } {
	const template = parseObject(read('templateJson'));
	if (template.name === undefined && isEntry(template.template)) {
		throw new InvalidFieldError(LABEL, 'has the template under "template"', 'Keep only what is inside it.');
	}
	if (typeof template.name !== 'string' || template.name.trim() === '') {
		throw new InvalidFieldError(LABEL, `has ${stated(template.name)} as "name"`, 'Enter the name of an approved template.');
	}
	if (typeof template.language !== 'string') throw noLanguage(template.language);
	const language = parseLanguage(template.language, `${LABEL}, "language"`);
	const name = withoutInvisible(template.name).trim();
	if (template.components === undefined) return { template: { ...template, name, language } };

	if (!Array.isArray(template.components)) {
		throw new InvalidFieldError(
			LABEL,
			`has ${stated(template.components)} as "components", which isn't a list`,
			'Put the components in square brackets: "components": [ … ].',
		);
	}
	const readers = variableReaders(read(`options.${fixLineBreaksOption.name}`));
	const components = parseComponents(template.components as unknown[], LABEL, readers);
	refuseBadNames(variablesOf(components));
	return { template: { ...template, name, language, components } };
}

function parseObject(value: unknown): Record<string, unknown> {
	const { components, ...rest } = jsonObject(value, LABEL, EXAMPLE);
	return { ...meantTexts(rest, LABEL), ...(components !== undefined && components !== null && { components }) };
}

/** The variables of header and body, without those in the cards of a carousel. */
function variablesOf(components: RawComponent[]): NamedVariable[] {
	return components.flatMap(({ type, parameters }, c) =>
		(type === 'header' || type === 'body') && Array.isArray(parameters)
			? parameters.flatMap((parameter: unknown, p) => {
					if (!isEntry(parameter) || parameter.type === 'media' || parameter.type === 'location') return [];
					const where = `${LABEL}, Component ${c + 1}, Parameter ${p + 1}`;
					return [{ component: type, where, name: typeof parameter.parameter_name === 'string' ? parameter.parameter_name : undefined }];
				})
			: [],
	);
}

function parseComponents(components: unknown[], where: string, readers: VariableReaders): RawComponent[] {
	return components.map((component, i) => parseComponent(component, `${where}, Component ${i + 1}`, readers));
}

/** The components that Plivo's message reference describes. */
const KNOWN = ['header', 'body', 'button'];

function parseComponent(component: unknown, label: string, readers: VariableReaders): RawComponent {
	if (!isEntry(component)) {
		throw new InvalidFieldError(
			label,
			`is ${quoted(component)}, which isn't an object`,
			'Write it as { "type": …, "parameters": [ … ] }.',
		);
	}
	const { type } = component;
	if (typeof type !== 'string' || type === '') {
		throw new InvalidFieldError(label, `has ${stated(type)} as "type"`, 'Use "header", "body", or "button".');
	}
	refuseMetasType(type, label);
	const { parameters, sub_type } = component;
	if (!Array.isArray(parameters) && (parameters !== undefined || KNOWN.includes(type))) {
		throw new InvalidFieldError(
			label,
			`has ${stated(parameters)} as "parameters", which isn't a list`,
			'Put the parameters in square brackets: "parameters": [ … ]. Leave out components without parameters.',
		);
	}
	// Checked after the form: a definition from Template > Get is full of {{1}}, and needs another remedy than a
	// forgotten value.
	const meant = meantTexts(component, label);
	if (type === 'button') refuseBadButton(meant, label);
	const parsed: RawComponent = { ...meant, type };
	if (Array.isArray(meant.parameters) && KNOWN.includes(type)) {
		parsed.parameters = meant.parameters.map((parameter: unknown, i) =>
			parseRawParameter(parameter, { type, sub_type, label: `${label}, Parameter ${i + 1}` }, readers),
		);
	}
	if (Array.isArray(meant.cards)) parsed.cards = parseCards(meant.cards, label, readers);
	return parsed;
}

/** The cards of a carousel contain components too. */
function parseCards(cards: unknown[], where: string, readers: VariableReaders): unknown[] {
	return cards.map((card, i) =>
		isEntry(card) && Array.isArray(card.components)
			? { ...card, components: parseComponents(card.components, `${where}, Card ${i + 1}`, readers) }
			: card,
	);
}

/** The output of Template > Get is Meta's definition of a template; a message contains only the values for it. */
function refuseMetasType(type: string, label: string): void {
	const small = type.toLowerCase();
	if (small === 'footer') {
		throw new InvalidFieldError(label, `has ${quoted(type)} as "type"`, 'Remove this component: a footer takes no values.');
	}
	if (small === 'buttons') {
		throw new InvalidFieldError(
			label,
			`has ${quoted(type)} as "type", as in Meta's template definitions`,
			'Write a component of "type": "button" for each button that takes a value.',
		);
	}
	if (small !== type && KNOWN.includes(small)) {
		throw new InvalidFieldError(label, `has ${quoted(type)} as "type"`, `Write it in lowercase: "type": "${small}".`);
	}
}

/** Plivo's message reference: a button needs both, and the index is text. */
function refuseBadButton({ sub_type, index }: Record<string, unknown>, label: string): void {
	if (typeof sub_type !== 'string' || sub_type === '') {
		throw new InvalidFieldError(label, `has ${stated(sub_type)} as "sub_type"`, 'Use "url" or "quick_reply".');
	}
	if (/^(URL|QUICK_REPLY)$/i.test(sub_type) && sub_type !== sub_type.toLowerCase()) {
		const small = sub_type.toLowerCase();
		throw new InvalidFieldError(label, `has ${quoted(sub_type)} as "sub_type"`, `Write it in lowercase: "sub_type": "${small}".`);
	}
	if (typeof index !== 'string' || !/^\d$/.test(index)) {
		const remedy = 'Use text: "0" for the first button, "1" for the second, up to "9".';
		throw new InvalidFieldError(label, `has ${stated(index)} as "index"`, remedy);
	}
}

function noLanguage(language: unknown): InvalidFieldError {
	const code = isEntry(language) ? language.code : undefined;
	return typeof code === 'string'
		? new InvalidFieldError(LABEL, 'has an object as "language", which is Meta\'s format', `Write "language": ${JSON.stringify(code.replace('-', '_'))}.`)
		: new InvalidFieldError(LABEL, `has ${stated(language)} as "language"`, 'Write for example "language": "en_US".');
}
