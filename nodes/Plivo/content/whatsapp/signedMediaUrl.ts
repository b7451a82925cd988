import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../../client/plivoClient';
import type { MessageBody } from '../../client/wire/messageTypes';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { isLocalAddress } from '../../fields/localAddress';
import { choice } from '../../fields/textChecks';
import { lookAtFile } from '../files/binaryFile';
import { fileReferences, findFile, type FileReference } from '../files/itemFiles';
import { isDeletedAfterRun, lastingFile } from '../files/lastingFile';
import { mediaType } from '../files/mediaFile';
import { refuseWhatsappFile } from './whatsappMedia';

const LABEL = 'Input Data Field Name';

/** How long the address of a file is valid; it must be as long as Plivo and WhatsApp need to download it. */
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
	description:
		'How long WhatsApp can fetch the file from this n8n. The link stops working earlier if n8n deletes the execution, because its files are deleted with it.',
	displayOptions: { show: { '/messageType': ['whatsapp'], '/whatsappType': ['media'], '/mediaSource': ['binary'] } },
};

export const binaryPropertyNameField: INodeProperties = {
	displayName: LABEL,
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the field that holds the file, or the file itself from an expression. WhatsApp downloads it through a signed link from this n8n, which must be reachable from the internet, not only its webhooks.',
};

const KEEP_EXECUTION =
	"In the workflow's settings, set 'Save successful production executions' to Save, or set 'Media Source' to URL.";

/**
 * Checks the item's file of a WhatsApp message, and returns a function that creates a link to it: n8n's own signed
 * address, with which anybody can download the file for a limited time. The time starts just before the message is sent.
 * Only then is a file copied that n8n would move.
 *
 * @throws InvalidFieldError if there is no such file or WhatsApp doesn't accept it, 'Link Expiry' isn't one of its
 * options, n8n can't sign or would delete the file right away, or Plivo can't reach its address
 */
export async function linkToFile(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
): Promise<() => Promise<Pick<MessageBody, 'media_urls'>>> {
	const itemFile = findFile(this, itemIndex, onlyFile.call(this, itemIndex), LABEL);
	const { file, name } = itemFile;
	// Only these options: n8n reads "3600" as milliseconds, and the link would expire before anybody can download the file.
	const expiresIn = choice(this.getNodeParameter('options.linkExpiry', itemIndex, '') ?? '', ['1 day', '1 hour', '7 days'], 'Link Expiry');
	if (file.id === undefined) {
		throw new InvalidFieldError(
			LABEL,
			'contains a file that this n8n keeps only in memory, so it has no link',
			"Set 'Media Source' to URL, or make n8n keep files on disk or in its database (N8N_DEFAULT_BINARY_DATA_MODE=filesystem or database).",
		);
	}
	const { bytes, mimeType } = await lookAtFile(this, itemFile);
	refuseWhatsappFile({ ...itemFile, type: mediaType(mimeType, name), bytes });
	if (isDeletedAfterRun(this, file)) {
		throw new InvalidFieldError(LABEL, 'contains a file that n8n deletes when this execution ends, often before WhatsApp has downloaded it', KEEP_EXECUTION);
	}
	// Creates a link that nobody gets, to find out whether n8n can sign, and for which address.
	refuseLocal(this.helpers.createBinarySignedUrl(file, expiresIn), client);
	return async () => ({ media_urls: [this.helpers.createBinarySignedUrl(await lastingFile(this, itemFile), expiresIn)] });
}

function onlyFile(this: IExecuteFunctions, itemIndex: number): FileReference {
	const [reference, ...more] = fileReferences(this, itemIndex, this.getNodeParameter('binaryPropertyName', itemIndex), LABEL);
	if (reference === undefined) throw new InvalidFieldError(LABEL, 'is empty', 'Enter the name of the field that holds the file, such as data.');
	if (more.length === 0) return reference;
	throw new InvalidFieldError(
		LABEL,
		`contains ${more.length + 1} files, but a WhatsApp message can have only one`,
		'Send the others in separate messages, for example with Split Out.',
	);
}

/** If the Base URL is local too (a test server in place of Plivo), it can reach local addresses. */
function refuseLocal(url: string, client: PlivoClient): void {
	if (!isLocalAddress(url) || isLocalAddress(client.baseUrl)) return;
	throw new InvalidFieldError(
		LABEL,
		`would be fetched from ${quoted(new URL(url).origin)}, which can't be reached from the internet`,
		"Set 'Media Source' to URL, or give this n8n a public address (WEBHOOK_URL).",
	);
}
