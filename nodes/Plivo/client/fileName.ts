/** Maximum length of a file name on Linux, macOS, and Windows. */
export const MAX_BYTES = 255;
/**
 * Only the end of a longer text is read, which contains the extension. Searching it for blanks takes time quadratic in
 * its length.
 */
const MAX_READ_NAME = 4096;
/** Anything longer after the last dot counts as part of the name. */
const MAX_EXTENSION = 20;

/** Device names on Windows, with or without an extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))/i;

/**
 * Control characters (including CR, LF, and NUL), format characters (which are invisible or reverse the writing
 * direction, so that "gpj.exe" reads as "exe.jpg"), letters and signs without a shape (Hangul fillers, variation
 * selectors, the empty Braille cell), line and paragraph separators, and unpaired surrogates.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\u2800]/gu;

/** Characters that Windows forbids in names. A colon addresses another stream of the file. */
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * Makes a file name from an untrusted source safe to write files under: never a path, never hidden, visible, and valid on
 * every file system.
 *
 * @param name a name, a path of any system, or the end of a web address
 * @param whenEmpty the name to use if nothing is left
 */
export function safeFileName(name: string, whenEmpty = 'media'): string {
	// Unseen characters are removed first, so that they can't hide a dot or a slash from the next steps.
	const last = name.slice(-MAX_READ_NAME).replace(UNSEEN, '').split(/[/\\]/).map(trimmed).filter(Boolean).at(-1) ?? '';
	let plain = trimmed(last.replace(FORBIDDEN, '_'));
	// Shortening may produce a device name, and the prefix against that may make the name too long.
	for (let before: string | undefined; before !== plain; ) {
		before = plain;
		plain = shortened(plain).replace(DEVICE, '_$&');
	}
	return plain || whenEmpty;
}

/** Without leading and trailing dots and blanks: Windows drops trailing ones, and a leading dot hides a file. */
function trimmed(name: string): string {
	return name.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '');
}

function shortened(name: string): string {
	if (Buffer.byteLength(name) <= MAX_BYTES) return name;
	const [ending = ''] = /\.[^.]*$/.exec(name) ?? [];
	const extension = Buffer.byteLength(ending) <= MAX_EXTENSION ? ending : '';
	const stem = name.slice(0, name.length - extension.length);
	return trimmed(cut(stem, MAX_BYTES - Buffer.byteLength(extension))) + extension;
}

/** The beginning of a text, in whole characters. */
function cut(text: string, maxBytes: number): string {
	let bytes = 0;
	let length = 0;
	for (const character of text) {
		bytes += Buffer.byteLength(character);
		if (bytes > maxBytes) break;
		length += character.length;
	}
	return text.slice(0, length);
}
