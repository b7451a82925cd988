import type { IDataObject } from 'n8n-workflow';

import { contentOf } from '../../../client/wire/contentOf';
import { fromJsonText, isObject, textOf } from '../../../client/wire/response';

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
	/** Empty where it is not said, and the button takes nothing: it counts all the same. */
	type: string;
	text?: string;
	url?: string;
	phone_number?: string;
	example?: string | string[];
}

/** A part that can't be read although it may take a value, so that a message without it would not arrive. */
const UNREADABLE = Symbol('unreadable');
type Unreadable = typeof UNREADABLE;

/**
 * Reads the components of a template's definition. They may be JSON text, as a whole or each. Parts that can't be read are
 * left out where they take no value for sure. An empty list says that the template takes nothing; none at all says nothing.
 *
 * @returns also the first of those that may take one
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

/** Whether a component lacks what makes it one: what it takes can't be told then. */
function lacksContent(kind: string, { format, text, ...rest }: IDataObject, buttons: DefinedButton[] = []): boolean {
	switch (kind) {
		case 'HEADER':
			// A header of text need not say so.
			return isNoText(format) || isNoText(text) || (/^(TEXT)?$/i.test(textOf(format)?.trim() ?? '') && isMissing(text));
		case 'BODY':
			// WhatsApp writes that of an authentication template by itself.
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

/** Examples only help people, so that whatever can't be read of them is left out. */
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

/** Each in its place: the first belongs to the first variable. */
function textsOf(value: unknown): string[] {
	return isMissing(value) ? [] : [value].flat().map((entry) => textOf(entry) ?? '');
}

/** What a part without a type may hold and yet take no value. */
const FIXED = ['text', 'url', 'phone_number'];

/** Whether a part of unknown type takes no value for sure. */
function takesNothing(part: unknown): boolean {
	if (contentOf(part).includes('{{')) return false;
	if (typeof part !== 'object' || part === null) return true;
	return Object.entries(part).every(([key, value]) => FIXED.includes(key) && !isNoText(value));
}

function isNoText(value: unknown): boolean {
	return !isMissing(value) && textOf(value) === undefined;
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
