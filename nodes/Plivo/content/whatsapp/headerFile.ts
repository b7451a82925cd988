import type { IExecuteFunctions } from 'n8n-workflow';

import type { PlivoClient } from '../../client/plivoClient';
import { InvalidFieldError } from '../../errors/invalidFieldError';
import type { MediaFile } from '../files/mediaFile';
import { linkToFile } from './signedMediaUrl';
import { kindOf, type MediaKind } from './whatsappMedia';

/** What a header can show. */
export type HeaderKind = Exclude<MediaKind, 'audio'>;

/** The item's file for the header of a template or an interactive message. */
export interface HeaderFile {
	/** Value of the field that refers to it. */
	value: unknown;
	label: string;
	/** Set if the header takes only this. */
	kind?: HeaderKind;
}

/**
 * Checks the item's file for a header, and returns a function that creates a link to it, like {@link linkToFile}.
 *
 * @throws InvalidFieldError also if the header doesn't take this kind of file
 */
export async function linkToHeaderFile(
	this: IExecuteFunctions,
	client: PlivoClient,
	itemIndex: number,
	{ value, label, kind }: HeaderFile,
): Promise<() => Promise<string>> {
	return await linkToFile.call(this, client, itemIndex, { value, label, refuse: (file) => refuseHeaderFile(file, kind) });
}

const TAKEN: Record<HeaderKind, [taken: string, remedy: string]> = {
	document: ['a document', 'Use a document, such as a PDF.'],
	picture: ['a picture', 'Use a JPEG or PNG file.'],
	video: ['a video', 'Use a video, such as an MP4 file.'],
};

/**
 * WhatsApp drops a template whose header has another kind of file than the one that it was approved with, and shows no
 * audio in a header. Everything that is neither a picture, nor video, nor audio counts as a document.
 *
 * @param kind set if the header takes only this
 * @throws InvalidFieldError for a file of another kind
 */
export function refuseHeaderFile({ label, subject, type }: MediaFile, kind?: HeaderKind): void {
	const isOf = kindOf(type);
	const named = type === '' ? 'unknown type' : `type ${type}`;
	if (isOf === 'audio' && kind === undefined) {
		throw new InvalidFieldError(
			label,
			`${subject} is of ${named}, but a header takes a picture, a video, or a document`,
			"Use another file, or send it in a message of its own, with 'WhatsApp Message' set to Media.",
		);
	}
	if (kind === undefined || isOf === kind) return;
	const [taken, remedy] = TAKEN[kind];
	throw new InvalidFieldError(label, `${subject} is of ${named}, but the header of this template takes ${taken}`, remedy);
}
