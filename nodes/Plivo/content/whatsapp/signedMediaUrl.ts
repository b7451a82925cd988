import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { PlivoClient } from '../../client/plivoClient';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { isLocalAddress } from '../../fields/localAddress';
import { choice } from '../../fields/textChecks';
import { lookAtFile } from '../files/binaryFile';
import { fileReferences, findFile, type FileReference } from '../files/itemFiles';
import { isDeletedAfterRun, lastingFile } from '../files/lastingFile';
import { mediaType, type MediaFile } from '../files/mediaFile';
import { refuseWhatsappFile } from './whatsappMedia';

const LABEL = 'Input Data Field Name';

/** How long the address of a file is valid; it must be as long as Plivo and WhatsApp need to download it. */
const linkExpiryOption: INodeProperties = {
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
};

/** The same option for each message that can link to a file, because display options have no "or". */
export const linkExpiryOptions: INodeProperties[] = [
	{ '/whatsappType': ['media'], '/mediaSource': ['binary'] },
	{ '/whatsappType': ['interactive'], '/interactiveMode': ['fields'], '/headerType': ['media'], '/headerMediaSource': ['binary'] },
	// Display options can't see into a collection or a mapper, and so not whether the template has a file.
	{ '/whatsappType': ['template'], '/templateMode': ['account', 'fields'] },
].map((show) => ({ ...linkExpiryOption, displayOptions: { show: { '/messageType': ['whatsapp'], ...show } } }));

/** Where the file of a message comes from. */
export const mediaSourceField: INodeProperties = {
	displayName: 'Media Source',
	name: 'mediaSource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'File of the Item', value: 'binary', description: 'A file that an earlier node added to the item' },
		{ name: 'URL', value: 'url', description: 'A file that anyone can download from the web' },
	],
	default: 'url',
};

export const binaryPropertyNameField: INodeProperties = {
	displayName: LABEL,
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the field that holds the file, or the file itself from an expression. WhatsApp downloads it through a signed link from this n8n, which must be reachable from the internet, not only its webhooks.',
};

/** A field that refers to the one file of a message. */
export interface FileField {
	value: unknown;
	/** By default, that of {@link binaryPropertyNameField}. */
	label?: string;
	/** Throws an InvalidFieldError for a file that WhatsApp doesn't accept in this place. */
	refuse?: (file: MediaFile) => void;
}

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
	{ value, label = LABEL, refuse }: FileField,
): Promise<() => Promise<string>> {
	const itemFile = findFile(this, itemIndex, onlyFile.call(this, itemIndex, value, label), label);
	const { file, name } = itemFile;
	// Only these options: n8n reads "3600" as milliseconds, and the link would expire before anybody can download the file.
	const expiresIn = choice(this.getNodeParameter('options.linkExpiry', itemIndex, '') ?? '', ['1 day', '1 hour', '7 days'], 'Link Expiry');
	if (file.id === undefined) {
		throw new InvalidFieldError(
			label,
			'contains a file that this n8n keeps only in memory, so it has no link',
			'Use a URL instead, or make n8n keep files on disk or in its database (N8N_DEFAULT_BINARY_DATA_MODE=filesystem or database).',
		);
	}
	const { bytes, mimeType } = await lookAtFile(this, itemFile);
	const mediaFile = { ...itemFile, type: mediaType(mimeType, name), bytes };
	refuseWhatsappFile(mediaFile);
	refuse?.(mediaFile);
	if (isDeletedAfterRun(this, file)) {
		throw new InvalidFieldError(
			label,
			'contains a file that n8n deletes when this execution ends, often before WhatsApp has downloaded it',
			"In the workflow's settings, set 'Save successful production executions' to Save, or use a URL instead.",
		);
	}
	// Creates a link that nobody gets, to find out whether n8n can sign, and for which address.
	refuseLocal(this.helpers.createBinarySignedUrl(file, expiresIn), client, label);
	return async () => this.helpers.createBinarySignedUrl(await lastingFile(this, itemFile), expiresIn);
}

function onlyFile(this: IExecuteFunctions, itemIndex: number, value: unknown, label: string): FileReference {
	const [reference, ...more] = fileReferences(this, itemIndex, value, label);
	if (reference === undefined) throw new InvalidFieldError(label, 'is empty', 'Enter the name of the field that holds the file, such as data.');
	if (more.length === 0) return reference;
	throw new InvalidFieldError(
		label,
		`contains ${more.length + 1} files, but a WhatsApp message can have only one`,
		'Send the others in separate messages, for example with Split Out.',
	);
}

/** If the Base URL is local too (a test server in place of Plivo), it can reach local addresses. */
function refuseLocal(url: string, client: PlivoClient, label: string): void {
	if (!isLocalAddress(url) || isLocalAddress(client.baseUrl)) return;
	throw new InvalidFieldError(
		label,
		`would be fetched from ${quoted(new URL(url).origin)}, which can't be reached from the internet`,
		'Use a URL instead, or give this n8n a public address (WEBHOOK_URL).',
	);
}
