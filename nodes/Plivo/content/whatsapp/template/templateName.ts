import type { INodeProperties } from 'n8n-workflow';

import type { Template } from '../../../client/wire/whatsappTypes';
import { InvalidFieldError, quoted } from '../../../errors/invalidFieldError';
import type { ReadField } from '../../../fields/readField';
import { asId, required } from '../../../fields/textChecks';

export const templateNameFields: INodeProperties[] = [
	{
		displayName: 'Template Name',
		name: 'templateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_shipped',
		description: 'Name of an approved template, as WhatsApp Manager shows it',
	},
	{
		displayName: 'Template Language',
		name: 'templateLanguage',
		type: 'string',
		required: true,
		default: 'en_US',
		placeholder: 'e.g. en_US',
		description:
			'Language in which the template was approved: the language code, usually followed by the country code, such as en_US, en_GB, or es',
	},
];

/**
 * Reads which template a message uses.
 *
 * @throws InvalidFieldError if its name is missing, or its language is invalid
 */
export function composeTemplateName(read: ReadField): Pick<Template, 'name' | 'language'> {
	const name = asId(read('templateName'), 'Template Name');
	required(name, 'Template Name', 'Enter the name of an approved template.');
	return { name, language: parseLanguage(read('templateLanguage'), 'Template Language') };
}

/**
 * Reads a language in Plivo's form: ISO 639-1, or that and ISO 3166-1 (message reference: en_US, en, en_GB). Some of
 * WhatsApp's languages have three letters (fil), or a region of three digits.
 *
 * @throws InvalidFieldError if it is empty, or has another form
 */
export function parseLanguage(value: unknown, label: string): string {
	const language = asId(value, label);
	required(language, label, 'Enter the language of the template, for example en_US.');
	if (/^[a-z]{2,3}(_([A-Z]{2}|\d{3}))?$/.test(language)) return language;

	const [, first, region] = /^([a-z]{2,3})[-_]([a-z]{2})$/i.exec(language) ?? [];
	throw new InvalidFieldError(
		label,
		`is ${quoted(language)}, which isn't a WhatsApp language code`,
		first !== undefined && region !== undefined
			? `Write it as ${first.toLowerCase()}_${region.toUpperCase()}.`
			: 'Write it as WhatsApp Manager does, for example en_US, en_GB, or es.',
	);
}
