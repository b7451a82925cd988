/**
 * The kinds of files that Plivo's media store accepts, by file extension: those that Plivo's official SDKs allow, and their content
 * types.
 *
 * Not known about live Plivo: whether it checks the content type of the part, as here, or the extension or the bytes.
 */
const contentTypesByExtension: Record<string, string[]> = {
	jpeg: ['image/jpeg', 'image/jpg'],
	jpg: ['image/jpeg', 'image/jpg'],
	png: ['image/png'],
	gif: ['image/gif'],
	mp3: ['audio/mpeg', 'audio/mp3'],
	mp4: ['video/mp4', 'audio/mp4'],
	mpeg: ['video/mpeg', 'audio/mpeg'],
	wav: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
	ogg: ['audio/ogg', 'video/ogg', 'application/ogg'],
	'3gpp': ['video/3gpp', 'audio/3gpp'],
	'3gpp2': ['video/3gpp2', 'audio/3gpp2'],
	'3gp': ['video/3gpp', 'audio/3gpp'],
	'3g2': ['video/3gpp2', 'audio/3gpp2'],
	vcf: ['text/vcard', 'text/x-vcard'],
	vcard: ['text/vcard', 'text/x-vcard'],
	csv: ['text/csv'],
	pdf: ['application/pdf'],
	xls: ['application/vnd.ms-excel'],
	xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	xcf: ['image/xcf', 'image/x-xcf'],
	txt: ['text/plain'],
};

const accepted = new Set(Object.values(contentTypesByExtension).flat());

/** Whether the media store accepts a file of this content type; anything after a semicolon is ignored. */
export function isAcceptedType(contentType: string): boolean {
	return accepted.has(contentType.replace(/;.*/s, '').trim().toLowerCase());
}

/** The content type of a file with this name; undefined if the extension isn't one of these. */
export function contentTypeOf(fileName: string): string | undefined {
	const [, extension = ''] = /\.([^.]+)$/.exec(fileName) ?? [];
	const [first] = contentTypesByExtension[extension.toLowerCase()] ?? [];
	return first;
}
