import type { INodeProperties } from 'n8n-workflow';

import type { RawComponent, RawTemplate } from '../../transport/whatsappTypes';
import { InvalidField, quoted } from '../invalidField';
import type { Read } from '../read';
import { meantTexts, refuseExpression } from '../strayText';
import { isEntry } from './collection';
import { jsonFault } from './jsonFault';
import { parseLanguage } from './templateName';

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
		"The template object of Plivo's message API, also for what the other modes have no fields for. It goes out as it is.",
};

/**
 * The part of a send request that a template makes, given whole: JSON text, or an object from an expression.
 *
 * Only what holds for every template is checked; keys that are not known here go out as they are.
 *
 * @throws InvalidField when it is no JSON (with line and column), no object, or lacks what every template has
 */
export function composeTemplateJson(read: Read): { template: RawTemplate } {
	const template = parseObject(read('templateJson'));
	if (template.name === undefined && isEntry(template.template)) {
		throw new InvalidField(LABEL, 'has the template under "template"', 'Leave only what stands inside of that.');
	}
	if (typeof template.name !== 'string' || template.name.trim() === '') {
		throw new InvalidField(LABEL, `has ${stated(template.name)} as "name"`, 'Enter the name of an approved template.');
	}
	if (typeof template.language !== 'string') throw noLanguage(template.language);
	const language = parseLanguage(template.language, `${LABEL}, "language"`);
	if (template.components === undefined) return { template: { ...template, name: template.name, language } };

	if (!Array.isArray(template.components)) {
		throw new InvalidField(
			LABEL,
			`has ${stated(template.components)} as "components", which is no list`,
			'Put the components into square brackets: "components": [ … ].',
		);
	}
	const components = (template.components as unknown[]).map((component, i) => parseComponent(component, i));
	return { template: { ...template, name: template.name, language, components } };
}

function parseObject(value: unknown): Record<string, unknown> {
	if (value === undefined || value === null || value === '') throw empty();
	const parsed = meantTexts(typeof value === 'string' ? parse(value) : value, LABEL);
	if (isEntry(parsed)) return parsed;
	throw new InvalidField(LABEL, `is ${quoted(parsed)}, which is no object`, `Write one such as ${EXAMPLE}.`);
}

function parse(text: string): unknown {
	if (text.trim() === '') throw empty();
	const fault = jsonFault(text);
	if (fault === undefined) return JSON.parse(text);
	refuseExpression(text, LABEL);
	const place = `line ${fault.line}, column ${fault.column}`;
	throw new InvalidField(
		LABEL,
		fault.rest === ''
			? `is no whole JSON: it ends too early, at ${place}`
			: `is no JSON: ${place} can't go on with ${quoted(fault.rest)}`,
		'Check the quotes, commas and brackets there. A text from an expression must come with its quotes, as in {{ JSON.stringify($json.name) }}.',
	);
}

function parseComponent(component: unknown, i: number): RawComponent {
	const label = `${LABEL}, Component ${i + 1}`;
	if (!isEntry(component)) {
		throw new InvalidField(
			label,
			`is ${quoted(component)}, which is no object`,
			'Write it as { "type": …, "parameters": [ … ] }.',
		);
	}
	const { type } = component;
	if (typeof type !== 'string' || type === '') {
		throw new InvalidField(label, `has ${stated(type)} as "type"`, 'Give it one: "header", "body" or "button".');
	}
	if (component.parameters !== undefined && !Array.isArray(component.parameters)) {
		throw new InvalidField(
			label,
			`has ${stated(component.parameters)} as "parameters", which is no list`,
			'Put the parameters into square brackets: "parameters": [ … ].',
		);
	}
	if (type === 'button') refuseBadButton(component, label);
	return { ...component, type };
}

/** Plivo's message reference: a button needs both, and the index is text. */
function refuseBadButton({ sub_type, index }: Record<string, unknown>, label: string): void {
	if (typeof sub_type !== 'string' || sub_type === '') {
		throw new InvalidField(label, `has ${stated(sub_type)} as "sub_type"`, 'Give it one: "url" or "quick_reply".');
	}
	if (typeof index !== 'string' || !/^\d$/.test(index)) {
		const remedy = 'Give it text: "0" for the first button, "1" for the second, up to "9".';
		throw new InvalidField(label, `has ${stated(index)} as "index"`, remedy);
	}
}

function noLanguage(language: unknown): InvalidField {
	const code = isEntry(language) ? language.code : undefined;
	return typeof code === 'string'
		? new InvalidField(LABEL, 'has an object as "language", as Meta writes it', `Write "language": ${JSON.stringify(code)}.`)
		: new InvalidField(LABEL, `has ${stated(language)} as "language"`, 'Write for example "language": "en_US".');
}

function empty(): InvalidField {
	return new InvalidField(LABEL, 'is empty', `Write an object such as ${EXAMPLE}.`);
}

function stated(value: unknown): string {
	return value === undefined || value === '' ? 'nothing' : quoted(value);
}
