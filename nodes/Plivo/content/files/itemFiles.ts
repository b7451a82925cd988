import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { fromJsonText } from '../../client/wire/response';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { asText } from '../../fields/text';

/** A field's reference to a file: the name of the item's field that contains it, or the file itself, from an expression. */
export type FileReference = string | IBinaryData;

/** Access to the items, and to what n8n knows about their files. */
type Items = Pick<IExecuteFunctions, 'getInputData'> & { helpers: Pick<IExecuteFunctions['helpers'], 'assertBinaryData'> };

/** A file that a node can work with. */
export interface ItemFile {
	file: IBinaryData;
	/** Label of the field that refers to it. */
	label: string;
	/** The file's name, for people and for Plivo. */
	name: string;
	/** The rest of a sentence that begins with the label, up to its verb. */
	subject: string;
}

/**
 * Reads a field that refers to one or more files: names separated by commas, semicolons or new lines; a file, as in `{{
 * $('Read').item.binary.data }}`; all files of an item, as in `{{ $binary }}`; or a list of any of these; or names in a
 * JSON list as text, as language models write it.
 *
 * @throws InvalidFieldError if it contains anything else
 */
export function fileReferences(context: Items, itemIndex: number, value: unknown, label: string): FileReference[] {
	return [value].flat().flatMap((entry): FileReference[] => {
		if (typeof entry === 'object' && entry !== null) return filesIn(entry, label);
		// Checked before asText, because here the object was a file, and the error can say more.
		if (typeof entry === 'string' && entry.includes('[object Object]')) {
			throw new InvalidFieldError(
				label,
				'contains a file with text or spaces around it, which turns it into text',
				'Keep only the expression in the field. For several files, use one that returns a list, such as {{ [$binary.front, $binary.back] }}.',
			);
		}
		const text = asText(entry, label);
		// A field's name may contain a comma.
		if (fieldsOf(context, itemIndex).includes(text)) return [text];
		const list = fromJsonText(text);
		// Names only: text must not be able to describe a file, because that could be any file that n8n keeps.
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
		"Enter the name of the field that holds the file, such as data, or an expression that returns the file, such as {{ $('Read Files').item.binary.data }}.",
	);
}

/**
 * @param label of the field that refers to the file
 * @throws InvalidFieldError if the item has no such file, naming those that it has
 */
export function findFile(context: Items, itemIndex: number, reference: FileReference, label: string): ItemFile {
	if (typeof reference !== 'string') {
		const name = nameOf(reference, 'file');
		return { file: reference, label, name, subject: `contains ${quoted(name)}, which` };
	}
	const fields = fieldsOf(context, itemIndex);
	// A blank around a name is usually copied by mistake, but the item's own field may end with one.
	const alike = fields.filter((field) => field.trim() === reference.trim());
	for (const field of [reference, reference.trim(), ...alike]) {
		const file = assertedFile(context, itemIndex, field);
		if (file === undefined) continue;
		const name = nameOf(file, field);
		return { file, label, name, subject: `names ${quoted(field)}, where ${quoted(name)}` };
	}
	throw new InvalidFieldError(
		label,
		`names ${quoted(reference)}, but the item has no file there`,
		fields.length === 0
			? 'The item has no files. Add a node before this one that reads or downloads the file.'
			: `Files of this item are in: ${fields.join(', ')}.`,
	);
}

/** n8n knows where files are, but its own error names neither the field nor the item's files. */
function assertedFile(context: Items, itemIndex: number, field: string): IBinaryData | undefined {
	try {
		const found: unknown = context.helpers.assertBinaryData(itemIndex, field);
		return hasContent(found) ? found : undefined;
	} catch {
		return undefined;
	}
}

/** The fields of an item that contain files. In workflows that keep files within the JSON data, they are there. */
function fieldsOf(context: Items, itemIndex: number): string[] {
	const { json = {}, binary = {} } = context.getInputData()[itemIndex] ?? {};
	const amongData = Object.entries(json).filter(([, value]) => isFile(value));
	const ofItem = Object.entries(binary).filter(([, value]) => hasContent(value));
	return [...ofItem, ...amongData].map(([name]) => name);
}

/** The same test that n8n uses for files; n8n 1 doesn't export it. */
function isFile(value: unknown): value is IBinaryData {
	return hasContent(value) && 'mimeType' in value;
}

/** For places where n8n expects only files: files from code may have no type. */
function hasContent(value: unknown): value is IBinaryData {
	if (typeof value !== 'object' || value === null) return false;
	return ('id' in value && typeof value.id === 'string') || ('data' in value && typeof value.data === 'string');
}

function nameOf({ fileName, fileExtension }: IBinaryData, fallback: string): string {
	return fileName || [fallback.trim(), fileExtension].filter(Boolean).join('.');
}
