import type { INodeProperties } from 'n8n-workflow';

import { MAX_BYTES_PER_FILE } from '../../client/upload';
import { InvalidFieldError, quoted } from '../../errors/invalidFieldError';
import { formatNumber } from '../../fields/formatNumber';
import type { ReadField } from '../../fields/readField';
import { asText } from '../../fields/text';
import { atMost, choice } from '../../fields/textChecks';
import { splitAddresses, parseWebAddress } from '../../fields/url';
import { parseUuid } from '../../fields/uuid';
import type { MediaFile } from '../files/mediaFile';

/** Plivo's message reference: up to 10 media, 5 MB together. */
export const MAX_MEDIA = 10;
export const MAX_BYTES = 5 * 1024 * 1024;

/** Plivo's support page on MMS. */
export const MAX_TEXT = 1600;

const MB = 1024 * 1024;

export const mmsFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Here is your new menu',
		description: `Text to send with the media, up to ${formatNumber(MAX_TEXT)} characters. Can be left empty.`,
	},
	{
		displayName: 'Media Source',
		name: 'mediaSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Files of the Item',
				value: 'binary',
				description: `Files that an earlier node added to the item. Plivo stores them; up to ${MAX_BYTES_PER_FILE / MB} MB each.`,
			},
			{ name: 'Media IDs', value: 'mediaId', description: 'Files that you uploaded to Plivo earlier with Media > Upload' },
			{ name: 'URLs', value: 'url', description: 'Files that anyone can download from the web' },
		],
		default: 'url',
	},
	{
		displayName: 'Media URLs',
		name: 'mediaUrls',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: `Up to ${MAX_MEDIA}, one per line, with up to ${MAX_BYTES / MB} MB in total. Plivo adapts pictures (JPEG, PNG, GIF) to the phone, but not audio, video, or contact cards (vCards). The order in which they arrive can differ.`,
		displayOptions: { show: { mediaSource: ['url'] } },
	},
	{
		displayName: 'Input Data Field Names',
		name: 'binaryPropertyNames',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data, attachment_0',
		hint: `The names of the fields that hold the files, separated by commas, or the files themselves from an expression. Up to ${MAX_MEDIA}.`,
		displayOptions: { show: { mediaSource: ['binary'] } },
	},
	{
		displayName: 'Media IDs',
		name: 'mediaIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 801c2056-33ab-499c-80ef-58b574a462a2',
		description: `The media_id from the output of Media > Upload. Up to ${MAX_MEDIA}, separated by commas.`,
		displayOptions: { show: { mediaSource: ['mediaId'] } },
	},
];

/** The MMS part of a send request. */
export interface MmsBody {
	type: 'mms';
	text?: string;
	media_urls?: string[];
	media_ids?: string[];
}

/**
 * Reads text and media of an MMS. Files of the item aren't included, because they have no address until they are uploaded.
 *
 * @throws InvalidFieldError if the text is too long, there is no file, more than ten, or one that isn't a URL or ID
 */
export function composeMms(read: ReadField): MmsBody {
	const text = atMost(asText(read('text'), 'Text'), 'Text', MAX_TEXT);
	const body: MmsBody = { type: 'mms', ...(text !== '' && { text }) };
	switch (choice(read('mediaSource'), ['url', 'binary', 'mediaId'], 'Media Source')) {
		case 'binary':
			return body;
		case 'mediaId': {
			const ids = entries(read('mediaIds'), 'Media IDs', (text) => text.split(BETWEEN_IDS));
			refuseEntries(ids, 'Media IDs');
			const remedy = 'Drag media_id into the field from the output of Media > Upload.';
			return { ...body, media_ids: ids.map((id) => parseUuid(id, 'Media IDs', remedy)) };
		}
		default: {
			const urls = entries(read('mediaUrls'), 'Media URLs', splitAddresses);
			refuseCount(urls, 'Media URLs');
			const example = 'https://example.com/picture.jpg';
			return { ...body, media_urls: urls.map((url) => parseWebAddress(url, 'Media URLs', example)) };
		}
	}
}

/**
 * @param sizes bytes of each file, as far as known
 * @throws InvalidFieldError if the files together are larger than Plivo accepts, which it would notice only after sending
 */
export function refuseTooMuchMedia(sizes: number[]): void {
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	if (bytes <= MAX_BYTES) return;
	throw new InvalidFieldError(
		'Input Data Field Names',
		`contains files of ${(bytes / 1024 / 1024).toFixed(1)} MB in total, but an MMS can have only 5 MB`,
		'Send fewer or smaller files.',
	);
}

/**
 * Web pages, archives, programs, HEIC (iPhone) pictures, and vector graphics: they are in none of Plivo's lists of types
 * (in its SDKs, and in its FAQ on MMS), and no phone shows them in an MMS. Plivo decides about other types that aren't in
 * its lists.
 */
const NEVER_CARRIED = new RegExp(
	`^(${[
		...['image/hei[cf](-sequence)?', 'image/svg\\+xml', 'text/html', 'application/xhtml\\+xml', 'text/javascript', 'application/(x-)?javascript', 'application/x-sh'],
		...['application/(x-)?(zip|zip-compressed|gzip|gtar|compressed-tar|tgz|7z-compressed|tar|rar|rar-compressed)', 'application/vnd\\.rar'],
		...['application/(x-)?(msdownload|msdos-program|dosexec|executable|apple-diskimage|java-archive)'],
		...['application/vnd\\.(microsoft\\.portable-executable|android\\.package-archive)'],
	].join('|')})$`,
);

/** @throws InvalidFieldError if an MMS can't contain a file of this type, which Plivo would notice only after sending */
export function refuseMmsType({ label, subject, type }: MediaFile): void {
	if (!NEVER_CARRIED.test(type)) return;
	throw new InvalidFieldError(
		label,
		`${subject} is of type ${type}, which an MMS can't carry`,
		'Convert it to a common format, such as JPEG, PNG, MP4, MP3, or PDF, or send a link to it.',
	);
}

const BETWEEN_IDS = /\s*[,;\n]\s*/;

/** Reads one or more entries: a list from an expression, or a text with separators. */
function entries(value: unknown, label: string, split: (text: string) => string[]): string[] {
	return (Array.isArray(value) ? (value as unknown[]) : [value])
		.flatMap((entry) => split(asText(entry, label)))
		.filter((entry) => entry !== '');
}

/**
 * @param found entries of the field; only names count as duplicates
 * @throws InvalidFieldError if there is none, more than ten, or a duplicate
 */
export function refuseEntries(found: unknown[], label: string): void {
	refuseCount(found, label);
	const twice = found.find((entry, i) => typeof entry === 'string' && found.indexOf(entry) !== i);
	if (twice !== undefined) throw new InvalidFieldError(label, `contains ${quoted(twice)} twice`, 'Remove one of them.');
}

/**
 * The same URL may appear twice: Plivo doesn't forbid it.
 *
 * @throws InvalidFieldError if there is none, or more than ten
 */
function refuseCount(found: unknown[], label: string): void {
	if (found.length === 0) {
		throw new InvalidFieldError(label, 'is empty', 'An MMS needs at least one file. For text alone, send an SMS.');
	}
	if (found.length > MAX_MEDIA) {
		const surplus = found.length - MAX_MEDIA;
		throw new InvalidFieldError(label, `contains ${found.length} entries, but an MMS can have only ${MAX_MEDIA}`, `Remove ${surplus}.`);
	}
}
