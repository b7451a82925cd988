/** What is known of a file before it is sent, and how an error speaks of it. */
export interface MediaFile {
	/** Of the field that refers to the file. */
	label: string;
	/** The rest of a sentence that begins with the label, up to its verb: `names "data", where "menu.pdf"`. */
	subject: string;
	/** As {@link mediaType} gives it. */
	type: string;
	bytes: number;
}

/** What programs write where they don't know the type; storage services have one of their own. */
const UNKNOWN = /^$|^(application|binary)\/octet-stream$/;

/** By extension, the types that a limit or a refusal here depends on. */
const BY_EXTENSION: Record<string, string> = {
	...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', svg: 'image/svg+xml' },
	...{ webp: 'image/webp', heic: 'image/heic', heif: 'image/heif' },
	...{ mp4: 'video/mp4', mov: 'video/quicktime', '3gp': 'video/3gpp' },
	...{ mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac', amr: 'audio/amr', ogg: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav' },
	...{ html: 'text/html', htm: 'text/html', zip: 'application/zip', rar: 'application/vnd.rar', '7z': 'application/x-7z-compressed' },
	...{ tar: 'application/x-tar', gz: 'application/gzip', tgz: 'application/gzip', xhtml: 'application/xhtml+xml', xht: 'application/xhtml+xml' },
	...{ dmg: 'application/x-apple-diskimage', jar: 'application/java-archive', js: 'text/javascript', mjs: 'text/javascript', sh: 'application/x-sh' },
	...{ exe: 'application/x-msdownload', msi: 'application/x-msdownload', apk: 'application/vnd.android.package-archive' },
};

/**
 * @param mimeType as n8n has it, perhaps with parameters behind it
 * @returns the type in lower case; by the extension of the file's name where n8n doesn't know it
 */
export function mediaType(mimeType: string | undefined, fileName: string): string {
	const type = (mimeType ?? '').replace(/;.*/s, '').trim().toLowerCase();
	if (!UNKNOWN.test(type)) return type;
	const [, extension = ''] = /\.([^.]+)$/.exec(fileName.trim()) ?? [];
	return BY_EXTENSION[extension.toLowerCase()] ?? type;
}
