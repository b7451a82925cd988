import type { INodeProperties } from 'n8n-workflow';

import { InvalidField } from '../invalidField';
import type { Read } from '../read';
import { webAddress } from '../webAddress';
import { asLine, required } from './checks';
import { composeCaption } from './text';

const LABEL = 'Media URL';
const EXAMPLE = 'https://example.com/picture.jpg';

export const mediaUrlField: INodeProperties = {
	displayName: LABEL,
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: `e.g. ${EXAMPLE}`,
	description: 'Address of an image, a video, a document or an audio file that anyone can fetch from the web',
};

/**
 * The part of a send request that a WhatsApp file makes: one address, in a list as Plivo wants it, and its caption.
 *
 * @throws InvalidField when there is no address, more than one, or one that is none; or when the caption is too long
 */
export function composeMedia(read: Read): { media_urls: [string]; text?: string } {
	const value = read('mediaUrl');
	const [url = '', ...more] = (Array.isArray(value) ? (value as unknown[]) : [value])
		.flatMap((entry) => asLine(entry, LABEL).split(/[\s,;]+(?=https?:\/\/)/i))
		.filter((entry) => entry !== '');
	required(url, LABEL, `Enter the address of the file, for example ${EXAMPLE}.`);
	if (more.length > 0) {
		throw new InvalidField(
			LABEL,
			`holds ${more.length + 1} addresses, and a WhatsApp message takes one file`,
			'Send the others in messages of their own, for example with Split Out.',
		);
	}
	return { media_urls: [webAddress(url, LABEL, EXAMPLE)], ...composeCaption(read) };
}
