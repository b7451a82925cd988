import type { INodeProperties } from 'n8n-workflow';

import type { Interactive, InteractiveAction, ListSection } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import { isEntry, type Entry } from '../../../fields/collection';
import { jsonObject } from '../../../fields/jsonObject';
import type { ReadField } from '../../../fields/readField';
import { isMediaType, refuseMetasMedia, stated } from '../template/templateJsonParameter';
import { parseCtaButton, parseReplyButtons } from './buttons';
import { parseTitle } from './choices';
import { parseBody, parseFooter, parseHeaderMedia, parseHeaderText, refuseMediaHeader } from './commonFields';
import { MAX_BUTTON_TITLE } from './interactiveLimits';
import { refuseMetasAction } from './metasInteractive';
import { parseSections } from './sections';

const LABEL = 'Interactive JSON';

export const interactiveJsonField: INodeProperties = {
	displayName: LABEL,
	name: 'interactiveJson',
	type: 'json',
	typeOptions: { rows: 10 },
	required: true,
	default: '{\n  "type": "reply",\n  "body": { "text": "" },\n  "action": {\n    "buttons": [{ "title": "", "id": "" }]\n  }\n}',
	description: "The interactive object of Plivo's message API, or an expression that returns it",
};

const TYPES = ['reply', 'list', 'cta_url', 'button'] as const;

/**
 * An interactive message given as a whole: JSON text, or an object from an expression.
 *
 * @returns the same object, with single-line texts trimmed, numbers as text, and the title as ID if that is missing
 * @throws InvalidFieldError with the path of the first part that doesn't match Plivo's message reference, or for which
 * WhatsApp would drop the message; also for a key that isn't in the reference, because a misspelled one would be ignored
 */
export function composeInteractiveJson(read: ReadField): Interactive {
	const json = jsonObject(read('interactiveJson'), LABEL, '{"type": "reply", "body": {"text": "…"}, "action": {…}}');
	const around = ['interactive', 'json'].find((key) => isEntry(json[key]));
	if (around !== undefined) {
		throw new InvalidFieldError(LABEL, `has the message under "${around}"`, `Keep only what is inside "${around}".`);
	}
	const type = parseType(json.type);
	refuseOtherKeys(json, LABEL, ['type', 'header', 'body', 'footer', 'action']);
	const header = isMissing(json.header) ? undefined : parseHeader(json.header, type);
	const body = parseBody(objectOf(json.body, 'body', '{ "text": "…" }', ['text']).text, `${LABEL}, Body`);
	const footer =
		isMissing(json.footer)
			? undefined
			: parseFooter(objectOf(json.footer, 'footer', '{ "text": "…" }', ['text']).text, `${LABEL}, Footer`);
	return {
		type,
		...(header && { header }),
		body: { text: body },
		...(footer !== undefined && { footer: { text: footer } }),
		action: parseAction(json.action, type),
	};
}

function parseType(type: unknown): Interactive['type'] {
	const known = TYPES.find((candidate) => candidate === type);
	if (known !== undefined) return known;
	throw new InvalidFieldError(LABEL, `has ${stated(type)} as "type"`, 'Use one of: "reply", "list", "cta_url".');
}

function parseHeader(value: unknown, type: Interactive['type']): Interactive['header'] {
	const label = `${LABEL}, Header`;
	const header = objectOf(value, 'header', '{ "type": "text", "text": "…" }');
	if (isMediaType(header.type)) refuseMediaHeader(type, label, 'Give it text, or remove "header".');
	refuseMetasMedia(header, label);
	switch (header.type) {
		case 'text':
			refuseOtherKeys(header, label, ['type', 'text']);
			return { type: 'text', text: parseHeaderText(header.text, `${label}, Text`, 'Enter it, or remove "header".') };
		case 'media':
			refuseOtherKeys(header, label, ['type', 'media']);
			return { type: 'media', media: parseHeaderMedia(header.media, `${label}, Media`, 'Enter the address of the file, or remove "header".') };
		default:
			throw new InvalidFieldError(label, `has ${stated(header.type)} as "type"`, 'Use one of: "text", "media".');
	}
}

