import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { fromJsonText } from '../../client/wire/response';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { asText } from '../../fields/text';

/** What a field says of a file: the name of the item's field that holds it, or the file itself, from an expression. */
export type FileReference = string | IBinaryData;

/** Where the items are, and what n8n knows of their files. */
type Items = Pick<IExecuteFunctions, 'getInputData'> & { helpers: Pick<IExecuteFunctions['helpers'], 'assertBinaryData'> };

/** A file that a node can work with. */
export interface ItemFile {
	file: IBinaryData;
	/** Of the field that refers to it. */
	label: string;
	/** What the file is called, for people and for Plivo. */
	name: string;
	/** The rest of a sentence that begins with the label, up to its verb. */
	subject: string;
}

/**
 * Reads a field that refers to one or many files: names with commas, semicolons or new lines between them; a file, as in
 * `{{ $('Read').item.binary.data }}`; all files of an item, as in `{{ $binary }}`; or a list of any of these; names in
 * a JSON list as text, as language models write it.
 *
 * @throws InvalidFieldError when it holds anything else
 */
export function fileReferences(context: Items, itemIndex: number, value: unknown, label: string): FileReference[] {
	return [value].flat().flatMap((entry): FileReference[] => {
		if (typeof entry === 'object' && entry !== null) return filesIn(entry, label);
		// Before it is read as text, which an object never is: here it is a file, and there is more to say.
		if (typeof entry === 'string' && entry.includes('[object Object]')) {
			throw new InvalidFieldError(
				label,
				'holds a file with text or blanks around it, which makes text of it',
				'Leave only the expression in the field. For several files, use one that gives a list, such as {{ [$binary.front, $binary.back] }}.',
			);
		}
		const text = asText(entry, label);
		// A field's name may hold a comma.
		if (fieldsOf(context, itemIndex).includes(text)) return [text];
		const list = fromJsonText(text);
		// Names only: a text must not make up a file, which could be any that n8n keeps.
		if (Array.isArray(list) && list.every((name) => typeof name === 'string')) return fileReferences(context, itemIndex, list, label);
		const names = text.split(/[,;\n]/);
		return names.filter((name) => name.trim() !== '');
	});
}

function filesIn(value: object, label: string): IBinaryData[] {
	if (isFile(value)) return [value];
	const values: unknown[] = Object.values(value);
	const files = values.filter(isFile);
	if (files.length > 0 && files.length === values.length) return files;
	throw new InvalidFieldError(
		label,
		`is ${quoted(value)}, which is neither a file nor the name of a field`,
		"Enter the name of the field that holds the file, such as data, or an expression that gives the file, such as {{ $('Read Files').item.binary.data }}.",
	);
}

/**
 * @param label of the field that refers to the file
 * @throws InvalidFieldError when the item has no such file, naming those that it has
 */
export function findFile(context: Items, itemIndex: number, reference: FileReference, label: string): ItemFile {
	if (typeof reference !== 'string') {
		const name = nameOf(reference, 'file');
		return { file: reference, label, name, subject: `holds ${quoted(name)}, which` };
	}
	const fields = fieldsOf(context, itemIndex);
	// A blank copied along with a name is mostly none of it, but the item's own field may end with one.
	const alike = fields.filter((field) => field.trim() === reference.trim());
	for (const field of [reference, reference.trim(), ...alike]) {
		const file = assertedFile(context, itemIndex, field);
		if (file === undefined) continue;
		const name = nameOf(file, field);
		return { file, label, name, subject: `names ${quoted(field)}, where ${quoted(name)}` };
	}
	throw new InvalidFieldError(
		label,
		`names ${quoted(reference)}, and the item has no file there`,
		fields.length === 0
			? 'The item has no files at all. Put a node before this one that reads or downloads the file.'
			: `Files of this item are in: ${fields.join(', ')}.`,
	);
}

/** n8n knows where files are, but its own words name neither the field nor what the item has. */
function assertedFile(context: Items, itemIndex: number, field: string): IBinaryData | undefined {
	try {
		const found: unknown = context.helpers.assertBinaryData(itemIndex, field);
		return hasContent(found) ? found : undefined;
	} catch {
		return undefined;
	}
}

/** The fields of an item that hold files; in workflows whose files are kept among the data, they are there. */
function fieldsOf(context: Items, itemIndex: number): string[] {
	const { json = {}, binary = {} } = context.getInputData()[itemIndex] ?? {};
	const amongData = Object.entries(json).filter(([, value]) => isFile(value));
	const ofItem = Object.entries(binary).filter(([, value]) => hasContent(value));
	return [...ofItem, ...amongData].map(([name]) => name);
}

/** As n8n tells files from other data; n8n 1 does not export its own test. */
function isFile(value: unknown): value is IBinaryData {
	return hasContent(value) && 'mimeType' in value;
}

/** Where n8n expects nothing but files: those of code need not have a type. */
function hasContent(value: unknown): value is IBinaryData {
	if (typeof value !== 'object' || value === null) return false;
	return ('id' in value && typeof value.id === 'string') || ('data' in value && typeof value.data === 'string');
}

function nameOf({ fileName, fileExtension }: IBinaryData, fallback: string): string {
	return fileName || [fallback.trim(), fileExtension].filter(Boolean).join('.');
}
