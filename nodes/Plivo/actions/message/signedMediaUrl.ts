import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidField, quoted } from '../../compose/invalidField';
import { isLocalAddress } from '../../compose/localAddress';
import { asText } from '../../compose/text';
import { choice } from '../../compose/whatsapp/checks';
import type { PlivoClient } from '../../transport/request';
import { findBinaryFile } from '../media/binaryFile';

const LABEL = 'Input Data Field Name';

/** How long the address of a file stays good; it must be as long as Plivo and WhatsApp take to fetch it. */
export const linkExpiryOption: INodeProperties = {
	displayName: 'Link Expiry',
	name: 'linkExpiry',
	type: 'options',
	options: [
		{ name: '1 Day', value: '1 day' },
		{ name: '1 Hour', value: '1 hour' },
		{ name: '7 Days', value: '7 days' },
	],
	default: '1 day',
	description: 'How long the link stays good, by which WhatsApp fetches the file from this n8n',
	displayOptions: { show: { '/messageType': ['whatsapp'], '/whatsappType': ['media'], '/mediaSource': ['binary'] } },
};

export const binaryPropertyNameField: INodeProperties = {
	displayName: LABEL,
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the field that holds the file. WhatsApp fetches it by a signed link from this n8n, which must be reachable from the internet, not only its webhooks.',
};

/**
 * Makes a link by which anybody who has it can fetch a file of the item, for a limited time: n8n's own signed address.
 *
 * @throws InvalidField when there is no such file, 'Link Expiry' is none of its options, n8n cannot sign, or its address is not one that Plivo can reach
 */
export function signedMediaUrl(this: IExecuteFunctions, client: PlivoClient, itemIndex: number): string {
	const propertyName = asText(this.getNodeParameter('binaryPropertyName', itemIndex), LABEL).trim();
	// One of these only: n8n takes "3600" for milliseconds, and the link would be gone before anybody can fetch the file.
	const expiresIn = choice(this.getNodeParameter('options.linkExpiry', itemIndex, '') ?? '', ['1 day', '1 hour', '7 days'], 'Link Expiry');
	const file = findBinaryFile(this, itemIndex, propertyName, LABEL);
	if (file.id === undefined) {
		throw new InvalidField(
			LABEL,
			'holds a file that this n8n keeps in memory only, so it has no link',
			"Set 'Media Source' to URL, or have n8n keep files on disk or in its database (N8N_DEFAULT_BINARY_DATA_MODE=filesystem or database).",
		);
	}
	const url = this.helpers.createBinarySignedUrl(file, expiresIn);
	// A stand-in for Plivo on this machine reaches what is on this machine.
	if (isLocalAddress(url) && !isLocalAddress(client.baseUrl)) {
		throw new InvalidField(
			LABEL,
			`would be fetched from ${quoted(new URL(url).origin)}, which cannot be reached from the internet`,
			"Set 'Media Source' to URL, or give this n8n a public address (WEBHOOK_URL).",
		);
	}
	return url;
}
