import type { HeaderMedia } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError } from '../../../errors/invalidFieldError';
import { asText } from '../../../fields/text';
import { parseWebAddress } from '../../../fields/url';
import type { HeaderFile, HeaderKind } from '../headerFile';
import { binaryPropertyNameField } from '../signedMediaUrl';
import type { TemplateDefinition } from './accountTemplates';

/** A header that shows a file, by its format in a template's definition. */
const KINDS: Record<string, HeaderKind | undefined> = { IMAGE: 'picture', VIDEO: 'video', DOCUMENT: 'document' };

/** IDs of the two variables of such a header, of which one is filled in. */
const URL_ID = 'header.media';
const FILE_ID = 'header.file';

function labelsOf(format: string): { url: string; file: string } {
	const name = `${format.charAt(0)}${format.slice(1).toLowerCase()}`;
	return { url: `Header: ${name} URL`, file: `Header: ${name} File, ${binaryPropertyNameField.displayName}` };
}

/**
 * @param format of the header, in capitals
 * @returns its variables: the address of the file, or the name of the item's field that holds it
 */
export function headerMediaVariables(format: string): Array<{ id: string; label: string; either: true }> {
	const { url, file } = labelsOf(format);
	return [
		{ id: URL_ID, label: url, either: true },
		{ id: FILE_ID, label: file, either: true },
	];
}

/**
 * @param format of the header, in capitals
 * @param values by the IDs of the template's variables
 * @returns the parameter of the header; without an address if it's a file of the item
 * @throws InvalidFieldError if none of the two variables has a value, or both have one, or the address isn't valid
 */
export function composeHeaderMedia(format: string, values: Record<string, unknown>, templateName: string): HeaderMedia {
	const { url, file } = labelsOf(format);
	const address = asText(values[URL_ID], url).trim();
	const hasFile = isFilledIn(values[FILE_ID]);
	if (address !== '' && hasFile) {
		throw new InvalidFieldError(file, `is filled in, and so is '${url}'`, 'The header takes one file. Leave one of the two fields empty.');
	}
	if (hasFile) return { type: 'media' };
	if (address === '') {
		throw new InvalidFieldError(url, 'is empty', `The template "${templateName}" needs a value there, or a file of the item under '${file}'.`);
	}
	return { type: 'media', media: parseWebAddress(address, url, 'https://example.com/picture.jpg') };
}

/**
 * @param values by the IDs of the template's variables
 * @returns the item's file for the header of a template, or undefined if it takes none or has a URL
 */
export function headerFileOf({ components = [] }: Pick<TemplateDefinition, 'components'>, values: Record<string, unknown>): HeaderFile | undefined {
	const format = components.find(({ type }) => type.toUpperCase() === 'HEADER')?.format?.toUpperCase() ?? '';
	const kind = KINDS[format];
	if (kind === undefined || !isFilledIn(values[FILE_ID])) return undefined;
	return { value: values[FILE_ID], label: labelsOf(format).file, kind };
}

/** A file may also be given as an object. */
function isFilledIn(value: unknown): boolean {
	return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
}
