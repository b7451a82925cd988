import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../../client/plivoClient';
import type { Interactive } from '../../../client/wire/whatsappTypes';
import type { ReadField } from '../../../fields/readField';
import { linkToHeaderFile } from '../headerFile';
import { headerFileField } from './headerSource';
import { composeInteractive } from './interactive';

/**
 * The content of an interactive message: the request's part, and for a file of the item in its header a function that
 * links it and returns the part again, with its address.
 *
 * @throws InvalidFieldError naming the first part that Plivo would reject, or for which WhatsApp would drop the message
 */
export async function interactiveContent(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	read: ReadField,
): Promise<{ body: { interactive: Interactive }; addMedia?: () => Promise<{ interactive: Interactive }> }> {
	const body = composeInteractive(read);
	const { header } = body.interactive;
	if (header?.type !== 'media' || header.media !== undefined) return { body };
	const link = await linkToHeaderFile.call(this, client, itemIndex, {
		value: read(headerFileField.name),
		label: headerFileField.displayName,
	});
	return { body, addMedia: async () => ({ interactive: { ...body.interactive, header: { type: 'media', media: await link() } } }) };
}
