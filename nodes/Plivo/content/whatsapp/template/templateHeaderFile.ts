import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../../client/plivoClient';
import type { Template } from '../../../client/wire/whatsappTypes';
import { linkToHeaderFile, type HeaderFile } from '../headerFile';

/** A template as its fields describe it. */
export interface ComposedTemplate {
	/** Without the address of the header's media if it's a file of the item. */
	template: Template;
	/** The item's file for the header. */
	headerFile?: HeaderFile;
}

/** The content of a template message, and what links the file in its header. */
export interface TemplateContent {
	body: { template: Template };
	addMedia?: () => Promise<{ template: Template }>;
}

/**
 * The content of a template message: the request's part, and for a file of the item in its header a function that links
 * it and returns the part again, with its address.
 *
 * @throws InvalidFieldError if there is no such file, or the header doesn't take it
 */
export async function withHeaderFile(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	{ template, headerFile }: ComposedTemplate,
): Promise<TemplateContent> {
	if (headerFile === undefined) return { body: { template } };
	const link = await linkToHeaderFile.call(this, client, itemIndex, headerFile);
	return { body: { template }, addMedia: async () => ({ template: withMedia(template, await link()) }) };
}

/** A header has one parameter at most. */
function withMedia({ components = [], ...rest }: Template, media: string): Template {
	return {
		...rest,
		components: components.map((component) => (component.type === 'header' ? { ...component, parameters: [{ type: 'media', media }] } : component)),
	};
}
