import type { TemplateComponent, TemplateParameter } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { withoutInvisible } from '../../../fields/invisible';
import { asText } from '../../../fields/text';
import { atMost } from '../../../fields/textChecks';
import { parseHeaderLocation } from '../location';
import type { TemplateDefinition } from './accountTemplates';
import { composeHeaderMedia, headerMediaVariables } from './headerMedia';
import { oneTimeCode } from './oneTimeCode';
import type { DefinedButton, DefinedComponent, NamedExample } from './templateComponents';
import { isNumber, placeholdersOf, takesCode, takesOneTimeCode } from './templateDefinition';
import { MAX_BODY_TEXT, MAX_BODY_TEXT_ALONE, MAX_HEADER_TEXT } from './templateLimits';
import { urlSuffix } from './urlSuffix';
import { variableReaders, type VariableReaders } from './variableText';

/** A value that a template requires. */
export interface TemplateVariable {
	/** Stable ID under which a saved workflow stores the value: `body.2`, `header.media`, `button.0.url`, `code`. */
	id: string;
	/** The label in the editor: first what tells it from the others, then its example and the text around it. */
	label: string;
	/** What stands between its braces, for a text of the body, or of the header if it's a name: both can have {{1}}. */
	name?: string;
	/** Set if WhatsApp has a default: the payload of a quick-reply button, otherwise the button's text. */
	optional?: boolean;
	/** Set for two variables of which one needs a value: the address of a header's file, and a file of the item. */
	either?: boolean;
}

/** One parameter of the request, and the variables that it is built from. */
interface Slot {
	component: Omit<TemplateComponent, 'parameters'>;
	variables: TemplateVariable[];
	/** Set for a text of header or body, which has its own rules. */
	text?: 'header' | 'body';
	/** @param values one for each of the variables, none of them empty */
	parameter: (values: string[]) => TemplateParameter;
	/** Set for a header with a file, which doesn't need all of its variables: its format. */
	mediaFormat?: string;
}

/** The ID of the end of a button's address. @param index of the button, from 0 */
export function urlVariable(index: number): string {
	return `button.${index}.url`;
}

/** The ID of a quick reply's payload. @param index of the button, from 0 */
export function payloadVariable(index: number): string {
	return `button.${index}.payload`;
}

/** The variables of a template in reading order, without duplicates. */
export function variablesOf(definition: TemplateDefinition): TemplateVariable[] {
	const variables = slotsOf(definition).flatMap((slot) => slot.variables);
	return [...new Map(variables.map((variable) => [variable.id, variable])).values()];
}

/**
 * Builds the `components` of a template message from the values of its variables.
 *
 * @param values by the ids of {@link variablesOf}
 * @param readers for the texts that people see
 * @returns undefined for a template without variables
 * @throws InvalidFieldError naming the first variable whose value is missing or not allowed there
 */
export function composeComponents(
	definition: TemplateDefinition,
	values: Record<string, unknown>,
	readers: VariableReaders = variableReaders(false),
): TemplateComponent[] | undefined {
	const components: TemplateComponent[] = [];
	const textOf = ({ id, label }: TemplateVariable) => asText(values[id], label).trim();
	const slots = slotsOf(definition).filter(({ variables }) => !variables.some((one) => one.optional && textOf(one) === ''));
	const bodyAlone = slots.every(({ component }) => component.type === 'body');
	const limits = { header: MAX_HEADER_TEXT, body: bodyAlone ? MAX_BODY_TEXT_ALONE : MAX_BODY_TEXT };
	const textsOf = (slot: Slot): string[] => {
		const empty = slot.variables.find((variable) => textOf(variable) === '');
		if (empty !== undefined) {
			throw new InvalidFieldError(empty.label, 'is empty', `The template "${definition.name}" needs a value there.`);
		}
		const { text } = slot;
		return slot.variables.map((variable) => {
			const value = textOf(variable);
			return text === undefined ? value : atMost(readers[text](value, variable.label), variable.label, limits[text]);
		});
	};
	for (const slot of slots) {
		const { mediaFormat } = slot;
		const parameter = mediaFormat === undefined ? slot.parameter(textsOf(slot)) : composeHeaderMedia(mediaFormat, values, definition.name);
		const last = components.at(-1);
		if (last?.type === slot.component.type && last.index === slot.component.index) last.parameters.push(parameter);
		else components.push({ ...slot.component, parameters: [parameter] });
	}
	return components.length > 0 ? components : undefined;
}

function slotsOf(definition: TemplateDefinition): Slot[] {
	const components = definition.components ?? [];
	if (takesOneTimeCode(definition)) return oneTimeCodeSlots(components);
	return components.flatMap((component) => {
		const type = component.type.toUpperCase();
		if (type === 'HEADER') return headerSlots(component);
		if (type === 'BODY') {
			return textSlots('body', component, component.example?.body_text?.[0], component.example?.body_text_named_params);
		}
		return (component.buttons ?? []).flatMap((button, index) => buttonSlots(button, index));
	});
}

