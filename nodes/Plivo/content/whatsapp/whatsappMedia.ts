import type { INodeProperties } from 'n8n-workflow';

import { InvalidFieldError } from '../../errors/invalidFieldError';
import { formatNumber } from '../../fields/formatNumber';
import type { ReadField } from '../../fields/readField';
import { asLine, required } from '../../fields/textChecks';
import { splitAddresses, parseWebAddress } from '../../fields/url';
import type { MediaFile } from '../files/mediaFile';
import { composeCaption } from './whatsappText';

const LABEL = 'Media URL';
const EXAMPLE = 'https://example.com/picture.jpg';

export const mediaUrlField: INodeProperties = {
	displayName: LABEL,
	name: 'mediaUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: `e.g. ${EXAMPLE}`,
	description: 'Address of an image, a video, a document, or an audio file that anyone can download from the web',
};

/**
 * The part of a send request for a WhatsApp file: one address, in a list as Plivo requires, and its caption.
 *
 * @throws InvalidFieldError if there is no address, more than one, or an invalid one; or if the caption is too long
 */
export function composeMedia(read: ReadField): { media_urls: [string]; text?: string } {
	const value = read('mediaUrl');
	const [url = '', ...more] = (Array.isArray(value) ? (value as unknown[]) : [value])
		.flatMap((entry) => splitAddresses(asLine(entry, LABEL)));
	required(url, LABEL, `Enter the address of the file, for example ${EXAMPLE}.`);
	if (more.length > 0) {
		throw new InvalidFieldError(
			LABEL,
			`contains ${more.length + 1} addresses, but a WhatsApp message can have only one file`,
			'Send the others in separate messages, for example with Split Out.',
		);
	}
	return { media_urls: [parseWebAddress(url, LABEL, EXAMPLE)], ...composeCaption(read) };
}

/** Meta's list of media for WhatsApp's Cloud API, which Plivo's message reference refers to. */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;
export const MAX_VIDEO_OR_AUDIO_BYTES = 16 * 1024 * 1024;
export const MAX_DOCUMENT_BYTES = 100 * 1024 * 1024;

/**
 * Rejects files that WhatsApp never accepts. WhatsApp decides about other types, because it can accept nearly any file as
 * a document.
 *
 * @throws InvalidFieldError for WebP, which is for stickers only, for HEIC (iPhone) pictures, and for files that are too
 * large
 */
export function refuseWhatsappFile({ label, subject, type, bytes }: MediaFile): void {
	if (/^image\/(webp|hei[cf](-sequence)?)$/.test(type)) {
		throw new InvalidFieldError(label, `${subject} is of type ${type}, which WhatsApp doesn't accept as a picture`, 'Convert it to JPEG or PNG before this node.');
	}
	const [kinds, most] = LIMITS[kindOf(type)];
	if (bytes <= most) return;
	throw new InvalidFieldError(
		label,
		`${subject} has ${formatNumber(bytes)} bytes, but WhatsApp accepts ${kinds} of up to ${most / 1024 / 1024} MB`,
		'Make the file smaller.',
	);
}

/**
 * JPEG and PNG, by all their names, are the only pictures in Meta's list, and Plivo treats GIF as a picture. Others are
 * sent as documents.
 */
const SHOWN_AS_PICTURE = /^image\/(jpe?g|pjpeg|(x-)?png|gif)$/;

/** What WhatsApp takes a file for. */
export type MediaKind = 'audio' | 'document' | 'picture' | 'video';

/** @param type as returned by `mediaType` */
export function kindOf(type: string): MediaKind {
	if (SHOWN_AS_PICTURE.test(type)) return 'picture';
	if (type.startsWith('video/')) return 'video';
	return type.startsWith('audio/') ? 'audio' : 'document';
}

const LIMITS: Record<MediaKind, [kinds: string, maxBytes: number]> = {
	audio: ['video and audio', MAX_VIDEO_OR_AUDIO_BYTES],
	document: ['documents', MAX_DOCUMENT_BYTES],
	picture: ['pictures', MAX_IMAGE_BYTES],
	video: ['video and audio', MAX_VIDEO_OR_AUDIO_BYTES],
};
