import type { IDataObject } from 'n8n-workflow';

import { fromJsonText, isObject, textOf } from '../../../client/wire/response';
import { valueKeyOf } from '../../../client/wire/valueKey';

/** A component of a definition; `type` and `format` in capitals, as WhatsApp writes them. */
export interface DefinedComponent {
	type: string;
	format?: string;
	text?: string;
	example?: {
		header_text?: string[];
		header_text_named_params?: NamedExample[];
		body_text?: string[][];
		body_text_named_params?: NamedExample[];
	};
	buttons?: DefinedButton[];
}

export interface NamedExample {
	param_name: string;
	example: string;
}

export interface DefinedButton {
	/** Empty if it is missing and the button takes no value. The button still counts. */
	type: string;
	text?: string;
	url?: string;
	phone_number?: string;
	example?: string | string[];
}

/** A part that can't be read although it may take a value, so that a message without it would not be delivered. */
const UNREADABLE = Symbol('unreadable');
type Unreadable = typeof UNREADABLE;

/**
 * Reads the components of a template's definition. They may be JSON text, as a whole or each. Unreadable parts are skipped
 * if they certainly take no value. An empty list means that the template takes no values; a missing one means nothing.
 *
 * @returns also the first unreadable part that may take a value
 */
export function readComponents(value: unknown): { components?: DefinedComponent[]; unreadable?: string } {
	const parts = fromJsonText(value);
	if (!Array.isArray(parts)) return { unreadable: 'its components' };
	const components: DefinedComponent[] = [];
	let unreadable: string | undefined;
	parts.forEach((part: unknown, i) => {
		const component = readComponent(fromJsonText(part));
		if (component === UNREADABLE) unreadable ??= `its component ${i + 1}`;
		else if (component !== undefined) components.push(component);
	});
	return { components, ...(unreadable !== undefined && { unreadable }) };
}

function readComponent(part: unknown): DefinedComponent | Unreadable | undefined {
	const type = isObject(part) ? textOf(part.type)?.trim() : undefined;
	if (!isObject(part) || type === undefined) return takesNothing(part) ? undefined : UNREADABLE;
	const kind = type.toUpperCase();
	const { format, text, example } = part;
	const buttons = readButtons(fromJsonText(part.buttons));
	if (buttons === UNREADABLE || lacksContent(kind, part, buttons)) return UNREADABLE;
	return { type, format: textOf(format)?.trim(), text: textOf(text), example: readExample(fromJsonText(example)), buttons };
}

/** Whether a component lacks its essential content, so that it's unknown what values it takes. */
function lacksContent(kind: string, { format, text, ...rest }: IDataObject, buttons: DefinedButton[] = []): boolean {
	switch (kind) {
		case 'HEADER':
			// A text header may have no format.
			return isNoText(format) || isNoText(text) || (/^(TEXT)?$/i.test(textOf(format)?.trim() ?? '') && isMissing(text));
		case 'BODY':
			// For an authentication template, WhatsApp writes the body itself.
			return isNoText(text) || (isMissing(text) && rest.add_security_recommendation === undefined);
		case 'BUTTONS':
			return buttons.length === 0;
		default:
			return false;
	}
}

function readButtons(value: unknown): DefinedButton[] | Unreadable | undefined {
	if (isMissing(value)) return undefined;
	if (!Array.isArray(value)) return UNREADABLE;
	const buttons: DefinedButton[] = [];
	for (const entry of value) {
		const button = readButton(fromJsonText(entry));
		if (button === UNREADABLE) return UNREADABLE;
		buttons.push(button);
	}
	return buttons;
}

function readButton(part: unknown): DefinedButton | Unreadable {
	const type = isObject(part) ? textOf(part.type)?.trim() : undefined;
	if (!isObject(part) || type === undefined) return takesNothing(part) ? { type: '' } : UNREADABLE;
	if (type.toUpperCase() === 'URL' && textOf(part.url) === undefined) return UNREADABLE;
	const { text, url, phone_number } = part;
	return { type, text: textOf(text), url: textOf(url), phone_number: textOf(phone_number), example: textsOf(fromJsonText(part.example)) };
}

/** Examples only help people, so anything unreadable in them is skipped. */
function readExample(value: unknown): DefinedComponent['example'] {
	if (!isObject(value)) return undefined;
	const bodies: unknown = value.body_text;
	const body = Array.isArray(bodies) && Array.isArray(bodies[0]) ? (bodies[0] as unknown) : bodies;
	return {
		header_text: textsOf(value.header_text),
		header_text_named_params: namedOf(value.header_text_named_params),
		body_text: [textsOf(body)],
		body_text_named_params: namedOf(value.body_text_named_params),
	};
}

function namedOf(value: unknown): NamedExample[] {
	return [value].flat().flatMap((entry) => {
		const [param_name, example] = isObject(entry) ? [textOf(entry.param_name), textOf(entry.example)] : [];
		return param_name === undefined || example === undefined ? [] : [{ param_name, example }];
	});
}

/** Each keeps its position: the first belongs to the first variable. */
function textsOf(value: unknown): string[] {
	return isMissing(value) ? [] : [value].flat().map((entry) => textOf(entry) ?? '');
}

/** What a part without a type may contain and still take no value. */
const FIXED = ['text', 'url', 'phone_number'];

/** Whether a part of unknown type certainly takes no value. */
function takesNothing(part: unknown): boolean {
	if (valueKeyOf(part).includes('{{')) return false;
	if (typeof part !== 'object' || part === null) return true;
	return Object.entries(part).every(([key, value]) => FIXED.includes(key) && !isNoText(value));
}

function isNoText(value: unknown): boolean {
	return !isMissing(value) && textOf(value) === undefined;
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