/** A one-time code appears in the body and again in the button that copies it, so one value fills both. */
function oneTimeCodeSlots(components: DefinedComponent[]): Slot[] {
	const variables = [{ id: 'code', label: 'One-Time Code' }];
	const parameter = ([text = '']: string[]): TemplateParameter => ({ type: 'text', text: oneTimeCode(text, 'One-Time Code') });
	// If the definition has no body text, WhatsApp's own is used, which has {{1}}.
	const { text: bodyText = '{{1}}' } = components.find(({ type }) => type.toUpperCase() === 'BODY') ?? {};
	const bodies = placeholdersOf(bodyText).map(({ name }): Slot => ({
		component: { type: 'body' },
		variables,
		parameter: (values) => ({ ...parameter(values), ...(!isNumber(name) && { parameter_name: name }) }),
	}));
	const index = components.flatMap(({ buttons = [] }) => buttons).findIndex(takesCode);
	const button: Slot = { component: { type: 'button', sub_type: 'url', index: String(index) }, variables, parameter };
	return index === -1 ? bodies : [...bodies, button];
}

function headerSlots(component: DefinedComponent): Slot[] {
	const format = component.format?.toUpperCase() || 'TEXT';
	if (format === 'TEXT') {
		const { header_text, header_text_named_params } = component.example ?? {};
		return textSlots('header', component, header_text, header_text_named_params);
	}
	if (format === 'LOCATION') {
		const part = (name: string, label: string) => ({ id: `header.${name}`, label: `Header: ${label}` });
		return [
			{
				component: { type: 'header' },
				variables: [
					part('latitude', 'Latitude'),
					part('longitude', 'Longitude'),
					part('name', 'Place Name'),
					part('address', 'Address'),
				],
				parameter: ([latitude, longitude, locationName, locationAddress]) => {
					const given: Record<string, unknown> = { latitude, longitude, locationName, locationAddress };
					return { type: 'location', location: parseHeaderLocation((name) => given[name], 'Header: ') };
				},
			},
		];
	}
	return [{ component: { type: 'header' }, variables: headerMediaVariables(format), mediaFormat: format, parameter: () => ({ type: 'media' }) }];
}

function textSlots(
	type: 'header' | 'body',
	{ text = '' }: DefinedComponent,
	examples: string[] = [],
	named: NamedExample[] = [],
): Slot[] {
	return placeholdersOf(text).map(({ name, context }, position) => {
		const example = isNumber(name) ? examples[position] : named.find(({ param_name }) => param_name === name)?.example;
		const label = `${type === 'header' ? 'Header ' : ''}{{${name}}}${exampleOf(example)}: ${context}`;
		return {
			component: { type },
			text: type,
			variables: [{ id: `${type}.${name}`, label, ...((type === 'body' || !isNumber(name)) && { name }) }],
			parameter: ([value = '']) => ({
				type: 'text',
				...(!isNumber(name) && { parameter_name: name }),
				text: value,
			}),
		};
	});
}

function buttonSlots(button: DefinedButton, index: number): Slot[] {
	const type = button.type.toUpperCase();
	const title = button.text ?? `${index + 1}`;
	if (type === 'URL' && placeholdersOf(button.url ?? '').length > 0) {
		const beginning = (button.url ?? '').replace(/\{\{.*$/, '');
		const example = [button.example].flat()[0];
		const label = `"${title}" button${exampleOf(withoutBeginning(example, beginning))}: end of ${beginning}…`;
		return [
			{
				component: { type: 'button', sub_type: 'url', index: String(index) },
				variables: [{ id: urlVariable(index), label }],
				parameter: ([text = '']) => ({ type: 'text', text: urlSuffix(text, label, beginning) }),
			},
		];
	}
	if (type === 'QUICK_REPLY') {
		return [
			{
				component: { type: 'button', sub_type: 'quick_reply', index: String(index) },
				variables: [
					{ id: payloadVariable(index), label: `"${title}" button: what comes back when it is pressed`, optional: true },
				],
				parameter: ([payload = '']) => ({ type: 'payload', payload: withoutInvisible(payload).trim() }),
			},
		];
	}
	return [];
}

/** WhatsApp's example of a button is the whole address, but only its end is entered. */
function withoutBeginning(example: string | undefined, beginning: string): string | undefined {
	return example?.startsWith(beginning) ? example.slice(beginning.length) : example;
}

/** Placed before the context, because the editor cuts labels after some 22 characters. */
function exampleOf(example: string | undefined): string {
	return example ? `, e.g. ${example}` : '';
}
