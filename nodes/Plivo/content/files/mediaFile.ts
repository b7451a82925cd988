/** What is known about a file before it is sent, and how an error refers to it. */
export interface MediaFile {
	/** Label of the field that refers to the file. */
	label: string;
	/** The rest of a sentence that begins with the label, up to its verb: `names "data", where "menu.pdf"`. */
	subject: string;
	/** As returned by {@link mediaType}. */
	type: string;
	bytes: number;
}

/** Types that programs use for an unknown type; storage services have their own. */
const UNKNOWN = /^$|^(application|binary)\/octet-stream$/;

/** Types by extension, for those that a limit or a rejection here depends on. */
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
 * @param mimeType from n8n, possibly with parameters
 * @returns the type in lowercase; if n8n doesn't know it, the type for the file name's extension
 */
export function mediaType(mimeType: string | undefined, fileName: string): string {
	const type = (mimeType ?? '').replace(/;.*/s, '').trim().toLowerCase();
	if (!UNKNOWN.test(type)) return type;
	const [, extension = ''] = /\.([^.]+)$/.exec(fileName.trim()) ?? [];
	return BY_EXTENSION[extension.toLowerCase()] ?? type;
}
