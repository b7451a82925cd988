import type { IDataObject } from 'n8n-workflow';

import { lowerCaseWord, plain, word } from './values';

// Plivo's page on incoming messages names neither parameter, and programs written for Plivo know only that they have
// parts. How these go on the wire is not known, so every usual way is read: `Button[Text]`, `Button.Text`,
// `ButtonText`, an object, and an object as JSON text; names in any case.

/**
 * The quick reply that was touched in WhatsApp, or the row of a list, which has an ID where a reply has a payload.
 *
 * @param object the webhook's parameters by name
 */
export function readButton(object: IDataObject): { text: string | null; payload: string | null } | null {
	const parts = partsOf(object, 'Button', 'text');
	const isButton = lowerCaseWord(object.ContentType) === 'button';
	// a button may be labelled "None", but where nothing was touched that word says so
	const label = (name: string) => (isButton ? plain(parts.get(name)) || null : word(parts.get(name)));
	const text = label('text') ?? label('title');
	const payload = word(parts.get('payload')) ?? word(parts.get('id'));
	return text === null && payload === null ? null : { text, payload };
}

/** The message that a WhatsApp message answers. */
export function readContext(object: IDataObject): { messageUuid: string } | null {
	const parts = partsOf(object, 'Context', 'messageuuid');
	const messageUuid = word(parts.get('messageuuid')) ?? word(parts.get('id'));
	return messageUuid === null ? null : { messageUuid };
}

/**
 * The parts of a parameter, by their names in lower case and without underscores.
 *
 * @param only the part that it is taken for when it has none
 */
function partsOf(object: IDataObject, name: 'Button' | 'Context', only: string): Map<string, unknown> {
	const parts = new Map<string, unknown>();
	const add = (part: string, value: unknown) => {
		const key = part.toLowerCase().replaceAll('_', '');
		if (word(parts.get(key)) === null) parts.set(key, value);
	};
	const partName = new RegExp(`^${name}(?:\\[(\\w+)\\]|[._]?(\\w+))$`, 'i');
	for (const [key, value] of Object.entries(object)) {
		const [, inBrackets, behind] = partName.exec(key) ?? [];
		const part = inBrackets ?? behind;
		if (part !== undefined) add(part, value);
		if (key.toLowerCase() !== name.toLowerCase()) continue;
		const whole = parsed(Array.isArray(value) ? value[0] : value);
		if (isObject(whole)) for (const [inner, innerValue] of Object.entries(whole)) add(inner, innerValue);
		else add(only, whole);
	}
	return parts;
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