function parseAction(value: unknown, type: Interactive['type']): InteractiveAction {
	const action = objectOf(value, 'action', '{ "buttons": [ … ] }');
	refuseMetasAction(action, LABEL);
	refuseOtherKeys(action, `${LABEL}, Action`, ['buttons', 'sections']);
	const buttons = entriesIn(action.buttons, `${LABEL}, Buttons`);
	const hasSections = !isMissing(action.sections) && !(Array.isArray(action.sections) && action.sections.length === 0);
	if (type !== 'list' && hasSections) throw belongsTo('list', '"sections"');
	if (type !== 'cta_url' && buttons.some((button) => !isMissing(button.cta_url))) throw belongsTo('cta_url', 'a button with "cta_url"');
	switch (type) {
		case 'reply':
		case 'button':
			buttons.forEach((button, i) => refuseOtherKeys(button, `${LABEL}, Button ${i + 1}`, ['title', 'id']));
			return { buttons: parseReplyButtons(buttons, `${LABEL}, Buttons`, `${LABEL}, Button`) };
		case 'list': {
			const button = onlyButton(buttons, ['title']);
			const title = parseTitle(button.title, `${LABEL}, Button, Title`, MAX_BUTTON_TITLE);
			return { buttons: [{ title }], sections: parseJsonSections(action.sections) };
		}
		case 'cta_url': {
			const { title, cta_url: url } = onlyButton(buttons, ['title', 'cta_url']);
			return { buttons: [parseCtaButton({ title, url }, { title: `${LABEL}, Button, Title`, url: `${LABEL}, Button, cta_url` })] };
		}
	}
}

/** Plivo's message reference: a list and a link have one button. */
function onlyButton(buttons: Entry[], keys: string[]): Entry {
	const [button] = buttons;
	if (button === undefined || buttons.length > 1) {
		throw new InvalidFieldError(
			`${LABEL}, Buttons`,
			buttons.length === 0 ? 'is empty' : `contains ${buttons.length} buttons; the limit is 1`,
			'Keep one button: for a list, the one that opens it; for a link, the one to press.',
		);
	}
	refuseOtherKeys(button, `${LABEL}, Button`, keys);
	return button;
}

function parseJsonSections(value: unknown): ListSection[] {
	const label = `${LABEL}, Sections`;
	const given = entriesIn(value, label).map((section, s) => {
		const where = `${LABEL}, Section ${s + 1}`;
		refuseOtherKeys(section, where, ['title', 'rows']);
		const rows = entriesIn(section.rows, `${where}, Rows`).map((entry, r) => {
			refuseOtherKeys(entry, `${where}, Row ${r + 1}`, ['title', 'description', 'id']);
			return { entry, where: `${where}, Row ${r + 1}` };
		});
		return { title: section.title, titleLabel: `${where}, Title`, rows, rowsLabel: `${where}, Rows` };
	});
	return parseSections(given, label);
}

/** @param keys allowed keys, if they don't depend on anything */
function objectOf(value: unknown, key: string, form: string, keys?: string[]): Entry {
	if (!isEntry(value)) throw new InvalidFieldError(LABEL, `has ${stated(value)} as "${key}"`, `Write "${key}": ${form}.`);
	if (keys !== undefined) refuseOtherKeys(value, `${LABEL}, ${key[0]?.toUpperCase()}${key.slice(1)}`, keys);
	return value;
}

function entriesIn(value: unknown, label: string): Entry[] {
	if (!Array.isArray(value)) {
		throw new InvalidFieldError(label, `is ${value === undefined ? 'missing' : quoted(value)}, which isn't a list`, 'Put the entries in square brackets: [ { … }, { … } ].');
	}
	// Array.from, because map alone would skip holes in the array.
	return Array.from(value, (entry: unknown, i) => {
		if (isEntry(entry)) return entry;
		throw new InvalidFieldError(label, `has ${stated(entry)} at position ${i + 1}, which isn't an object`, 'Write each entry as { "title": "…" }.');
	});
}

function refuseOtherKeys(entry: Entry, label: string, keys: string[]): void {
	const other = Object.keys(entry).find((key) => !keys.includes(key) && !isMissing(entry[key]));
	if (other === undefined) return;
	throw new InvalidFieldError(
		label,
		`has ${quoted(other)}, which Plivo doesn't recognize there`,
		`Remove it, or correct its spelling: ${keys.map((key) => `"${key}"`).join(', ')}.`,
	);
}

/** The part exists in the reference, but only for another type. Removing it would change the message. */
function belongsTo(type: Interactive['type'], found: string): InvalidFieldError {
	return new InvalidFieldError(LABEL, `has ${found}, which belongs to "type": "${type}"`, `Write "type": "${type}", or remove it.`);
}

/** Includes null, which an expression yields for a missing part. */
function isMissing(value: unknown): boolean {
	return value === undefined || value === null;
}
